"""The entry for a WSGI server: ``gunicorn rongcuo.site.wsgi``."""

from django.core.wsgi import get_wsgi_application

from rongcuo.office.setup import configure

configure()
application = get_wsgi_application()

"""The site: root addresses and the entry for a WSGI server."""

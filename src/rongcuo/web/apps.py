"""The Django application of the pages."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Pages, components and static files; no models."""

    name = "rongcuo.web"
    label = "web"
    verbose_name = "页面"

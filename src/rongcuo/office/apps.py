"""The one Django app of the office."""

from django.apps import AppConfig


class OfficeConfig(AppConfig):
    """Models and commands of the office."""

    name = "rongcuo.office"
    label = "office"
    verbose_name = "办案"
    default_auto_field = "django.db.models.BigAutoField"

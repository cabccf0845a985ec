"""Tells every process when working time has changed."""

from django.db.models.signals import post_delete, post_save

from sites.worktime.models import Holiday, Norm, WorkingTime
from sites.worktime.services import working_time_changed


def row_changed(sender, **kwargs) -> None:
    """A row of working time was saved or deleted."""
    working_time_changed()


def connect() -> None:
    """Connects all handlers."""
    for model in (WorkingTime, Holiday, Norm):
        post_save.connect(row_changed, model)
        post_delete.connect(row_changed, model)

"""Tells every process when a portal gets a board, loses it or changes it."""

from django.db.models.signals import post_delete, post_save

from editorial.boards.models import EditorialBoard
from portal.hosts.index import index


def board_changed(sender, instance: EditorialBoard, **kwargs) -> None:
    """The footer of the portal leads to its board while one is in force."""
    index.changed(instance.site_id)


def connect() -> None:
    """Connects all handlers."""
    post_save.connect(board_changed, EditorialBoard)
    post_delete.connect(board_changed, EditorialBoard)

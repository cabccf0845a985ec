"""What all panels of the first screen have in common."""

from wagtail.admin.ui.components import Component

from editorial.desk.desks import Desk


class DeskPanel(Component):
    """One part of the first screen, with its own heading and its own statements."""

    order = 100

    class Media:
        css = {"all": ["css/admin/review.css", "css/admin/desk.css"]}

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def is_shown(self) -> bool:
        """Whether the panel says something to this person."""
        return True

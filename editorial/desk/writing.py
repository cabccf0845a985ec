"""The way to a new article in the sections that a person uses most."""

from editorial.desk.naming import portal_names
from editorial.desk.panels import DeskPanel


class NewArticlePanel(DeskPanel):
    """One click to the form."""

    name = "desk_new"
    template_name = "desk/new.html"
    order = 30

    def is_shown(self) -> bool:
        """For those who may add pages where they are, and know a section to add them to."""
        return bool(self.desk.sections)

    def get_context_data(self, parent_context) -> dict:
        """The sections; with their portals where they may be of several."""
        pages = [section.page for section in self.desk.sections]
        portals = portal_names(pages) if self.desk.reaches_everywhere else {}
        return {
            "sections": [
                (section, portals.get(section.page.pk, "")) for section in self.desk.sections
            ]
        }

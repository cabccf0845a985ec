"""What citizens' officers find while nothing has been sent in."""

from editorial.desk.panels import DeskPanel
from sites.access.models import Role


class CitizensPanel(DeskPanel):
    """Says what will appear."""

    name = "desk_citizens"
    template_name = "desk/citizens.html"
    order = 25

    def is_shown(self) -> bool:
        """For citizens' officers."""
        return self.desk.holds(Role.CITIZENS_OFFICER)

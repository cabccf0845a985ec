"""The group “Editorial boards” in the menu of the administration."""

from django.http import HttpRequest
from wagtail.admin.menu import Menu, MenuItem

from editorial.boards.permissions import (
    RECEIVING_ROLES,
    is_provincial_administrator,
    refusal_to_oversee,
)
from portal.common import clock
from portal.hosts.kept import kept
from sites.access.oversight import supervised_sites
from sites.access.standing import standing

boards_menu = Menu(
    register_hook_name="register_boards_menu_item", construct_hook_name="construct_boards_menu"
)


class OwnBoardMenuItem(MenuItem):
    """The board of one's own portal."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the person has a role on a portal."""
        return bool(standing(request.user).sites_with())


class ReceivedMenuItem(MenuItem):
    """What the portals below have sent."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the person decides for a unit with portals below it."""
        held = standing(request.user)
        if held.is_provincial_administrator:
            return True
        return any(has_portals_below(site) for site in held.sites_with(*RECEIVING_ROLES))


class OverseersMenuItem(MenuItem):
    """How far the portals below have come."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the person oversees portals."""
        return not refusal_to_oversee(request.user)


class ProvincialMenuItem(MenuItem):
    """What administrators of the province keep."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the person is one."""
        return is_provincial_administrator(request.user)


def has_portals_below(site_id: int) -> bool:
    """Whether portals stand under the unit of a site today; kept, as every screen asks for it."""
    return kept(
        site_id,
        "has portals below",
        lambda: supervised_sites([site_id], clock.today()).exists(),
    )

"""Tags about the portal's editorial board."""

from django import template

from editorial.boards.public import has_board
from portal.common.templatetags.portal_tags import address

register = template.Library()


@register.simple_tag(takes_context=True)
def board_address(context: template.Context) -> str:
    """The address of the board's page; empty while no board is in force.

    No statement, once a process has asked for the portal since it changed.
    """
    portal = context.get("portal")
    return address("editorial_board") if portal and has_board(portal.site.pk) else ""

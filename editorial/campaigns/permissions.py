"""Where a campaign may be shown, and why not elsewhere."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from editorial.campaigns.reach import ALL, NAMED, portals_below


def refusal_to_reach(site_id: int | None, reach: str, named: Collection[int]) -> str:
    """Why a campaign of a portal may not be shown there; empty if it may.

    Nobody puts a banner on the home page of a portal that does not stand below the own one.

    Args:
        site_id: the portal that owns the campaign.
        reach: a value of ``CampaignPage.Reach``.
        named: keys of the portals that it names.
    """
    if reach == NAMED and not named:
        return _("Choose at least one portal, or another choice under “shown on”.")
    if reach not in {ALL, NAMED} or site_id is None:
        return ""
    below = {site.pk for site in portals_below(site_id)}
    if not below:
        return _("No portal stands below this one: choose “this portal alone”.")
    if reach == NAMED and not set(named) <= below:
        return _("Only portals that stand below this one can be chosen.")
    return ""

"""Registers the hub of elections."""

from editorial.elections.models import ElectionPage
from editorial.elections.own_parts import register as register_parts
from portal.common.registry import PageType, make_with, page_types


def register() -> None:
    """Tells the registry the page type of this feature, and the hub its parts."""
    page_types.register(
        PageType(
            key="election",
            model=ElectionPage,
            make=make_with(ElectionPage),
            is_filled=lambda page: page.election_id is not None,
            children=("page", "articles"),
            is_section=False,
        )
    )
    register_parts()

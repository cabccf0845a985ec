"""Registers the section of consultations and its drafts."""

from consultation.drafts.listing import has_drafts
from consultation.drafts.models import ConsultationPage, DraftPage
from portal.common.registry import PageType, make_with, page_types


def register() -> None:
    """Tells the registry the page types of this feature."""
    page_types.register(
        PageType(
            key="consultation",
            model=ConsultationPage,
            make=make_with(ConsultationPage),
            is_filled=has_drafts,
            children=("draft",),
        )
    )
    page_types.register(
        PageType(
            key="draft",
            model=DraftPage,
            make=make_with(DraftPage),
            is_filled=lambda page: page.text_version_id is not None,
            is_section=False,
        )
    )

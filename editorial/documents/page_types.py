"""Registers the register and its documents."""

from editorial.documents.models import DocumentRegisterPage, LegalDocumentPage
from editorial.documents.services import has_documents
from portal.common.registry import PageType, make_with, page_types


def register() -> None:
    """Tells the registry the page types of this feature."""
    page_types.register(
        PageType(
            key="register",
            model=DocumentRegisterPage,
            make=make_with(DocumentRegisterPage),
            is_filled=has_documents,
            children=("document",),
        )
    )
    page_types.register(
        PageType(
            key="document",
            model=LegalDocumentPage,
            make=make_with(LegalDocumentPage),
            is_filled=lambda page: page.files.exists(),
            is_section=False,
        )
    )

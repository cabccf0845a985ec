"""What search engines are told about a draft."""

from typing import Any

from consultation.drafts.listing import unit_name_of
from portal.common.metadata import CONTEXT, address_of, thing

# Not in force, whatever becomes of it: what is in force is the document that was issued.
FORCE = f"{CONTEXT}/NotInForce"


def draft_data(draft: Any, portal: Any) -> dict[str, Any]:
    """A draft as ``Legislation`` of schema.org in the state of a draft; a policy as a work.

    Args:
        draft: the draft, with its terms at hand.
        portal: the portal that it is read on.
    """
    unit = draft.drafting_unit or unit_name_of(draft)
    is_law = draft.nature == draft.Nature.DOCUMENT
    facts = {
        "name": draft.title,
        "abstract": draft.summary,
        "url": address_of(draft),
        "inLanguage": portal.language,
        "creativeWorkStatus": "Draft",
        "datePublished": draft.first_published_at,
        "author": thing("GovernmentOrganization", name=unit) if unit else None,
    }
    if is_law:
        facts["legislationType"] = str(draft.document_type or "")
        facts["legislationLegalForce"] = FORCE
    return {"@context": CONTEXT, **thing("Legislation" if is_law else "CreativeWork", **facts)}

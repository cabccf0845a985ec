"""What search engines are told about a document."""

from typing import Any

from editorial.documents.status import Status
from portal.common.metadata import CONTEXT, address_of, thing

# How schema.org calls the force of a legal document; one that is still to come has no word.
FORCE = {
    Status.IN_FORCE: f"{CONTEXT}/InForce",
    Status.EXPIRED: f"{CONTEXT}/NotInForce",
    Status.PARTLY: f"{CONTEXT}/PartiallyInForce",
}


def legislation(document: Any, portal: Any) -> dict[str, Any]:
    """A document as ``Legislation`` of schema.org: a legal document such as an act or a decree.

    Args:
        document: the document, with its terms at hand.
        portal: the portal that it is read on.
    """
    issuer = str(document.issuer) if document.issuer else ""
    return {
        "@context": CONTEXT,
        **thing(
            "Legislation",
            name=document.title,
            abstract=document.abstract,
            url=address_of(document),
            inLanguage=portal.language,
            legislationIdentifier=document.number,
            legislationType=str(document.document_type or ""),
            legislationDate=document.issued_on.isoformat() if document.issued_on else None,
            legislationLegalForce=FORCE.get(document.status),
            legislationPassedBy=thing("GovernmentOrganization", name=issuer) if issuer else None,
        ),
    }

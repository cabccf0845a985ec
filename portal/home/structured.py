"""What search engines are told about a portal."""

from typing import Any

from portal.common.metadata import CONTEXT, address_of, thing
from sites.profile.services import Portal


def organization(home: Any, portal: Portal) -> dict[str, Any]:
    """The portal's unit as ``GovernmentOrganization`` of schema.org, with its contacts.

    Args:
        home: the home page that is shown.
        portal: its portal.
    """
    profile, above = portal.profile, portal.supervisor
    address = profile.address if profile else ""
    parent = thing("GovernmentOrganization", name=above.name, url=above.url) if above else None
    return {
        "@context": CONTEXT,
        **thing(
            "GovernmentOrganization",
            name=portal.name,
            alternateName=portal.other_name,
            url=address_of(home),
            address=thing("PostalAddress", streetAddress=address, addressCountry="VN")
            if address
            else None,
            telephone=profile.telephone if profile else "",
            email=profile.email if profile else "",
            parentOrganization=parent,
            sameAs=[link.address for link in portal.social_links] or None,
        ),
    }

"""How Wagtail renders and edits what all pages share."""

from wagtail import hooks

from portal.common.links import PortalDocumentLinkHandler, PortalPageLinkHandler


@hooks.register("register_rich_text_features", order=100)
def read_links_at_once(features) -> None:
    """Replaces Wagtail's link handlers by those that take what was read with the body."""
    features.register_link_type(PortalPageLinkHandler)
    features.register_link_type(PortalDocumentLinkHandler)

"""How Wagtail renders and edits what all pages share, and what all its screens load."""

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks

from portal.common.links import PortalDocumentLinkHandler, PortalPageLinkHandler


@hooks.register("register_rich_text_features", order=100)
def read_links_at_once(features) -> None:
    """Replaces Wagtail's link handlers by those that take what was read with the body."""
    features.register_link_type(PortalPageLinkHandler)
    features.register_link_type(PortalDocumentLinkHandler)


@hooks.register("insert_global_admin_js")
def widget_starter() -> SafeString:
    """The script that starts the widgets; see ``portal.common.admin_widgets``."""
    return format_html('<script src="{}"></script>', static("js/admin/widgets.js"))

"""The patterns of both sides. ``public`` and ``admin`` say which of them are served."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.urls import serve_pattern

from consultation.attachments.serving import shown_file
from consultation.comments.views.public import look_up, show_receipt
from consultation.comments.views.sending import CommentFormView, ConfirmView, ObjectionView
from editorial.boards.views.public import editorial_board
from editorial.campaigns.views import shown_campaign
from portal.common.addresses import address
from portal.common.views import serve
from portal.components.views import components
from portal.feeds import views as feeds
from portal.feeds.feeds import PortalAtomFeed, PortalFeed
from portal.notices import views as notices
from portal.search.views import search
from sites.directory.views import portals

# What is no page: words in the language of the address, see ``portal.common.addresses``.
named_patterns = [
    address("search", search),
    address("editorial_board", editorial_board),
    address("accessibility", notices.accessibility),
    address("privacy", notices.privacy),
    address("offline", notices.offline),
    address("components", components),
    address("site_map", feeds.site_map),
    address("directory", portals),
    address("campaign", shown_campaign, "<slug:slug>/", url_name="campaign"),
    address("campaign", shown_campaign, "<slug:slug>/<section:rest>/", url_name="campaign_part"),
    address("receipts", look_up),
    address("receipts", show_receipt, "<str:code>/", url_name="receipt"),
    address("comment_form", CommentFormView.as_view(), "<int:page_id>/"),
    address(
        "comment_form",
        CommentFormView.as_view(),
        "<int:page_id>/<int:version>/<str:address>/",
        url_name="comment_form_provision",
    ),
    address("comment_file", shown_file, "<uuid:uid>/"),
    address("confirm_comment", ConfirmView.as_view(), "<str:token>/"),
    address("objection_form", ObjectionView.as_view(), "<str:code>/<str:key>/"),
    address("rss", PortalFeed()),
    address("rss", PortalFeed(), "<section:section>/", url_name="section_rss"),
    address("atom", PortalAtomFeed()),
    address("atom", PortalAtomFeed(), "<section:section>/", url_name="section_atom"),
]

public_patterns = [
    path("", include("portal.media.urls")),
    path("sitemap.xml", feeds.sitemap_xml, name="sitemap_xml"),
    path("sitemap-<int:part>.xml", feeds.sitemap_xml, name="sitemap_part_xml"),
    path("robots.txt", feeds.robots_txt, name="robots_txt"),
    path("service-worker.js", notices.service_worker, name="service_worker"),
    path(".well-known/security.txt", feeds.security_txt, name="security_txt"),
    *i18n_patterns(
        *named_patterns,
        re_path(serve_pattern, serve, name="wagtail_serve"),
        prefix_default_language=False,
    ),
]

admin_patterns = [
    path("", RedirectView.as_view(pattern_name="wagtailadmin_home"), name="admin_entrance"),
    path("robots.txt", feeds.closed_robots_txt),
    path(".well-known/security.txt", feeds.security_txt),
    path("admin/", include("portal.accounts.closed_urls")),
    path("admin/", include("portal.media.closed_urls")),
    path("admin/", include("portal.common.admin_urls")),
    path("admin/", include("sites.trace.admin_urls")),
    path("admin/", include("editorial.workflow.admin_urls")),
    path("admin/", include(wagtailadmin_urls)),
    path("", include("portal.media.urls")),
    path("tai-khoan/", include("portal.accounts.urls")),
    path("tai-khoan/", include("sites.access.staff.answering_urls")),
]

# What answers when something is wrong, on every side.
handler400 = "portal.common.errors.bad_request"
handler403 = "portal.common.errors.forbidden"
handler404 = "portal.common.errors.not_found"
handler500 = "portal.common.errors.server_error"

"""What a browser may load and do on a page of ours, by the side that the page is shown on."""

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from portal.hosts.middleware import ADMIN, PREVIEW

FRAMES = "X-Frame-Options"
RESOURCES = "Cross-Origin-Resource-Policy"


class ContentPolicyMiddleware(CSPMiddleware):
    """Sends the policy of the request's side, and the older headers that say the same.

    A preview is rendered by a dummy request of its own, whose answer is then handed out on the
    admin host: what that request has set stays.
    """

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        """The directives for this request; an answer may still loosen its own by decorator."""
        parts = super().get_policy_parts(request, response, report_only)
        if parts.config is None and not report_only:
            parts.config = directives_for(getattr(request, "side", None))
        return parts

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Adds the headers unless the answer brings its own."""
        is_framed = getattr(request, "side", None) in {ADMIN, PREVIEW}
        response.headers.setdefault(FRAMES, "SAMEORIGIN" if is_framed else "DENY")
        response.headers.setdefault(RESOURCES, "same-origin")
        return super().process_response(request, response)


def directives_for(side: str | None) -> dict[str, list[str]]:
    """The directives of a side: admin, preview, or the strict ones of the public for the rest."""
    if side == ADMIN:
        return settings.ADMIN_CONTENT_SECURITY_POLICY
    public = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    if side == PREVIEW:
        return {**public, "frame-ancestors": [settings.WAGTAILADMIN_BASE_URL]}
    return public

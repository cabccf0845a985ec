"""Says why a picture or file cannot be changed, where Wagtail only says that it cannot."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.permissions import policy_registry

from portal.media.models import PortalDocument, PortalImage
from portal.media.policies import CHANGING, refusal_to_change

FORMS = {
    "wagtailimages:edit": (PortalImage, "wagtailimages:index"),
    "wagtailimages:delete": (PortalImage, "wagtailimages:index"),
    "wagtaildocs:edit": (PortalDocument, "wagtaildocs:index"),
    "wagtaildocs:delete": (PortalDocument, "wagtaildocs:index"),
}
ARGUMENTS = ("image_id", "document_id", "pk")


def told_why_not(request: HttpRequest, kwargs: dict) -> HttpResponse | None:
    """Leads back to the list with the reason; None where nothing stands against the act.

    What is another portal's is not spoken of.
    """
    form = FORMS.get(request.resolver_match.view_name)
    number = next((kwargs[name] for name in ARGUMENTS if name in kwargs), None)
    if form is None or number is None:
        return None
    model, back = form
    policy = policy_registry.get_by_type(model)
    own = policy.instances_user_has_any_permission_for(request.user, CHANGING)
    item = own.filter(pk=number).first()
    reason = refusal_to_change(request.user, item) if item else ""
    if not reason:
        return None
    messages.error(request, reason)
    return redirect(back)

"""The forms of citizens: commenting, confirming, objecting."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from wagtail.models import Site

from consultation.comments import moderation, services
from consultation.comments.addresses import (
    comment_of_token,
    language_for,
    own_receipt_path,
)
from consultation.comments.forms import CommentForm, ConfirmForm, ObjectionForm
from consultation.comments.models import Comment, Receipt
from consultation.comments.places import (
    lines_of,
    name_of,
    own_draft_of,
    places_within,
    provision_at,
    way_up,
)
from consultation.comments.services import CommentRefused
from consultation.comments.views.public import own_receipt
from consultation.drafts.models import DraftPage
from consultation.versions.models import DraftVersion, Provision
from portal.common import clock
from portal.common.forms import CitizenForm, CitizenFormView
from portal.common.limits import Limit
from portal.hosts.addresses import portal_here, site_id_of


class CommentFormView(CitizenFormView):
    """The form for a comment. It stays open to the second, by the server's clock."""

    purpose = "comment"
    limit = Limit("comment")
    form_class = CommentForm
    template_name = "comments/form.html"

    @cached_property
    def page(self) -> DraftPage:
        """The draft as the citizen reads it.

        Raises:
            Http404: this portal has none of that number.
        """
        site = portal_here(self.request)
        page = DraftPage.objects.live().filter(pk=self.kwargs["page_id"]).first()
        if page is None or site_id_of(page) != site.pk:
            raise Http404
        return page

    @cached_property
    def draft(self) -> DraftPage:
        """The draft itself, where the page translates one."""
        return own_draft_of(self.page)

    @cached_property
    def version(self) -> DraftVersion | None:
        """The version that the citizen reads.

        Raises:
            Http404: the draft has no such version.
        """
        found = DraftVersion.objects.filter(page=self.draft.pk).published()
        if "version" not in self.kwargs:
            return found.filter(pk=self.draft.text_version_id).first()
        version = found.filter(number=self.kwargs["version"]).first()
        if version is None:
            raise Http404
        return version

    @cached_property
    def provision(self) -> Provision | None:
        """The provision that the address names; None for the whole draft.

        Raises:
            Http404: the version has no such provision.
        """
        address = self.kwargs.get("address", "")
        found = provision_at(self.version, address) if address else None
        if address and found is None:
            raise Http404
        return found

    @cached_property
    def way(self) -> list[Provision]:
        """The provision and those above it."""
        return way_up(self.provision) if self.provision else []

    @cached_property
    def article(self) -> Provision | None:
        """The article that the provision belongs to; the provision itself if there is none."""
        return next((one for one in self.way if one.kind == "article"), self.provision)

    @property
    def refusal(self) -> str:
        """Why no comments are taken now; empty if they are."""
        return services.refusal_to_comment(self.draft, clock.now())

    def get_form_kwargs(self) -> dict:
        """The draft's policy, and what the citizen agrees to today."""
        return {
            **super().get_form_kwargs(),
            "draft": self.draft,
            "consent": services.consent_on(clock.today()),
            "language": language_for(self.page),
            "places": places_within(self.article) if self.article else [],
        }

    def get_initial(self) -> dict:
        """The provision of the address is chosen."""
        return {"address": self.kwargs.get("address", "")}

    def submit(self, form: CommentForm) -> str:
        """Stores the comment with its receipt.

        Raises:
            ValidationError: the draft is not open any more.
        """
        try:
            comment = services.submit(
                self.draft,
                form.cleaned_data["text"],
                form.author(),
                version_number=self.version.number if self.version else None,
                address=form.cleaned_data["address"],
                language=language_for(self.page),
            )
        except CommentRefused as refused:
            raise ValidationError(str(refused)) from refused
        return comment.receipt.code

    def result_url(self, reference: str) -> str:
        """The author's own receipt."""
        receipt = Receipt.objects.select_related("comment").get(code=reference)
        return own_receipt_path(receipt.comment)

    def get_context_data(self, **kwargs) -> dict:
        """The draft, the provision with its words, and whether a newer text is there."""
        newest = self.draft.text_version
        return {
            **super().get_context_data(**kwargs),
            "page": self.page,
            "version": self.version,
            "provision": self.provision,
            "place": name_of(self.article, way_up(self.article)) if self.article else name_of(None),
            "article": self.article,
            "lines": lines_of(self.article) if self.article else [],
            "newer": newest
            if self.version and newest and newest.number and newest.number > self.version.number
            else None,
            "refusal": self.refusal,
        }


class ConfirmView(CitizenFormView):
    """Confirms an author's e-mail address, by a button that programs do not press."""

    purpose = "confirm_comment"
    form_class = ConfirmForm
    template_name = "comments/confirm.html"

    @cached_property
    def comment(self) -> Comment:
        """The comment that the mail was about.

        Raises:
            Http404: the link is not ours, or of another portal.
        """
        comment = comment_of_token(self.kwargs["token"])
        site = Site.find_for_request(self.request)
        if comment is None or site is None or comment.site_id != site.pk:
            raise Http404
        return comment

    def submit(self, form: CitizenForm) -> str:
        """Lets the comment wait for the officers."""
        moderation.confirm(self.comment)
        return self.comment.receipt.code

    def result_url(self, reference: str) -> str:
        """The author's own receipt."""
        return own_receipt_path(self.comment)

    def get_context_data(self, **kwargs) -> dict:
        """The comment."""
        is_open = self.comment.state == Comment.State.UNCONFIRMED
        return {
            **super().get_context_data(**kwargs),
            "comment": self.comment,
            "is_open": is_open,
            "receipt_url": own_receipt_path(self.comment),
        }


class ObjectionView(CitizenFormView):
    """The author of a hidden comment asks for another look."""

    purpose = "objection"
    limit = Limit("objection")
    form_class = ObjectionForm
    template_name = "comments/objection.html"
    page_title = gettext_lazy("Object to a decision")

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Who has the author's own link, and nobody else.

        Raises:
            Http404: the receipt or its key is wrong.
        """
        self.receipt = own_receipt(request, kwargs["code"], kwargs["key"])
        return super().dispatch(request, *args, **kwargs)

    def submit(self, form: ObjectionForm) -> str:
        """Lets the comment wait for another look.

        Raises:
            ValidationError: it is not hidden, or its author has objected before.
        """
        try:
            moderation.object_to(self.receipt.comment, form.cleaned_data["words"])
        except CommentRefused as refused:
            raise ValidationError(str(refused)) from refused
        return self.receipt.code

    def result_url(self, reference: str) -> str:
        """The author's own receipt."""
        return own_receipt_path(self.receipt.comment)

    def get_context_data(self, **kwargs) -> dict:
        """The comment."""
        return {
            **super().get_context_data(**kwargs),
            "comment": self.receipt.comment,
            "receipt_url": own_receipt_path(self.receipt.comment),
        }

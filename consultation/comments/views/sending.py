"""The forms of citizens: commenting, confirming, objecting."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Site

from consultation.attachments.services import has_room
from consultation.comments import moderation, services
from consultation.comments.addresses import (
    comment_of_token,
    language_for,
    own_receipt_path,
)
from consultation.comments.forms import CommentForm, ConfirmForm, ObjectionForm
from consultation.comments.models import Comment, ConsentText, Receipt
from consultation.comments.places import (
    article_around,
    lines_of,
    name_of,
    own_draft_of,
    places_of,
    way_up,
)
from consultation.comments.services import CommentRefused
from consultation.comments.views.public import own_receipt
from consultation.drafts.models import DraftPage
from consultation.periods.models import retention_on
from consultation.versions.models import DraftVersion, Provision
from portal.common import clock
from portal.common.forms import CitizenForm, CitizenFormView
from portal.common.limits import Limit
from portal.hosts.addresses import portal_here, site_id_of


class CommentFormView(CitizenFormView):
    """The form for a comment. It stays open to the second, by the server's clock."""

    purpose = "comment"
    limit = Limit("comment")
    files_limit = Limit("comment_files")
    form_class = CommentForm
    template_name = "comments/form.html"

    @cached_property
    def page(self) -> DraftPage:
        """The draft as the citizen reads it.

        Raises:
            Http404: this portal has none of that number.
        """
        site = portal_here(self.request)
        pages = DraftPage.objects.live().select_related("text_version")
        page = pages.filter(pk=self.kwargs["page_id"]).first()
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
        newest, number = self.page.text_version, self.kwargs.get("version")
        if newest and newest.number and number in {None, newest.number}:
            return newest
        found = DraftVersion.objects.filter(page=self.draft.pk).published()
        if number is None:
            return found.first()
        version = found.filter(number=number).first()
        if version is None:
            raise Http404
        return version

    @cached_property
    def provisions(self) -> dict[str, Provision]:
        """The article that the address names, or in which it lies, and all below it.

        Empty for the whole draft.

        Raises:
            Http404: the version has no such provision.
        """
        address = self.kwargs.get("address", "")
        if not address or self.version is None:
            return {}
        rows = article_around(self.version, address)
        if address not in rows:
            raise Http404
        return rows

    @property
    def article(self) -> Provision | None:
        """The outermost of these."""
        return next(iter(self.provisions.values()), None)

    @property
    def refusal(self) -> str:
        """Why no comments are taken now; empty if they are."""
        return services.refusal_to_comment(self.draft, clock.now())

    def get_form_kwargs(self) -> dict:
        """The draft's policy, and what the citizen agrees to today."""
        return {
            **super().get_form_kwargs(),
            "draft": self.draft,
            "consent": self.consent,
            "language": language_for(self.page),
            "places": places_of(list(self.provisions.values())),
        }

    @cached_property
    def consent(self) -> ConsentText | None:
        """What citizens agree to today."""
        return services.consent_on(clock.today())

    def get_initial(self) -> dict:
        """The provision of the address is chosen."""
        return {"address": self.kwargs.get("address", "")}

    def submit(self, form: CommentForm) -> str:
        """Stores the comment with its receipt.

        Raises:
            ValidationError: the draft is not open any more, or no files are taken now.
        """
        files = form.cleaned_data["attached"]
        if files and (self.files_limit.is_over(self.request) or not has_room()):
            raise ValidationError(
                _("No more files can be taken for the moment. Send the comment without them, or "
                  "try again in an hour."),
                code="files",
            )  # fmt: skip
        try:
            self.comment = services.take(
                self.draft,
                form.cleaned_data["text"],
                form.author(),
                version=self.version,
                provision=self.provisions.get(form.cleaned_data["address"]),
                consent=self.consent,
                language=language_for(self.page),
                files=files,
            )
        except CommentRefused as refused:
            raise ValidationError(str(refused)) from refused
        for _file in files:
            self.files_limit.count(self.request)
        return self.comment.receipt.code

    def result_url(self, reference: str) -> str:
        """The author's own receipt."""
        comment = getattr(self, "comment", None)
        if comment is None or comment.receipt.code != reference:
            comment = Receipt.objects.select_related("comment").get(code=reference).comment
        return own_receipt_path(comment)

    def get_context_data(self, **kwargs) -> dict:
        """The draft, the provision with its words, and whether a newer text is there."""
        article, newest = self.article, self.page.text_version
        return {
            **super().get_context_data(**kwargs),
            "page": self.page,
            "version": self.version,
            "place": name_of(article, way_up(article)) if article else name_of(None),
            "article": article,
            "lines": lines_of(article, list(self.provisions.values())) if article else [],
            "newer": newest
            if self.version and newest and newest.number and newest.number > self.version.number
            else None,
            "refusal": self.refusal,
            "retention": retention_on(clock.today()),
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

"""One comment: what it says, what is decided, answered and known of it."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.models import ModelLogEntry

from consultation.attachments.models import AttachedFile
from consultation.attachments.scanning import is_set_up
from consultation.comments import answering, moderation
from consultation.comments.admin_forms import (
    ONLY,
    SAME_PLACE,
    SAME_TEXT,
    AnswerForm,
    AssignForm,
    DecideForm,
    EditionForm,
    FilesForm,
)
from consultation.comments.at_hand import own_comment
from consultation.comments.codes import written
from consultation.comments.erasure import erase_author, read_author
from consultation.comments.models import Comment, Commenter
from consultation.comments.passages import subject_of
from consultation.comments.querysets import OFFICERS
from consultation.comments.same import (
    answer_with_others,
    likes_of,
    others_on_same_place,
    others_with_same_text,
)
from consultation.comments.services import CommentRefused
from consultation.comments.views.screens import CommentsScreen
from consultation.similarity import services as similarity
from consultation.versions.redline import Piece, redline
from portal.accounts.fresh import fresh_sign_in
from portal.accounts.models import User
from sites.access.people import people_with_role_on

ENTRIES_SHOWN = 50
State = Comment.State


class CommentScreen(CommentsScreen):
    """A screen of one comment; other portals' comments are not found."""

    @cached_property
    def comment(self) -> Comment:
        """The comment of the address."""
        return own_comment(self.request.user, self.kwargs["uid"])

    def get_page_subtitle(self) -> str:
        """The draft."""
        return self.comment.draft.title

    def between(self) -> list[dict]:
        """The draft's own screen."""
        url = reverse("comments:draft", args=[self.comment.draft_id])
        return [{"url": url, "label": self.comment.draft.title}]

    def to_item(self) -> HttpResponse:
        """Back to the comment."""
        return redirect("comments:item", self.comment.uid)


class ItemView(CommentScreen, TemplateView):
    """The comment with all that officers do with it. The author is shown on demand alone."""

    template_name = "comments/admin/item.html"

    def get_page_title(self) -> str:
        """Its number."""
        return str(self.comment)

    @cached_property
    def officers(self) -> QuerySet[User]:
        """Who may be asked to answer."""
        found = people_with_role_on([self.comment.site_id], *OFFICERS)
        return found.order_by("full_name", "email")

    @cached_property
    def likes(self):
        """How many comments are like this one."""
        return likes_of(self.comment)

    def decide_form(self, data=None) -> DecideForm:
        """Whether it is shown."""
        initial = {"edition": self.comment.edition, "note": self.comment.note}
        return DecideForm(data, initial=initial, auto_id="decide_%s")

    def answer_form(self, data=None) -> AnswerForm:
        """What becomes of it."""
        names = ("edition", "disposition", "explanation")
        return AnswerForm(
            data,
            initial={name: getattr(self.comment, name) for name in names} | {"also": ONLY},
            auto_id="answer_%s",
            same_text=self.likes.same_text,
            same_place=self.likes.same_place,
        )

    def assign_form(self, data=None) -> AssignForm:
        """Who is to answer."""
        initial = {"edition": self.comment.edition, "to": self.comment.assigned_to_id}
        return AssignForm(data, initial=initial, auto_id="assign_%s", officers=self.officers)

    @cached_property
    def files(self) -> list[AttachedFile]:
        """What was sent along; asks only if something was."""
        return list(self.comment.files.order_by("number")) if self.comment.files_digest else []

    def files_form(self, data=None) -> FilesForm:
        """Which of the files readers see."""
        shown = [one.number for one in self.files if one.is_shown]
        initial = {"edition": self.comment.edition, "shown": shown}
        return FilesForm(data, initial=initial, auto_id="files_%s", files=self.files)

    def get_context_data(self, **kwargs) -> dict:
        """The comment, what it is about, its forms and its history."""
        comment = self.comment
        context = {
            "comment": comment,
            "code": written(comment.receipt.code),
            "subject": subject_of(comment),
            "likes": self.likes,
            "has_author": Commenter.objects.filter(comment=comment).exists(),
            "entries": entries_of(comment),
            "next": self._next(),
            "is_unconfirmed": comment.state == State.UNCONFIRMED,
            "may_hide": not comment.disposition,
            "decide_form": self.decide_form(),
            "answer_form": self.answer_form(),
            "assign_form": self.assign_form(),
            "files": self.files,
            "files_form": self.files_form(),
            "has_scanner": is_set_up(),
            "differences": self._differences(),
            "separate_form": self.separate_form(),
            "State": State,
        }
        return super().get_context_data(**{**context, **kwargs})

    def separate_form(self, data=None) -> EditionForm:
        """Takes the text out of its campaign."""
        initial = {"edition": self.comment.edition}
        return EditionForm(data, initial=initial, auto_id="separate_%s")

    def _differences(self) -> list[Piece]:
        """Where the text differs from the first one of its campaign."""
        wording = self.comment.wording
        if wording is None or wording.leader is None:
            return []
        return redline(wording.leader.sample.text, self.comment.text)

    def _next(self) -> Comment | None:
        """What has waited longest beside this one."""
        rows = Comment.objects.in_charge_of(self.request.user).waiting()
        return rows.exclude(pk=self.comment.pk).order_by("pk").only("uid").first()


def entries_of(comment: Comment) -> QuerySet[ModelLogEntry]:
    """What was done with a comment, the newest first."""
    kind = ContentType.objects.get_for_model(Comment)
    rows = ModelLogEntry.objects.filter(content_type=kind, object_id=str(comment.pk))
    return rows.select_related("user").order_by("-timestamp", "-pk")[:ENTRIES_SHOWN]


class ActView(ItemView):
    """Something that is done with the comment; where it cannot be, the form says why."""

    # The method that makes the form, which is also its name in the template.
    form_name = ""

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """The address of an act shows the comment."""
        return self.to_item()

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Does it, or says why not; what was typed stays."""
        form = self.bound(request.POST)
        if form.is_valid():
            try:
                told = self.act(form.cleaned_data)
            except CommentRefused as refused:
                form = self._refused(str(refused))
            else:
                messages.success(request, told)
                return self.to_item()
        return self.render_to_response(
            self.get_context_data(**{self.form_name: form, "form": form})
        )

    def bound(self, data):
        """The form with what was sent."""
        return getattr(self, self.form_name)(data)

    def act(self, data: dict) -> str:
        """Does it and says what was done.

        Raises:
            CommentRefused: with the reason; nothing was changed.
        """
        raise NotImplementedError

    def _refused(self, reason: str):
        """The form beside the comment as it is by now, so that sending it again is deliberate."""
        for name in ("comment", "likes", "files"):
            self.__dict__.pop(name, None)
        form = self.bound({**self.request.POST.dict(), "edition": self.comment.edition})
        form.is_valid()
        form.add_error(None, reason)
        return form


class DecideView(ActView):
    """Shows the comment, hides it or returns it."""

    form_name = "decide_form"

    def act(self, data: dict) -> str:
        moderation.decide(
            self.comment,
            self.request.user,
            data["state"],
            edition=data["edition"],
            reason=data["reason"],
            note=data["note"],
        )
        return {
            State.PUBLISHED: _("The comment is published."),
            State.HIDDEN: _("The comment is hidden; its author is told why."),
            State.RETURNED: _("The comment is returned; its author is told why."),
        }[State(data["state"])]


class AnswerView(ActView):
    """Answers the comment, and those that are like it if so chosen."""

    form_name = "answer_form"

    def act(self, data: dict) -> str:
        user, comment, edition = self.request.user, self.comment, data["edition"]
        words = (data["disposition"], data["explanation"])
        others = {SAME_TEXT: others_with_same_text, SAME_PLACE: others_on_same_place}
        if data["also"] not in others:
            answering.answer(comment, user, *words, edition=edition)
            return _("The comment is answered.")
        rows = others[data["also"]](comment)
        count = answer_with_others(comment, rows, user, *words, edition=edition)
        told = ngettext(
            "The comment and %(count)d other are answered.",
            "The comment and %(count)d others are answered.",
            count,
        ) % {"count": count}
        left = rows.count()
        if not left:
            return told
        more = ngettext(
            "%(count)d more is left: answer it in the same way.",
            "%(count)d more are left: answer them in the same way.",
            left,
        )
        return f"{told} {more % {'count': left}}"


class AssignView(ActView):
    """Says who is to answer."""

    form_name = "assign_form"

    def act(self, data: dict) -> str:
        answering.assign(self.comment, self.request.user, data["to"], edition=data["edition"])
        if data["to"] is None:
            return _("Nobody in particular is to answer the comment.")
        return _("%(officer)s is to answer the comment.") % {"officer": data["to"]}


class SeparateView(ActView):
    """Takes the text out of its campaign."""

    form_name = "separate_form"

    def act(self, data: dict) -> str:
        similarity.separate(self.comment, self.request.user, edition=data["edition"])
        return _("The text stands by itself now, with all comments that are worded like it.")


class AuthorView(ActView):
    """Shows who wrote the comment, after writing down that it is shown."""

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Asks for a fresh sign-in first, as for all personal data."""
        # Of what is another portal's nothing is asked.
        _own = self.comment
        return fresh_sign_in(self._show)(request)

    def _show(self, request: HttpRequest) -> HttpResponse:
        try:
            author = read_author(self.comment, request.user)
        except CommentRefused as refused:
            messages.error(request, str(refused))
            return self.to_item()
        return self.render_to_response(self.get_context_data(author=author))


class EraseView(CommentScreen, TemplateView):
    """Erases who wrote the comment; says first what that means."""

    template_name = "comments/admin/erase.html"
    page_title = gettext_lazy("Erase the author's data")
    header_icon = "bin"

    def between(self) -> list[dict]:
        """The draft and the comment."""
        url = reverse("comments:item", args=[self.comment.uid])
        return [*super().between(), {"url": url, "label": str(self.comment)}]

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Asks for a fresh sign-in first: it cannot be undone."""
        _own = self.comment
        return fresh_sign_in(self._erase)(request)

    def _erase(self, request: HttpRequest) -> HttpResponse:
        try:
            was_there = erase_author(self.comment, request.user)
        except CommentRefused as refused:
            messages.error(request, str(refused))
            return self.to_item()
        if was_there:
            messages.success(request, _("The author's data is erased. The comment stays."))
        else:
            messages.info(request, _("The author's data had been erased before."))
        return self.to_item()

    def get_context_data(self, **kwargs) -> dict:
        """The comment."""
        has_author = Commenter.objects.filter(comment=self.comment).exists()
        has_files = self.comment.files.exclude(state="erased").filter(is_shown=False).exists()
        return super().get_context_data(
            **kwargs, comment=self.comment, has_author=has_author, has_files=has_files
        )

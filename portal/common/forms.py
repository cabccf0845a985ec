"""The base of every form that citizens send.

Public hosts have no session and no cookie, so Django's own protection does not work there. What
stands in for it: the ``Origin`` of the request, a signed token that is bound to host, purpose and
time, a field that only machines fill, and a key under which sending twice counts once. No other
view of a public host takes anything but GET and HEAD, see ``portal.common.requests``.
"""

import time
import uuid
from dataclasses import dataclass
from urllib.parse import urlsplit

from django import forms
from django.core import signing
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView

from portal.common.challenges import Question, answer_field, is_right, new_token, question_of
from portal.common.fields import CleanCharField
from portal.common.limits import Limit
from portal.common.models import SubmissionKey

# Nobody reads and fills a form in less; a machine does.
SHORTEST_SECONDS = 2
LONGEST_SECONDS = 12 * 60 * 60
# Browsers name the relation of the sending page; "none" is a page sent again by hand.
OWN_PAGES = {"same-origin", "none"}
UNPROCESSABLE = 422
SEE_OTHER = 303


@dataclass(frozen=True)
class FormToken:
    """What a form's token tells once its signature is checked.

    Attributes:
        key: under which sending this form counts once.
        age: seconds since the form was shown.
    """

    key: uuid.UUID
    age: float


def issue_token(purpose: str, host: str, key: uuid.UUID | None = None) -> str:
    """A token for a form that is shown now.

    Args:
        purpose: what the form is for; a token of another purpose is worth nothing.
        host: the host name that the form is shown on.
        key: the key of a form that is shown again.
    """
    return _signer(purpose, host).sign((key or uuid.uuid4()).hex)


def read_token(token: str, purpose: str, host: str) -> FormToken:
    """What a token tells.

    Raises:
        signing.BadSignature: it was not issued for this purpose on this host.
    """
    signed = _signer(purpose, host).unsign(token)
    issued_at = signing.b62_decode(token.rsplit(":", 2)[1])
    return FormToken(uuid.UUID(signed), time.time() - issued_at)


def _signer(purpose: str, host: str) -> signing.TimestampSigner:
    return signing.TimestampSigner(salt=f"portal.common.forms:{purpose}:{host}")


class CitizenForm(forms.Form):
    """A form on a public host. Every text field is a :class:`CleanCharField` with a limit."""

    token = forms.CharField(widget=forms.HiddenInput, required=False, max_length=200)
    website = forms.CharField(
        label=_("Leave this field empty"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def __init__(self, *args, purpose: str, host: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.purpose, self.host = purpose, host
        self.initial.setdefault("token", issue_token(purpose, host))
        self._refuse_careless_fields()

    def ask(self, key: uuid.UUID) -> None:
        """Asks a fresh question, under the key of the form's token.

        What was typed stays; a form that was answered wrongly says so beside the question.
        """
        token = new_token(key)
        if self.is_bound:
            self.data = self.data.copy()
            typed = self.data.get("challenge", "").strip()
            self.data["question"], self.data["challenge"] = token, ""
        self.initial["question"] = token
        self._put_question(question_of(token, key))
        if self.is_bound:
            again = _("The answer was not right, or it came too late. Here is another question.")
            first = _("Answer this question, then send the form again. What you wrote is kept.")
            self.add_error("challenge", again if typed else first)

    def is_answered(self, key: uuid.UUID) -> bool:
        """Whether the question that belongs to this form was answered rightly and in time."""
        question = question_of(self.data.get("question", ""), key)
        return question is not None and is_right(question, self.data.get("challenge", ""))

    def keep_question(self, key: uuid.UUID) -> None:
        """Shows the question that was sent along once more, where something else is wrong."""
        question = question_of(self.data.get("question", ""), key)
        if question is not None:
            self._put_question(question)

    def _put_question(self, question: Question) -> None:
        self.fields["question"] = forms.CharField(widget=forms.HiddenInput, required=False)
        self.fields["challenge"] = answer_field(question)

    def _refuse_careless_fields(self) -> None:
        for name, field in self.fields.items():
            own = name in {"token", "website"}
            plain = type(field) is forms.CharField and not own
            if plain or (isinstance(field, CleanCharField) and not field.max_length):
                raise ImproperlyConfigured(
                    f"{type(self).__name__}.{name}: use CleanCharField with a max_length."
                )

    @property
    def sent_token(self) -> FormToken | None:
        """The token that was sent, however old; None if it is not ours."""
        try:
            return read_token(self.data.get("token", ""), self.purpose, self.host)
        except (signing.BadSignature, ValueError):
            return None

    def clean(self) -> dict:
        """Refuses machines and forms that lay open too long; what was typed stays."""
        cleaned = super().clean()
        if cleaned.get("website"):
            raise ValidationError(
                _("Empty the field that has to stay empty, and send the form again."),
                code="machine",
            )
        token = self.sent_token
        if token is None or token.age > LONGEST_SECONDS:
            self.renew_token(token.key if token else None)
            raise ValidationError(
                _("This form lay open for too long. What you wrote is still here: check it and "
                  "send it again."),
                code="expired",
            )  # fmt: skip
        if token.age < SHORTEST_SECONDS:
            raise ValidationError(
                _("That was too quick. Wait a few seconds and send the form again."),
                code="quick",
            )
        return cleaned

    def renew_token(self, key: uuid.UUID | None) -> None:
        """Puts a fresh token into the form that is shown again, under the same key."""
        self.data = self.data.copy()
        self.data["token"] = issue_token(self.purpose, self.host, key)


@method_decorator([csrf_exempt, sensitive_post_parameters()], name="dispatch")
class CitizenFormView(FormView):
    """A form of citizens at an address of its own, never cached, that works without JavaScript.

    A subclass names ``purpose`` and ``form_class``, and writes :meth:`submit` and
    :meth:`result_url`. With a ``limit``, those who send very many are asked a question, see
    :mod:`portal.common.limits`.
    """

    # What ``portal.common.requests`` asks before it lets anything but reading through.
    takes_citizens_input = True
    purpose: str = ""
    # How often it is taken from one address and network before a question is asked; None: always.
    limit: Limit | None = None
    template_name = "portal/forms/citizen_form.html"
    http_method_names = ["get", "head", "post"]

    def submit(self, form: CitizenForm) -> str:
        """Does what the form is for, inside one transaction.

        Returns:
            a reference to the result, at most 255 characters, for :meth:`result_url`.

        Raises:
            ValidationError: it cannot be done; the sentence is shown above the form.
        """
        raise NotImplementedError

    def result_url(self, reference: str) -> str:
        """The address that shows the result."""
        raise NotImplementedError

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Answers, and lets nobody keep the answer."""
        response = super().dispatch(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        return response

    def get_form_kwargs(self) -> dict:
        """Purpose and host, to which the token is bound."""
        host = self.request.get_host()
        return {**super().get_form_kwargs(), "purpose": self.purpose, "host": host}

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Shows the form, with a question where many were sent before."""
        form = self.get_form()
        if self.limit and self.limit.is_over(request):
            shown = read_token(form.initial["token"], self.purpose, form.host)
            form.ask(shown.key)
        return self.render_to_response(self.get_context_data(form=form))

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Takes the form once; the same form sent again leads to the same result."""
        form = self.get_form()
        if not comes_from_own_page(request):
            form.add_error(
                None,
                ValidationError(
                    _("This form was not sent from this portal's own page. Check what is written "
                      "here and send it again."),
                    code="origin",
                ),
            )  # fmt: skip
            return self._show_again(form, status=403)
        token = form.sent_token
        if token:
            earlier = SubmissionKey.objects.filter(key=token.key, purpose=self.purpose).first()
            if earlier:
                return self._to_result(earlier.result)
        if not form.is_valid():
            if token and self.limit:
                form.keep_question(token.key)
            return self._show_again(form)
        if self.limit and not form.is_answered(token.key) and self.limit.is_over(request):
            form.ask(token.key)
            return self._show_again(form)
        try:
            return self._to_result(self._submit_once(form, token))
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return self._show_again(form)

    def _submit_once(self, form: CitizenForm, token: FormToken) -> str:
        """Two that send the same form at once stand in line at the unique key."""
        with transaction.atomic():
            row, created = SubmissionKey.objects.get_or_create(
                key=token.key, defaults={"purpose": self.purpose}
            )
            if created:
                row.result = self.submit(form)
                row.save(update_fields=["result"])
        if created and self.limit:
            self.limit.count(self.request)
        return row.result

    def _show_again(self, form: CitizenForm, status: int = UNPROCESSABLE) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=status)

    def _to_result(self, reference: str) -> HttpResponse:
        return HttpResponseRedirect(self.result_url(reference), status=SEE_OTHER)


def comes_from_own_page(request: HttpRequest) -> bool:
    """Whether a request was sent by a page of the very host that it was sent to."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in OWN_PAGES:
        return False
    sender = request.headers.get("Origin") or request.headers.get("Referer")
    return sender is not None and urlsplit(sender)[:2] == (request.scheme, request.get_host())

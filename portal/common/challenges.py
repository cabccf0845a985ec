"""A question that people answer in a second and careless programs do not, in plain words.

It needs no picture, no script, no cookie and nobody else's service, and is read out like every
other field. The numbers follow from the signed question, so that nothing has to be stored; it
belongs to one form's key, under which a form counts once.
"""

import uuid
from dataclasses import dataclass

from django import forms
from django.core import signing
from django.utils.crypto import get_random_string, salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from portal.common.fields import CleanCharField

# Who reads slowly has time; afterwards another question is asked, and nothing is lost.
LONGEST_SECONDS = 60 * 60
LONGEST_ANSWER = 20
_SALT = "portal.common.challenges"
NUMBERS = (
    pgettext_lazy("number in words", "one"),
    pgettext_lazy("number in words", "two"),
    pgettext_lazy("number in words", "three"),
    pgettext_lazy("number in words", "four"),
    pgettext_lazy("number in words", "five"),
    pgettext_lazy("number in words", "six"),
    pgettext_lazy("number in words", "seven"),
    pgettext_lazy("number in words", "eight"),
    pgettext_lazy("number in words", "nine"),
    pgettext_lazy("number in words", "ten"),
)


@dataclass(frozen=True)
class Question:
    """Two numbers, to be added or taken one from the other.

    Attributes:
        second: what is taken away where it is negative.
    """

    first: int
    second: int

    @property
    def answer(self) -> int:
        """The right answer, never below one."""
        return self.first + self.second

    def __str__(self) -> str:
        numbers = {"first": NUMBERS[self.first - 1], "second": NUMBERS[abs(self.second) - 1]}
        if self.second < 0:
            return _("Write %(first)s minus %(second)s in figures") % numbers
        return _("Write %(first)s plus %(second)s in figures") % numbers


def new_token(key: uuid.UUID) -> str:
    """A signed question for one form.

    Args:
        key: of the form's token.
    """
    return _signer(key).sign(get_random_string(16))


def question_of(token: str, key: uuid.UUID) -> Question | None:
    """The question that was asked; None where it was not ours, for another form, or long ago."""
    try:
        word = _signer(key).unsign(token, max_age=LONGEST_SECONDS)
    except signing.BadSignature:
        return None
    digest = salted_hmac(_SALT, f"{key.hex}:{word}", algorithm="sha256").digest()
    first = 1 + digest[0] % len(NUMBERS)
    second = 1 + digest[1] % len(NUMBERS)
    if digest[2] % 2 and second < first:
        second = -second
    return Question(first, second)


def is_right(question: Question, typed: str) -> bool:
    """Whether an answer is right, in whatever figures a keyboard gives."""
    plain = typed.strip().rstrip(".")
    return plain.isdecimal() and len(plain) < LONGEST_ANSWER and int(plain) == question.answer


def answer_field(question: Question) -> forms.Field:
    """The field for the answer; the question is its label."""
    return CleanCharField(
        label=str(question),
        max_length=LONGEST_ANSWER,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        help_text=gettext_lazy(
            "Many forms came from your network within a short time. The answer shows that this "
            "one comes from a person."
        ),
    )


def _signer(key: uuid.UUID) -> signing.TimestampSigner:
    return signing.TimestampSigner(salt=f"{_SALT}:{key.hex}")

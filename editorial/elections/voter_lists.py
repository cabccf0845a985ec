"""Lists of voters hold personal data: they are posted where people vote, and never taken here."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from portal.common.sheets import word_of

# What a list of voters says of each of them, and no other table of an election does.
NAME_WORDS = ("ho ten", "ho va ten", "ten cu tri", "full name", "voter name", "name of voter")
PERSON_WORDS = (
    "ngay sinh", "nam sinh", "date of birth", "cccd", "cmnd", "can cuoc", "chung minh",
    "so the cu tri", "id number", "gioi tinh", "sex",
)  # fmt: skip
TITLE_WORDS = ("danh sach cu tri", "list of voters", "voter list")


def reason_to_refuse_columns(columns: Iterable[str]) -> str:
    """Why a table is refused that names persons; empty for every other one.

    Args:
        columns: the headings of a table of places or figures.
    """
    words = [word_of(column) for column in columns]
    names = any(known in word for word in words for known in NAME_WORDS)
    persons = any(known in word for word in words for known in PERSON_WORDS)
    return _refusal() if names and persons else ""


def reason_to_refuse_title(title: str) -> str:
    """Why a file is refused that is called a list of voters; empty for every other one."""
    word = word_of(title)
    return _refusal() if word.startswith(TITLE_WORDS) else ""


def _refusal() -> str:
    return _(
        "This looks like a list of voters. It holds personal data: it is posted where people "
        "vote, and is not published or kept here."
    )

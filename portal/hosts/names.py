"""Which texts are host names that this installation may answer to."""

import re

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

# Names written in other letters travel as “xn--…” and show letters that look like those of others.
LABEL = re.compile(r"(?!-|xn--)[a-z0-9-]{1,63}(?<!-)")
LONGEST = 253


def clean_host_name(text: str) -> str:
    """The host name in lower case and in the form that browsers send.

    Args:
        text: what somebody typed or a row of a file says.

    Raises:
        ValidationError: it is no host name, or not below one of our domains.
    """
    if len(text) > LONGEST or any(character.isspace() for character in text.strip(" ")):
        raise ValidationError(
            _(
                "“%(name)s” is no host name: it is too long or holds blanks. Leave the blanks out, "
                "or take a shorter name."
            ),
            params={"name": text[:80]},
        )
    name = text.strip(" ").lower()
    if not all(LABEL.fullmatch(label) for label in name.split(".")):
        raise ValidationError(
            _(
                "“%(name)s” is no host name. Only letters a–z without diacritics, digits, hyphens "
                "and dots may stand in it, and no hyphen at the start or end of a part. Change the "
                "other characters."
            ),
            params={"name": text[:80]},
        )
    if "." not in name or not any(
        f".{name}".endswith(f".{suffix}") for suffix in settings.HOST_SUFFIXES
    ):
        raise ValidationError(
            _("“%(name)s” is not below one of our domains: %(domains)s."),
            params={"name": name, "domains": ", ".join(settings.HOST_SUFFIXES)},
        )
    return name

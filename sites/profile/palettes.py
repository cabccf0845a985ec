"""The tested palettes: each strong colour reads on white, and white reads on it."""

from django.utils.translation import gettext_lazy as _

# key -> (name, strong colour, deep colour)
PALETTES = {
    "crimson": (_("crimson"), "#96161c", "#6d0f14"),
    "jade": (_("jade"), "#0d5c4f", "#084238"),
    "indigo": (_("indigo"), "#21437a", "#172f57"),
    "plum": (_("plum"), "#6b2a5b", "#4c1d41"),
    "teal": (_("teal"), "#0f5a6e", "#0a404f"),
    "bronze": (_("bronze"), "#7a4310", "#57300b"),
}
CHOICES = [(key, name) for key, (name, *_colours) in PALETTES.items()]
DEFAULT = "indigo"
DEFAULT_BY_KIND = {"province": "crimson", "district": "teal", "commune": "jade"}


def names() -> str:
    """What people call the palettes, for a sentence that offers them."""
    return ", ".join(str(name) for _key, name in CHOICES)


def default_for(kind: str) -> str:
    """The palette that a site of this kind of unit starts with."""
    return DEFAULT_BY_KIND.get(kind, DEFAULT)

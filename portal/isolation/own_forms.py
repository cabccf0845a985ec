"""One's own forms, filled as they are, with one thing of another portal put in.

What a form refers to is shown again by choosers, and by readers' pages once it is published.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import querydict_from_html

from portal.isolation.addresses import URLCONF
from portal.isolation.ground import Belongings

# By how the names of fields end.
IMAGE = ("picture", "image", "emblem", "logo")
DOCUMENT = ("file", "document")
COLLECTION = ("collection", "parent")
PAGE = ("page", "section", "related", "parent_page", "chooser")
PERSON = ("user", "owner")
ARTICLE_FIELD = "picture_alt"
ARTICLE = ("articles", "articlepage")


@dataclass
class Change:
    """A form as it is sent.

    Attributes:
        what: what was put in where.
        data: all fields.
    """

    what: str
    data: QueryDict


def forms_of(here: Belongings) -> list[tuple[str, str]]:
    """Name and path of the forms of one's own portal that refer to things."""
    wanted = [
        ("wagtailadmin_pages:edit", [here.pages["draft"].pk]),
        ("wagtailadmin_pages:add", [*ARTICLE, here.section.pk]),
        ("wagtailadmin_pages:copy", [here.pages["draft"].pk]),
        ("wagtailadmin_pages:move", [here.pages["draft"].pk]),
        ("wagtailimages:edit", [here.objects["image"].pk]),
        ("wagtaildocs:edit", [here.objects["document"].pk]),
        ("wagtailadmin_collections:edit", [here.objects["inner"].pk]),
        ("wagtailadmin_collections:add", []),
        ("portals:profile", [here.site.profile.pk]),
        ("boards:new", [here.site.pk]),
        ("review:submit", [here.pages["draft"].pk]),
        ("staff:person", [here.people["editor"].pk]),
    ]
    found = [(name, reverse(name, URLCONF, args=args)) for name, args in wanted]
    many = reverse("wagtail_bulk_action", URLCONF, args=["wagtailcore", "page", "move"])
    return [*found, ("wagtail_bulk_action", f"{many}?id={here.pages['draft'].pk}")]


def foreign_values(client: Client, path: str, there: Belongings) -> Iterator[Change]:
    """The form of an address with one field after the other changed; none if it is refused."""
    answer = client.get(path)
    if answer.status_code != 200 or b"<form" not in answer.content:
        return
    form = _largest_form(answer.content.decode())
    if ARTICLE_FIELD in form:
        # Scripts build the body and the rows of lists.
        form = _changed(form, {"body-count": "0"}, "").data
        related = {"related_links-TOTAL_FORMS": "1", "related_links-0-ORDER": "1"}
        related |= {"related_links-0-id": "", "related_links-0-related": there.pages["draft"].pk}
        yield _changed(form, related, "with a related page")
    for name in [name for name in form if "__prefix__" not in name]:
        for value in _values(name, there):
            yield _changed(form, {name: value}, f"with {name}={value}")
    if ARTICLE_FIELD in form:
        for what, fields in _blocks(there):
            yield _changed(form, fields, f"with {what} in its body")


def _largest_form(html: str) -> QueryDict:
    forms = []
    for number in range(html.count("<form")):
        try:
            forms.append(querydict_from_html(html, form_index=number))
        except ValueError:
            break
    return max(forms, key=len)


def _changed(form: QueryDict, fields: dict, what: str) -> Change:
    data = form.copy()
    for name, value in fields.items():
        data[name] = value
    return Change(what, data)


def _values(name: str, there: Belongings) -> list[object]:
    last = name.rsplit("-", 1)[-1]
    kinds = (
        (IMAGE, there.objects["image"].pk),
        (DOCUMENT, there.objects["document"].pk),
        (COLLECTION, there.objects["collection"].pk),
        (PAGE, there.pages["draft"].pk),
        (PERSON, there.people["editor"].pk),
    )
    return [value for names, value in kinds if last.endswith(names)]


def _blocks(there: Belongings) -> Iterator[tuple[str, dict]]:
    """Blocks of a body: a picture, a file, and a text that names a page, a file and a picture."""
    image, document = there.objects["image"].pk, there.objects["document"].pk
    picture = {"image-image": image, "image-decorative": "", "image-alt_text": "x", "caption": ""}
    yield "a picture", _block("picture", picture)
    yield "a file", _block("files", _listed("files", {"document": document, "title": ""}))
    link = {"page": there.pages["draft"].pk, "url": "", "title": "x"}
    yield "a link", _block("links", _listed("links", link))
    yield "a text", _block("paragraph", {"": _text(there)})


def _listed(name: str, fields: dict) -> dict:
    """A heading and a list of one row."""
    row = {"deleted": "", "order": "0", "type": "item", "id": ""}
    row |= {f"value-{key}": value for key, value in fields.items()}
    rows = {f"{name}-0-{key}": value for key, value in row.items()}
    return {"heading": "", f"{name}-count": "1", **rows}


def _block(kind: str, fields: dict) -> dict:
    value = {f"body-0-value-{name}" if name else "body-0-value": of for name, of in fields.items()}
    block = {"body-0-deleted": "", "body-0-order": "0", "body-0-type": kind, "body-0-id": ""}
    return {"body-count": "1", **block, **value}


def _text(there: Belongings) -> str:
    """Formatted text as the editor sends it, with links to what is not one's own."""
    links = {
        "0": ("LINK", {"id": there.pages["draft"].pk}),
        "1": ("DOCUMENT", {"id": there.objects["document"].pk}),
    }
    ranges = [{"key": int(key), "offset": int(key) * 2, "length": 1} for key in links]
    entities = {
        key: {"type": kind, "mutability": "MUTABLE", "data": data}
        for key, (kind, data) in links.items()
    }
    block = {
        "key": "a",
        "text": "x y z",
        "type": "unstyled",
        "depth": 0,
        "inlineStyleRanges": [],
        "entityRanges": ranges,
    }
    return json.dumps({"blocks": [block], "entityMap": entities})

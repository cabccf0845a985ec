"""All addresses of the administration, filled with the objects of another portal.

An address is filled by the names of its arguments. One with an argument that is not known here is
reported, so that no new screen goes untried.
"""

import uuid
from collections.abc import Iterator
from itertools import product

from django.urls import URLPattern, get_resolver

from portal.isolation.ground import Belongings

URLCONF = "portal.urls.admin"
# Arguments that name pages, however the view calls them.
PAGE_ARGUMENTS = {
    "page_id",
    "parent_page_id",
    "page_to_move_id",
    "destination_id",
    "page_pk",
}
# One page of each state that screens treat differently.
PAGES = ["draft", "editing", "locked", "english"]
# Screens that know pages of one type only.
PAGES_BY_PLACE = {"admin/drafts": ["regulation"]}
OBJECT_ARGUMENTS = {
    "collection_id": ["collection", "inner"],
    "election": ["election"],
    "body": ["body"],
    "document_id": ["document"],
    "doc_id": ["document"],
    "image_id": ["image"],
    "overridable_segment_id": ["overridable_segment"],
    "redirect_id": ["redirect"],
    "review_id": ["review", "approval", "decided"],
    "session_id": ["session"],
    "string_segment_id": ["string_segment"],
    "task_id": ["task"],
    "task_state_id": ["task_state"],
    "translation_id": ["translation"],
    "translation_source_id": ["translation_source"],
    "workflow_pk": ["workflow"],
    "workflow_state_id": ["workflow_state"],
}
# Arguments that choose among what the program itself brings.
WORDS = {
    "action_name": ["approve", "reject", "copy", "delete", "publish", "move"],
    "action": ["delete", "publish", "unpublish", "move", "add_tags", "add_to_collection"],
    "filter_spec": ["width-240"],
    "filename": ["a.pdf"],
    "mode": ["default"],
    "act": [
        *["synchronise", "rename", "retire", "reopen", "head"],
        *["suspend", "reinstate", "remove"],
    ],
    "revision_id_a": ["earliest"],
    "revision_id_b": ["latest"],
    "uidb64": ["MQ"],
    "uidb36": ["1"],
    "place": [0],
}
MODELS = [
    ("articles", "articlepage"),
    ("wagtailcore", "page"),
    ("media", "portalimage"),
    ("media", "portaldocument"),
    ("accounts", "user"),
    ("siteprofile", "siteprofile"),
]
MODEL_ARGUMENTS = {
    "app_label": "app",
    "app_name": "app",
    "content_type_app_name": "app",
    "model_name": "model",
    "content_type_model_name": "model",
}
# What ``pk`` stands for, by the beginning of the address.
KEYS_BY_PLACE = {
    "admin/access/people": "person",
    "admin/boards/progress": "target",
    "admin/boards/targets": "target",
    "admin/api/main/^documents": "document",
    "admin/api/main/^images": "image",
    "admin/collections": "collection",
    "admin/documents/chooser": "document",
    "admin/images/chooser": "image",
    "admin/election-calendars": "law",
    "admin/elections/<int:election>/areas": "area",
    "admin/elections/<int:election>/bodies/<int:body>/candidates": "candidate",
    "admin/elections/<int:election>/bodies": "constituency",
    "admin/elections/<int:election>/steps": "step",
    "admin/localize/api/snippets": "document",
    "admin/localize/submit/snippet": "document",
    "admin/portals": "profile",
    "admin/settings": "site",
    "admin/sites": "site",
    "admin/groups": "group",
    "admin/users": "person",
    "admin/workflows/tasks": "task",
    "admin/workflows": "workflow",
    "tai-khoan/hai-lop": "key",
}
# The objects that a ``uid`` or a token names, by the beginning of the address.
NAMES_BY_PLACE = {
    "admin/access/people/offers": ["offer"],
    "admin/boards/received": ["submission", "returned_board"],
    "admin/boards": ["board"],
    "admin/comments/files": ["attached_file"],
    "admin/comments": ["comment", "shown_comment"],
    "admin/summaries": ["summary_file"],
    "admin/drafts/versions": ["draft_version", "taken_version"],
    "admin/portals/<int:pk>/invitations": ["invitation"],
    "tai-khoan/vai-tro": ["offer"],
    "tai-khoan/loi-moi": ["invitation"],
}
# Keys of the province's own things, of which any will do.
OF_NOBODY = ("admin/portals/new", "admin/portals-from-file", "tai-khoan/mat-khau")
PAGE_KEYS = ("admin/api/main/^pages", "admin/pages")


NOBODY = uuid.UUID("00000000-0000-4000-8000-000000000000")


def patterns() -> Iterator[tuple[str, str, list[str]]]:
    """Each address of the admin host: its pattern, its name and the names of its arguments."""
    yield from _walk(get_resolver(URLCONF).url_patterns, "", "", ())


def _walk(entries: list, before: str, space: str, outer: tuple) -> Iterator:
    for entry in entries:
        place = before + str(entry.pattern)
        arguments = (*outer, *_arguments(entry))
        if isinstance(entry, URLPattern):
            yield place, space + (entry.name or ""), arguments
        else:
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from _walk(entry.url_patterns, place, inner, arguments)


def _arguments(entry) -> tuple[str, ...]:
    pattern = entry.pattern
    converters = getattr(pattern, "converters", {}) or pattern.regex.groupindex
    return tuple(converters)


def _pages_for(place: str) -> list[str]:
    found = (names for start, names in PAGES_BY_PLACE.items() if place.startswith(start))
    return next(found, PAGES)


class Filler:
    """Puts objects into addresses.

    Args:
        here: the portal of the person who asks.
        there: the other portal.
    """

    def __init__(self, here: Belongings, there: Belongings) -> None:
        self.here = here
        self.there = there

    def filled(self, place: str, arguments: tuple[str, ...]) -> list[dict[str, object]] | None:
        """Values for the arguments of an address, at least one of them of the other portal.

        Returns:
            None where an argument is not known.
        """
        if {"app_label", "app_name", "content_type_app_name"}.intersection(arguments):
            return self._of_models(place, arguments)
        choices = [self._choices(place, name) for name in arguments]
        if any(choice is None for choice in choices):
            return None
        rows = [dict(zip(arguments, values, strict=True)) for values in product(*choices)]
        return rows + self._mixed(arguments, rows[-1]) if rows else []

    def _mixed(self, arguments: tuple[str, ...], row: dict) -> list[dict]:
        """Addresses of two objects, of which one is the person's own."""
        pages = [name for name in arguments if name in PAGE_ARGUMENTS]
        if not pages or len(arguments) == 1:
            return []
        own = self.here.pages["live"].pk
        return [row | {name: own} for name in pages]

    def _of_models(self, place: str, arguments: tuple[str, ...]) -> list[dict] | None:
        rows = []
        rest = [name for name in arguments if name not in MODEL_ARGUMENTS]
        choices = [self._choices(place, name) for name in rest]
        if any(choice is None for choice in choices):
            return None
        for app, model in MODELS:
            named = {
                name: app if MODEL_ARGUMENTS[name] == "app" else model
                for name in arguments
                if name in MODEL_ARGUMENTS
            }
            rows += [named | dict(zip(rest, values, strict=True)) for values in product(*choices)]
        return rows

    def _choices(self, place: str, name: str) -> list | None:
        there = self.there
        if name in PAGE_ARGUMENTS:
            return [there.home.pk, *[there.pages[name].pk for name in _pages_for(place)]]
        if name in OBJECT_ARGUMENTS:
            return [there.objects[kind].pk for kind in OBJECT_ARGUMENTS[name]]
        if name == "revision_id":
            return [there.pages["draft"].latest_revision_id]
        if name in WORDS:
            return WORDS[name]
        return self._by_place(place, name)

    def _by_place(self, place: str, name: str) -> list | None:
        there = self.there
        match name:
            case "site_id" | "site":
                return [there.site.pk]
            case "unit":
                return [there.site.profile.unit_id]
            case "draft_id":
                return [there.pages["regulation"].pk]
            case "object_id":
                return [str(there.pages["draft"].pk)]
            case "uploaded_file_id":
                return [1]
            case "path":
                return [str(there.objects["rendition"].file).removeprefix("images/")]
            case "name":
                return [there.objects["document"].filename]
            case "uid" | "key" | "token":
                return self._names(place)
            case "pk":
                return self._keys(place)
        return None

    def _names(self, place: str) -> list | None:
        for beginning, kinds in NAMES_BY_PLACE.items():
            if place.startswith(beginning):
                # A link is never known to somebody else; the public name of the thing may be.
                return [self.there.objects[kind].uid for kind in kinds]
        return [NOBODY] if place.startswith((*OF_NOBODY, "admin/password_reset")) else None

    def _keys(self, place: str) -> list | None:
        there = self.there
        if place.startswith(PAGE_KEYS):
            return [there.pages[name].pk for name in PAGES]
        for beginning, kind in KEYS_BY_PLACE.items():
            if place.startswith(beginning):
                return self._keys_of(kind)
        # Lists that belong to the whole province: any number will do.
        return [1]

    def _keys_of(self, kind: str) -> list:
        there = self.there
        match kind:
            case "site":
                return [there.site.pk]
            case "profile":
                return [there.site.profile.pk]
            case "person":
                return [there.people[name].pk for name in ("editor", "administrator", "resting")]
            case "group":
                return list(there.site.roles.values_list("group_id", flat=True))
            case "key":
                return [1]
        return [there.objects[kind].pk]

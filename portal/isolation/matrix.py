"""Asks every address of the administration as somebody of one portal for things of another."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.contrib.auth.models import Group
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import (
    Collection,
    Comment,
    GroupCollectionPermission,
    GroupPagePermission,
    GroupSitePermission,
    Page,
    Revision,
    Site,
    Task,
    TaskState,
    Workflow,
    WorkflowPage,
    WorkflowState,
)
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from portal.accounts.models import User
from portal.common.testing.officers import officer_client
from portal.common.tree import within
from portal.hosts.models import Host
from portal.isolation.addresses import URLCONF, Filler, patterns
from portal.isolation.ground import MARKER, Belongings
from portal.media.models import PortalDocument, PortalImage
from sites.access.staff.models import RoleOffer, Suspension
from sites.profile.models import SiteProfile, SiteSection

# Addresses that end the session, or that are no screens of the administration.
NOT_ASKED = {
    "account_logout": "ends the session",
    "wagtailadmin_logout": "ends the session",
    "admin/logout/": "ends the session",
    "admin/^.*/$": "answers whatever is not found",
    "wagtailadmin_sprite": "pictures of the frame",
    "wagtailadmin_javascript_catalog": "texts of the frame",
    "wagtail_localize:javascript_catalog": "texts of the frame",
}

REDIRECTION, REFUSAL, ERROR = 300, 400, 500
# Screens of Wagtail's that fail on a form sent without its fields, as no browser sends it.
FAILS_ON_NOTHING = {"wagtailadmin_choose_page_external_link"}


@dataclass
class Report:
    """What was tried and what came of it."""

    tried: int = 0
    answers: dict[int, int] = field(default_factory=dict)
    leaks: list[str] = field(default_factory=list)
    changes: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        answers = ", ".join(f"{code}: {count}" for code, count in sorted(self.answers.items()))
        return (
            f"{self.tried} requests ({answers}); {len(self.leaks)} leaks, "
            f"{len(self.changes)} changes, {len(self.errors)} errors"
        )


class Matrix:
    """Tries all addresses as one person.

    Args:
        here: the portal of the person.
        there: the portal whose things are asked for.
        person: who asks.
    """

    def __init__(self, here: Belongings, there: Belongings, person: User) -> None:
        self.here = here
        self.there = there
        self.person = person
        self.client: Client = officer_client(person)
        self.client.raise_request_exception = False
        self.filler = Filler(here, there)
        self.report = Report()
        self.before = fingerprint(there)

    def run(self) -> Report:
        """Tries all; the database is as it was afterwards."""
        for name, path in self.addresses():
            first, *others = self._queries(name)
            # What is refused is refused whatever else is asked of it.
            is_by_number = "bulk" in name or "chosen" in name
            if self._try("GET", name, path + first) < REDIRECTION or is_by_number:
                for query in others:
                    self._try("GET", name, path + query)
            for data in self._payloads(name):
                self._try("POST", name, path, data)
        return self.report

    def addresses(self) -> Iterator[tuple[str, str]]:
        """Name and path of each address, filled in each way."""
        for place, name, arguments in patterns():
            is_screen = name and place.startswith(("admin/", "media/", "documents/"))
            if not is_screen or name in NOT_ASKED or place in NOT_ASKED:
                continue
            rows = self.filler.filled(place, arguments)
            if rows is None:
                self.report.unknown.append(f"{place} ({name})")
                continue
            for row in rows:
                try:
                    yield name, reverse(name, URLCONF, kwargs=row)
                except NoReverseMatch:
                    self.report.unknown.append(f"{place} ({name}) {row}")
                    break

    def _queries(self, name: str) -> list[str]:
        there = self.there
        pages = "&".join(f"id={page.pk}" for page in there.pages.values())
        media = f"id={there.objects['image'].pk}&id={there.objects['document'].pk}"
        author = there.people["editor"].pk
        if "bulk" in name:
            return [f"?{pages}", f"?{media}", f"?id=all&childOf={there.section.pk}"]
        if "chosen" in name:
            return ["", f"?{pages}", f"?{media}"]
        if "choose" in name or "chooser" in name:
            return ["", "?q=ri", f"?collection_id={there.objects['collection'].pk}"]
        people = f"owner={author}&user={author}&edited_by={author}&locked_by={author}"
        return [
            "",
            f"?q=ri&site={there.site.pk}&portal={there.site.pk}&{people}",
            f"?for_explorer=1&child_of={there.home.pk}",
            f"?workflow={there.objects['workflow'].pk}&task={there.objects['task'].pk}",
        ]

    def _payloads(self, name: str) -> list[dict]:
        there = self.there
        everything = {
            "title": "Tên mới",
            "slug": "ten-moi",
            "name": "Tên mới",
            "new_title": "Tên mới",
            "new_slug": "ten-moi",
            "new_parent_page": there.section.pk,
            "parent_page": there.section.pk,
            "chooser": there.section.pk,
            "position": 0,
            "site": there.site.pk,
            "old_path": "/duong-moi",
            "redirect_page": there.pages["draft"].pk,
            "redirect_link": "",
            "is_permanent": "on",
            "locales": [2],
            "locale": 2,
            "collection": there.objects["collection"].pk,
            "parent": there.objects["collection"].pk,
            "is_active": "",
            "email": "moi@example.org",
            "password1": "Mot-mat-khau-that-dai-2022",
            "password2": "Mot-mat-khau-that-dai-2022",
            "groups": list(there.site.roles.values_list("group_id", flat=True)),
            "is_superuser": "on",
            "full_name": "Người mới",
            "roles": ["approver", "administrator"],
            "picture": there.objects["image"].pk,
            "include_subtree": "on",
            "comment": "được",
            "value": "bản dịch",
            "link_type": "page",
            "url": f"http://{there.site.hostname}/tin-tuc/",
            "link_text": "x",
            "external-link-chooser-url": f"http://{there.site.hostname}/tin-tuc/",
            "workflow": there.objects["workflow"].pk,
            "pages": there.section.pk,
            "action-publish": "1",
            "action-unpublish": "1",
            "action": "publish",
            "confirmed": "on",
            "publish": "on",
            "ids": [there.objects["image"].pk],
        }
        return [everything] if name in FAILS_ON_NOTHING else [{}, everything]

    def _try(self, method: str, name: str, path: str, data: dict | None = None) -> int:
        self.report.tried += 1
        what = f"{method} {name} {path}"
        with transaction.atomic():
            ask = self.client.get if method == "GET" else self.client.post
            answer = ask(path, data)
            self._look(what, answer)
            was_refused = REFUSAL <= answer.status_code < ERROR
            if method == "POST" and not was_refused and fingerprint(self.there) != self.before:
                self.report.changes.append(f"{what}, sent {len(data or {})} fields")
            transaction.set_rollback(True)
        return answer.status_code

    def _look(self, what: str, answer) -> None:
        code = answer.status_code
        self.report.answers[code] = self.report.answers.get(code, 0) + 1
        if code >= ERROR:
            self.report.errors.append(f"{what}: {getattr(answer, 'exc_info', [code])[:2]}")
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        said = content.decode(errors="ignore").lower() + str(answer.headers).lower()
        said += messages_of(answer).lower()
        place = said.find(MARKER)
        if place >= 0:
            self.report.leaks.append(f"{what}: …{said[max(0, place - 60) : place + 60]}…")


def messages_of(answer) -> str:
    """What the next screen would say of the act."""
    storage = getattr(answer.wsgi_request, "_messages", None)
    queued = getattr(storage, "_queued_messages", [])
    return " ".join(str(message.message) for message in queued)


def fingerprint(there: Belongings) -> tuple:
    """All that belongs to a portal, for comparison."""
    site = there.site
    pages = Page.objects.filter(within(there.home)) | Page.objects.filter(
        within(there.pages["english"])
    )
    page_ids = list(pages.values_list("pk", flat=True))
    collections = Collection.objects.filter(path__startswith=there.objects["collection"].path)
    collection_ids = list(collections.values_list("pk", flat=True))
    groups = list(site.roles.values_list("group_id", flat=True))
    sets = [
        pages.order_by("pk").values_list(),
        Revision.objects.filter(object_id__in=[str(pk) for pk in page_ids])
        .order_by("pk")
        .values_list("pk", "content"),
        Comment.objects.filter(page__in=page_ids).order_by("pk").values_list(),
        PortalImage.objects.filter(collection__in=collection_ids).order_by("pk").values_list(),
        PortalDocument.objects.filter(collection__in=collection_ids).order_by("pk").values_list(),
        collections.order_by("pk").values_list(),
        Redirect.objects.filter(site=site).order_by("pk").values_list(),
        User.objects.filter(groups__in=groups)
        .order_by("pk")
        .values_list("pk", "email", "password", "is_active", "is_superuser", "full_name", "groups"),
        Group.objects.filter(pk__in=groups).order_by("pk").values_list("pk", "name", "permissions"),
        GroupPagePermission.objects.filter(group__in=groups).order_by("pk").values_list(),
        GroupPagePermission.objects.filter(page__in=page_ids).order_by("pk").values_list(),
        GroupCollectionPermission.objects.filter(collection__in=collection_ids)
        .order_by("pk")
        .values_list(),
        GroupSitePermission.objects.filter(site=site).order_by("pk").values_list(),
        TaskState.objects.filter(workflow_state__object_id__in=[str(pk) for pk in page_ids])
        .order_by("pk")
        .values_list(),
        WorkflowState.objects.filter(object_id__in=[str(pk) for pk in page_ids])
        .order_by("pk")
        .values_list(),
        WorkflowPage.objects.filter(page__in=page_ids).order_by("pk").values_list(),
        Workflow.objects.filter(pk=there.objects["workflow"].pk).values_list(),
        Task.objects.filter(pk=there.objects["task"].pk).values_list(),
        RoleOffer.objects.filter(site=site).order_by("pk").values_list(),
        Suspension.objects.filter(site=site).order_by("pk").values_list(),
        SiteProfile.objects.filter(site=site).values_list(),
        SiteSection.objects.filter(site=site).order_by("pk").values_list(),
        Site.objects.filter(pk=site.pk).values_list(),
        Host.objects.filter(site=site).order_by("pk").values_list(),
        TranslationSource.objects.filter(pk=there.objects["translation_source"].pk).values_list(),
        Translation.objects.filter(source=there.objects["translation_source"].pk).values_list(),
        StringTranslation.objects.order_by("pk").values_list(),
    ]
    return tuple(tuple(rows) for rows in sets)

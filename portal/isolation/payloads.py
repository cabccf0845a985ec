"""What is asked and sent beside the numbers in an address: things of the other portal."""

from portal.isolation.ground import MARKER, Belongings

# Screens of Wagtail's that fail on a form sent without its fields, as no browser sends it.
FAILS_ON_NOTHING = {"wagtailadmin_choose_page_external_link"}
# Screens that take the portal from the address.
DATED = ("schedule:", "log_", "wagtailadmin_reports:site_history")
OF_A_PORTAL = ("staff:", "boards:", "review:", "schedule:", "comments:")


def queries(name: str, there: Belongings) -> list[str]:
    """What follows the address of a screen, in the ways in which it may be asked.

    Args:
        name: of the address.
        there: the portal whose things are asked for.
    """
    pages = "&".join(f"id={page.pk}" for page in there.pages.values())
    media = f"id={there.objects['image'].pk}&id={there.objects['document'].pk}"
    if "tag" in name:
        return ["", f"?term={MARKER[0]}"]
    if "bulk" in name:
        everything = [f"?id=all&childOf={there.section.pk}", "?id=all", "?id=all&q=ri"]
        return [
            f"?{pages}",
            f"?{media}",
            *everything,
            f"?id=all&childOf={there.home.get_parent().pk}",
        ]
    if "chosen" in name:
        return ["", f"?{pages}", f"?{media}"]
    if "choose" in name or "chooser" in name:
        return ["", "?q=ri", f"?collection_id={there.objects['collection'].pk}"]
    if name.startswith("comments:"):
        comment = there.objects["comment"]
        return ["", f"?like={comment.uid}", f"?draft={comment.draft_id}&place={comment.lineage_id}"]
    narrowed = ["", *_narrowed(there)]
    return [*narrowed, *_dated(there)] if name.startswith(DATED) else narrowed


def _narrowed(there: Belongings) -> list[str]:
    author, site = there.people["editor"].pk, there.site.pk
    people = "&".join(f"{name}={author}" for name in ("owner", "user", "edited_by", "locked_by"))
    steps = f"workflow={there.objects['workflow'].pk}&task={there.objects['task'].pk}"
    return [
        f"?q=ri&site={site}&portal={site}&{people}",
        f"?for_explorer=1&child_of={there.home.pk}",
        f"?{steps}&who={author}&requested_by={author}",
    ]


def _dated(there: Belongings) -> list[str]:
    return [
        f"?month=2021-04&section={there.section.pk}&since=01/01/2021",
        f"?portal={there.site.pk}&month=2021-04",
    ]


def payloads(name: str, there: Belongings) -> list[tuple[str, dict]]:
    """What is sent to an address, each with what follows the address then."""
    asked = f"?portal={there.site.pk}"
    everything = _everything(there)
    found = [(asked, everything)]
    if name.startswith(OF_A_PORTAL):
        found += [("", everything), ("", everything | {"decision": "approve", "act": "accept"})]
    return found if name in FAILS_ON_NOTHING else [("", {}), *found]


def _everything(there: Belongings) -> dict:
    """Fields of all screens at once: each takes those that it knows."""
    parts = (_of_drafts, _of_comments, _of_pages, _of_media, _of_people, _of_boards)
    return {name: value for part in parts for name, value in part(there).items()}


def _of_pages(there: Belongings) -> dict:
    return {
        "title": "Tên mới",
        "slug": "ten-moi",
        "new_title": "Tên mới",
        "new_slug": "ten-moi",
        "new_parent_page": there.section.pk,
        "parent_page": there.section.pk,
        "chooser": there.section.pk,
        "position": 0,
        "action-publish": "1",
        "action-unpublish": "1",
        "action": "publish",
        "publish": "on",
        "include_subtree": "on",
        "comment": "được",
        "decision": "reject",
        "revision": there.objects["review"].revision_id,
        "value": "bản dịch",
        "locales": [2],
        "locale": 2,
        "link_type": "page",
        "link_text": "x",
        "url": f"http://{there.site.hostname}/tin-tuc/",
        "external-link-chooser-url": f"http://{there.site.hostname}/tin-tuc/",
        "workflow": there.objects["workflow"].pk,
        "pages": there.section.pk,
        "old_path": "/duong-moi",
        "redirect_page": there.pages["draft"].pk,
        "redirect_link": "",
        "is_permanent": "on",
    }


def _of_media(there: Belongings) -> dict:
    return {
        "collection": there.objects["collection"].pk,
        "parent": there.objects["collection"].pk,
        "picture": there.objects["image"].pk,
        "ids": [there.objects["image"].pk],
        "file": there.objects["document"].pk,
    }


def _of_people(there: Belongings) -> dict:
    return {
        "name": "Tên mới",
        "full_name": "Người mới",
        "email": "moi@example.org",
        "password1": "Mot-mat-khau-that-dai-2022",
        "password2": "Mot-mat-khau-that-dai-2022",
        "groups": list(there.site.roles.values_list("group_id", flat=True)),
        "roles": ["approver", "administrator"],
        "is_superuser": "on",
        "is_active": "",
        "site": there.site.pk,
        "confirmed": "on",
    }


def _of_drafts(there: Belongings) -> dict:
    return {
        "edition": there.objects["draft_version"].edition,
        "kind": "article",
        "number": "9",
        "heading": "Điều mới",
        "text": "Điều 1. Tên mới",
        "changes": "refuse",
        "of-dieu-1": "",
        "dated_on": "19/04/2021",
        "note": "Lần mới",
    }


def _of_comments(there: Belongings) -> dict:
    """Of citizens; what stands in other forms as well is left to those."""
    return {
        "state": "published",
        "disposition": "noted",
        "explanation": "Ghi nhận",
        "also": "text",
        "to": there.people["citizens_officer"].pk,
        "marked": [there.objects["shown_comment"].uid, f"{there.objects['comment'].uid}:0"],
        "key": "00000000-0000-4000-8000-000000000001",
        "source": "letter",
        "received_on": "2021-04-19",
        "address": "dieu-1",
        "rows": "x",
    }


def _of_boards(there: Belongings) -> dict:
    return {
        "act": "return",
        "reason": "thiếu số quyết định",
        "decision_number": "99/QĐ-UBND",
        "decided_on": "2021-04-19",
        "signer": "Chủ tịch",
        "valid_from": "2021-05-01",
        "seen": there.objects["board"].changed_at.isoformat(),
        "members-TOTAL_FORMS": 1,
        "members-INITIAL_FORMS": 0,
        "members-0-name": "Người mới",
        "members-0-position": "head",
        "members-0-user": there.people["editor"].pk,
    }

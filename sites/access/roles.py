"""What each role may do on its site: the one table, applied by ``sync_access``."""

from dataclasses import dataclass, fields

from sites.access.models import Role


@dataclass(frozen=True)
class Rights:
    """Permissions of a role, by Django's codename.

    Attributes:
        pages: on the site's home pages, and so on everything below.
        media: on the site's collection.
        site: through Wagtail's permissions per site.
        pages_below: on the home pages of the sites of the units directly under the site's unit;
            for the province on the root of all pages.
        pages_everywhere: on the root of all pages.
        media_everywhere: on the root of all collections.
    """

    pages: frozenset[str] = frozenset()
    media: frozenset[str] = frozenset()
    site: frozenset[str] = frozenset()
    pages_below: frozenset[str] = frozenset()
    pages_everywhere: frozenset[str] = frozenset()
    media_everywhere: frozenset[str] = frozenset()


_CHOOSE = frozenset({"choose_portalimage", "choose_portaldocument"})
_ADD_MEDIA = _CHOOSE | {"add_portalimage", "add_portaldocument"}
_CHANGE_MEDIA = _ADD_MEDIA | {"change_portalimage", "change_portaldocument"}
_ALL_MEDIA = _CHANGE_MEDIA | {"delete_portalimage", "delete_portaldocument"}
_COLLECTIONS = frozenset({"add_collection", "change_collection", "delete_collection"})

RIGHTS: dict[str, Rights] = {
    Role.CONTRIBUTOR: Rights(frozenset({"add_page"}), _ADD_MEDIA),
    Role.EDITOR: Rights(frozenset({"add_page", "change_page"}), _CHANGE_MEDIA),
    Role.SECRETARY: Rights(frozenset({"add_page", "change_page", "lock_page"}), _ALL_MEDIA),
    Role.APPROVER: Rights(
        frozenset({"add_page", "change_page", "publish_page", "lock_page", "unlock_page"}),
        _ALL_MEDIA,
    ),
    Role.ADMINISTRATOR: Rights(
        frozenset({"add_page", "change_page"}),
        _ALL_MEDIA | _COLLECTIONS,
        frozenset({"change_siteprofile"}),
    ),
    Role.CITIZENS_OFFICER: Rights(),
    # Sees which items there are and in what state, and may hold one while it is looked into.
    Role.SUPERVISOR: Rights(pages_below=frozenset({"lock_page"})),
    # Writes and submits on every site; publishing stays with the approvers of the site.
    Role.PROVINCIAL_EDITOR: Rights(
        pages_everywhere=frozenset({"add_page", "change_page", "lock_page"}),
        media_everywhere=_CHANGE_MEDIA,
    ),
}


def all_codenames() -> set[str]:
    """Every permission that some role has."""
    return {
        codename
        for rights in RIGHTS.values()
        for field in fields(rights)
        for codename in getattr(rights, field.name)
    }


def rights_of(role: str, *, retired: bool) -> Rights:
    """What a role may do; an archive's people keep their roles and lose all that writes."""
    rights = RIGHTS[role]
    return Rights(media=rights.media & _CHOOSE) if retired else rights

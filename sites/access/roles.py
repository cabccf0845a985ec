"""What each role may do on its site: the one table, applied by ``sync_access``."""

from dataclasses import dataclass

from sites.access.models import Role


@dataclass(frozen=True)
class Rights:
    """Permissions of a role, by Django's codename.

    Attributes:
        pages: on the site's home pages, and so on everything below.
        media: on the site's collection.
        site: through Wagtail's permissions per site.
    """

    pages: frozenset[str] = frozenset()
    media: frozenset[str] = frozenset()
    site: frozenset[str] = frozenset()


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
}


def rights_of(role: str, *, retired: bool) -> Rights:
    """What a role may do; an archive's people keep their roles and lose all that writes."""
    rights = RIGHTS[role]
    return Rights(media=rights.media & _CHOOSE) if retired else rights

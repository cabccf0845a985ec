"""What readers of a portal see of its board."""

from django.db.models import F, Prefetch, QuerySet
from django.db.models.functions import Length, Substr

from editorial.boards.models import BoardMember, EditorialBoard
from portal.common import clock
from portal.hosts.kept import kept


def public_board(site_id: int) -> EditorialBoard | None:
    """The board in force today with its members in their order; None where there is none.

    Args:
        site_id: primary key of the portal's site.
    """
    members = Prefetch("members", queryset=BoardMember.objects.order_by("order", "pk"))
    boards = EditorialBoard.objects.on(clock.today()).filter(site=site_id)
    return boards.select_related("file").prefetch_related(members).first()


def has_board(site_id: int) -> bool:
    """Whether a board is in force today; asked once by each process until the portal changes.

    Args:
        site_id: primary key of the portal's site.
    """
    return kept(site_id, "has board", lambda: _is_in_force(site_id))


def _is_in_force(site_id: int) -> bool:
    return EditorialBoard.objects.on(clock.today()).filter(site=site_id).exists()


def boards_with_public_file(site_id: int) -> QuerySet[EditorialBoard]:
    """The board in force of a site whose file readers may have.

    A file that was moved to the collection of another portal is no longer this portal's to show.

    Args:
        site_id: primary key of the site.
    """
    collection = F("site__profile__collection__path")
    boards = EditorialBoard.objects.on(clock.today()).filter(site=site_id, shows_file=True)
    return boards.annotate(
        file_folder=Substr("file__collection__path", 1, Length(collection))
    ).filter(file_folder=collection)

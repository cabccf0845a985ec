"""Lists of comments. Whatever leaves the database for somebody's eyes starts at ``visible_to``."""

from collections.abc import Sequence

from django.db import connections, models

from sites.access.models import Role
from sites.access.standing import standing

OFFICERS = (Role.CITIZENS_OFFICER,)
# SQLite joins five hundred selections at most; an article has far fewer clauses and points.
MOST_TERMS = 400
LARGEST_KEY = 2**63 - 1
NEWEST_ON_ONE = (
    "SELECT id FROM (SELECT id FROM comments_comment WHERE lineage_id = %s "
    "AND state = 'published' AND id < %s ORDER BY id DESC LIMIT %s) AS own"
)


class CommentQuerySet(models.QuerySet):
    """Comments of any portal."""

    def visible_to(self, viewer) -> "CommentQuerySet":
        """What somebody may read.

        Args:
            viewer: a person of the administration; None, or who has not signed in, for everybody.

        Returns:
            What is published, and for the officers of a portal all that its drafts received.
        """
        shown = models.Q(state="published", draft__live=True)
        if viewer is None or not viewer.is_authenticated:
            return self.filter(shown)
        return self.filter(shown | models.Q(site__in=standing(viewer).sites_with(*OFFICERS)))

    def in_charge_of(self, viewer) -> "CommentQuerySet":
        """What the drafts of the portals received on which a person is citizens' officer."""
        return self.filter(site__in=standing(viewer).sites_with(*OFFICERS))

    def published(self) -> "CommentQuerySet":
        """What everybody may read, wherever the draft stands."""
        return self.filter(state="published")

    def waiting(self) -> "CommentQuerySet":
        """What officers have not decided on, or have to decide on again."""
        return self.filter(state="waiting")

    def unanswered(self) -> "CommentQuerySet":
        """Published comments that have no answer yet."""
        return self.filter(state="published", disposition="")

    def newest_first(self) -> "CommentQuerySet":
        """By arrival."""
        return self.order_by("-pk")

    def before(self, key: int | None) -> "CommentQuerySet":
        """What comes after this one in the order of :meth:`newest_first`."""
        return self.filter(pk__lt=key) if key else self

    def newest_on(self, lineages: Sequence[int], before: int | None, most: int) -> list[int]:
        """Keys of the newest published comments on several provisions, in one statement.

        Each provision's own index is read from its end, so that a million comments cost no more
        than a hundred. A condition on all of them at once would sort every comment they have.

        Args:
            lineages: the provisions.
            before: a key that the comments come after, in the order of :meth:`newest_first`.
            most: how many are wanted.
        """
        found: list[int] = []
        keys = sorted(set(lineages))
        with connections[self.db].cursor() as cursor:
            for start in range(0, len(keys), MOST_TERMS):
                part = keys[start : start + MOST_TERMS]
                values = [value for key in part for value in (key, before or LARGEST_KEY, most)]
                cursor.execute(" UNION ALL ".join([NEWEST_ON_ONE] * len(part)), values)
                found += [row[0] for row in cursor.fetchall()]
        return sorted(found, reverse=True)[:most]

    def with_authors(self) -> "CommentQuerySet":
        """With what shows the author and the provision, in the same statement."""
        return self.select_related("commenter", "provision", "receipt")

"""Lists of comments. Whatever leaves the database for somebody's eyes starts at ``visible_to``."""

from django.db import models

from sites.access.models import Role
from sites.access.standing import standing

OFFICERS = (Role.CITIZENS_OFFICER,)


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

    def with_authors(self) -> "CommentQuerySet":
        """With what shows the author and the provision, in the same statement."""
        return self.select_related("commenter", "provision", "receipt")

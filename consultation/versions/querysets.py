"""Versions of drafts."""

from django.db import models


class VersionQuerySet(models.QuerySet):
    """Versions of any draft; every list starts from a page."""

    def of(self, page) -> "VersionQuerySet":
        """Those of one draft."""
        return self.filter(page=page.pk)

    def published(self) -> "VersionQuerySet":
        """Those that readers may see, the newest first."""
        return self.filter(published_at__isnull=False).order_by("-number")

    def in_preparation(self) -> "VersionQuerySet":
        """Those whose text may still be corrected, the newest first."""
        return self.filter(taken_at=None).order_by("-pk")

"""Rows of a file by what became of them."""

from django.db import models


class ProvisioningRowQuerySet(models.QuerySet):
    """The rows of one or several runs."""

    def pending(self) -> "ProvisioningRowQuerySet":
        """Those that are still to be carried out."""
        return self.filter(state__in=self.model.PENDING)

    def waiting(self) -> "ProvisioningRowQuerySet":
        """The same in the order in which they are taken: those broken off before come last."""
        return self.pending().order_by("attempts", "line", "pk")

    def settled(self) -> "ProvisioningRowQuerySet":
        """Those that were carried out, with or without a site."""
        carried_out = self.filter(settled_at__isnull=False)
        return carried_out.exclude(state__in=self.model.PENDING)

    def faulty(self) -> "ProvisioningRowQuerySet":
        """Those that were at fault when the file was checked."""
        return self.filter(state=self.model.State.FAULTY)

    def good(self) -> "ProvisioningRowQuerySet":
        """Those that were not."""
        return self.exclude(state=self.model.State.FAULTY)

    def counts(self) -> dict[str, int]:
        """How many rows are in each state; states without a row are left out."""
        counted = self.order_by().values_list("state").annotate(number=models.Count("pk"))
        return dict(counted)

    def counts_by_run(self) -> dict[int, dict[str, int]]:
        """The same for each run, by its primary key."""
        counted = self.order_by().values_list("run", "state").annotate(number=models.Count("pk"))
        found: dict[int, dict[str, int]] = {}
        for run, state, number in counted:
            found.setdefault(run, {})[state] = number
        return found

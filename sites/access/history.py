"""The report on what was done, for a person's own pages."""

from django.db.models import IntegerField, QuerySet, Value
from wagtail.admin.views.reports.audit_logging import LogEntriesView, SiteHistoryReportFilterSet
from wagtail.models import PageLogEntry

from portal.accounts.models import User


class OwnHistoryFilterSet(SiteHistoryReportFilterSet):
    """Offers the people who did something that the one who looks may read."""

    def get_users_queryset(self) -> QuerySet:
        """People of entries about own pages; Wagtail's own choice is everybody of any entry."""
        entries = PageLogEntry.objects.viewable_by_user(self.request.user)
        return User.objects.filter(pk__in=entries.order_by().values("user"))


class OwnHistoryView(LogEntriesView):
    """What was done with the pages that a person may reach.

    Entries about other things hang on the right to the kind of thing, not to the thing, and so
    would tell of all portals; administrators of the province read them.
    """

    filterset_class = OwnHistoryFilterSet

    def get_filtered_queryset(self) -> QuerySet:
        """Entries about pages alone, or all of them."""
        if self.request.user.is_superuser:
            return super().get_filtered_queryset()
        self.log_models = [PageLogEntry]
        own = PageLogEntry.objects.viewable_by_user(self.request.user)
        entries = own.values("pk", "timestamp").annotate(
            log_model_index=Value(0, output_field=IntegerField())
        )
        return self.filter_queryset(entries).order_by("-timestamp")

"""The log stands where Wagtail's report on all portals would stand, whose names lead here."""

from django.urls import path
from wagtail.admin.auth import require_admin_access
from wagtail.utils.urlpatterns import decorate_urlpatterns

from sites.trace.views import ExportView, LogView

urlpatterns = decorate_urlpatterns(
    [
        path("reports/site-history/", LogView.as_view()),
        path("reports/site-history/results/", LogView.as_view()),
        path("reports/site-history/log.csv", ExportView.as_view(ending="csv"), name="log_csv"),
        path("reports/site-history/log.xlsx", ExportView.as_view(ending="xlsx"), name="log_xlsx"),
    ],
    require_admin_access,
)

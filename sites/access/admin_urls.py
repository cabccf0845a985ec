"""Addresses of Wagtail's administration that show a person their own portals alone.

They stand before Wagtail's own, whose names still reverse to them.
"""

from django.urls import path

from sites.access.history import OwnHistoryView

urlpatterns = [
    path("reports/site-history/", OwnHistoryView.as_view()),
    path("reports/site-history/results/", OwnHistoryView.as_view(results_only=True)),
]

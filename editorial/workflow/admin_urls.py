"""Addresses of Wagtail's that decide on items; they lead to the one screen that does.

They stand before Wagtail's own, whose windows do not say which version was read.
"""

from django.urls import path

from editorial.workflow.views import to_review

urlpatterns = [
    path("pages/workflow/action/<int:page_id>/<slug:action_name>/<int:task_state_id>/", to_review),
    path(
        "pages/workflow/collect_action_data/<int:page_id>/<slug:action_name>/<int:task_state_id>/",
        to_review,
    ),
]

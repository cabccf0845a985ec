"""Addresses of the review, below ``admin/review/``."""

from django.urls import path

from editorial.workflow import views

app_name = "review"

urlpatterns = [
    path("", views.WaitingView.as_view(), name="list"),
    path("<int:review_id>/", views.ReviewView.as_view(), name="show"),
    path("page/<int:page_id>/submit/", views.SubmitView.as_view(), name="submit"),
    path("page/<int:page_id>/urgent/", views.UrgentView.as_view(), name="urgent"),
]

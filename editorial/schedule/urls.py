"""Addresses of the screens under ``admin/schedule/``."""

from django.urls import path

from editorial.schedule.views import ScheduleView

app_name = "schedule"

urlpatterns = [path("", ScheduleView.as_view(), name="month")]

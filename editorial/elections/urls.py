"""Addresses of the screens under ``admin/elections/``."""

from django.urls import include, path

from editorial.elections.views import admin, areas, bodies

app_name = "elections"

_constituencies = [
    path("new/", bodies.ConstituencyView.as_view(), name="new_constituency"),
    path("table/", bodies.ConstituencySheetView.as_view(), name="constituency_table"),
    path("<int:pk>/", bodies.ConstituencyView.as_view(), name="constituency"),
    path("<int:pk>/delete/", bodies.DeleteConstituencyView.as_view(), name="delete_constituency"),
]
_bodies = [
    path("new/", bodies.BodyFormView.as_view(), name="new_body"),
    path("<int:body>/", bodies.BodyView.as_view(), name="body"),
    path("<int:body>/edit/", bodies.BodyFormView.as_view(), name="edit_body"),
    path("<int:body>/delete/", bodies.DeleteBodyView.as_view(), name="delete_body"),
    path("<int:body>/constituencies/", include(_constituencies)),
]
_areas = [
    path("", areas.AreasView.as_view(), name="areas"),
    path("new/", areas.AreaView.as_view(), name="new_area"),
    path("table/", areas.AreaSheetView.as_view(), name="area_table"),
    path("<int:pk>/", areas.AreaView.as_view(), name="area"),
    path("<int:pk>/delete/", areas.DeleteAreaView.as_view(), name="delete_area"),
]
_steps = [
    path("new/", admin.StepView.as_view(), name="new_step"),
    path("<int:pk>/", admin.StepView.as_view(), name="step"),
    path("<int:pk>/delete/", admin.DeleteStepView.as_view(), name="delete_step"),
]
_election = [
    path("", admin.ShowView.as_view(), name="show"),
    path("edit/", admin.EditElectionView.as_view(), name="edit"),
    path("delete/", admin.DeleteElectionView.as_view(), name="delete"),
    path("steps/", include(_steps)),
    path("bodies/", include(_bodies)),
    path("areas/", include(_areas)),
]
urlpatterns = [
    path("", admin.IndexView.as_view(), name="index"),
    path("new/", admin.NewElectionView.as_view(), name="new"),
    path("<int:election>/", include(_election)),
]

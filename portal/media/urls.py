"""Addresses of pictures and files, the same on public hosts and on the admin host."""

from django.urls import path

from portal.media.serving import serve_document, serve_picture

urlpatterns = [
    path("media/images/<path:path>", serve_picture, name="picture"),
    path("documents/<int:document_id>/<str:name>", serve_document, name="wagtaildocs_serve"),
]

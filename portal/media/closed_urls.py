"""Screens of Wagtail's administration that are closed for everybody.

Pages and collections have no view restrictions: on a host without session a restriction cannot
work, and what is not public is not published. Pictures have no freely chosen sizes.
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path


def closed(request: HttpRequest, **kwargs: object) -> HttpResponse:
    """Answers as if there were nothing.

    Raises:
        Http404: always.
    """
    raise Http404


urlpatterns = [
    path("pages/<int:page_id>/privacy/", closed),
    path("collections/<int:collection_id>/privacy/", closed),
    path("images/<int:image_id>/generate_url/", closed),
    path("images/<int:image_id>/generate_url/output/", closed),
    path("images/<int:image_id>/preview/<str:filter_spec>/", closed),
]

"""The least that an article and a list of articles need in a project as `wagtail start` makes it."""

from django.core.paginator import Paginator
from django.db import models
from wagtail.fields import RichTextField
from wagtail.models import Page

ROWS = 20


class ArticleIndexPage(Page):
    """Lists its articles, the newest first."""

    template = "articles/list.html"

    def get_context(self, request, *args, **kwargs):
        articles = ArticlePage.objects.child_of(self).live().order_by("-first_published_at", "-pk")
        articles = articles.select_related("picture").prefetch_related("picture__renditions")
        page = Paginator(articles, ROWS).get_page(request.GET.get("p"))
        return {**super().get_context(request, *args, **kwargs), "articles": page}


class ArticlePage(Page):
    """A title, a lead, a picture and formatted text."""

    template = "articles/article.html"
    lead = models.TextField(blank=True)
    body = RichTextField(blank=True)
    picture = models.ForeignKey(
        "wagtailimages.Image", null=True, on_delete=models.SET_NULL, related_name="+"
    )

"""Screens for those who keep the lists."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from editorial.vocabularies.models import LISTS, Term
from portal.common.columns import CodeColumn, EnglishColumn, PlainInspectMixin


class TermInspectView(PlainInspectMixin, generic.InspectView):
    """Reads a term."""

    english_fields = ("name_en",)
    code_fields = ("key",)


class TermViewSet(ModelViewSet):
    """Lists, adds and changes the terms of one list."""

    icon = "list-ul"
    list_display = [
        "name_vi",
        EnglishColumn("name_en", label=_("English name"), sort_key="name_en"),
        CodeColumn("key", label=_("Key"), sort_key="key"),
        "valid_from",
        "valid_to",
        "order",
    ]
    inspect_view_class = TermInspectView
    search_fields = ["name_vi", "name_en", "key"]
    ordering = ["order", "sort_key"]
    inspect_view_enabled = True
    inspect_view_fields_exclude = ["id", "uid", "sort_key"]


def _viewset(name: str, model: type[Term]) -> TermViewSet:
    attributes = {"model": model, "menu_label": model._meta.verbose_name_plural}
    kind = type(f"{model.__name__}ViewSet", (TermViewSet,), attributes)
    return kind(f"vocabularies-{name}", url_prefix=f"vocabularies/{name}")


class VocabularyViewSetGroup(ModelViewSetGroup):
    """The menu entry of all lists."""

    menu_label = _("Lists of terms")
    menu_icon = "list-ul"
    items = [_viewset(name.replace("_", "-"), model) for name, model in LISTS.items()]

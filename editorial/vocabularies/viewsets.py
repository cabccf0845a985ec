"""Screens for those who keep the lists."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from editorial.vocabularies.models import LISTS, Term


class TermViewSet(ModelViewSet):
    """Lists, adds and changes the terms of one list."""

    icon = "list-ul"
    list_display = ["name_vi", "name_en", "key", "valid_from", "valid_to", "order"]
    search_fields = ["name_vi", "name_en", "key"]
    ordering = ["order", "sort_key"]
    inspect_view_enabled = True


def _viewset(name: str, model: type[Term]) -> TermViewSet:
    attributes = {"model": model, "menu_label": model._meta.verbose_name_plural}
    kind = type(f"{model.__name__}ViewSet", (TermViewSet,), attributes)
    return kind(f"vocabularies-{name}", url_prefix=f"vocabularies/{name}")


class VocabularyViewSetGroup(ModelViewSetGroup):
    """The menu entry of all lists."""

    menu_label = _("Lists of terms")
    menu_icon = "list-ul"
    items = [_viewset(name.replace("_", "-"), model) for name, model in LISTS.items()]

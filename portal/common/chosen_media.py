"""Which pictures, files and pages a form refers to, and which of them may not be chosen."""

from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Field, Model, Q, QuerySet
from django.forms import ModelForm
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, ReferenceIndex
from wagtail.permissions import page_permission_policy, policy_registry

# The model and the primary key as text: in formatted text a key is whatever was sent.
Reference = tuple[type[Model], str]
_LONGEST_KEY = 18


def _models() -> tuple[type[Model], ...]:
    return get_image_model(), get_document_model(), Page


def _kind(model: type) -> type[Model] | None:
    """The one of these that a class is or comes from."""
    return next((kind for kind in _models() if issubclass(model, kind)), None)


def file_references(page: Model) -> set[Reference]:
    """The pictures, files and pages that a page refers to as it is, with its lists."""
    types = {ContentType.objects.get_for_model(model).pk: model for model in _models()}
    return {
        (types[type_id], key)
        for type_id, key, *_paths in ReferenceIndex._extract_references_from_object(page)
        if type_id in types
    }


def references_in(form: ModelForm) -> dict[str, set[Reference]]:
    """The pictures, files and pages that a checked form refers to, by the name of the field."""
    model = form._meta.model
    fields = {field.name: field for field in model._meta.get_fields()}
    return {
        name: set(_references(fields[name], value))
        for name, value in form.cleaned_data.items()
        if name in fields and value is not None
    }


def _references(field: Field, value: Any) -> Iterable[Reference]:
    if isinstance(value, _models()):
        return [(_kind(type(value)), str(value.pk))]
    if hasattr(field, "extract_references"):
        found = field.extract_references(value)
        return [(_kind(model), str(key)) for model, key, *_paths in found if _kind(model)]
    return []


def refused_references(user: Any, references: set[Reference]) -> set[Reference]:
    """Those that the officer may not choose, and those that are not there at all.

    Args:
        user: who sent the form.
        references: what the form refers to anew.
    """
    allowed: set[Reference] = set()
    for model in _models():
        keys = [key for kind, key in references if kind is model and _is_key(key)]
        if keys:
            mine = _choosable(user, model, keys)
            allowed |= {(model, str(pk)) for pk in mine.values_list("pk", flat=True)}
    return references - allowed


def _choosable(user: Any, model: type[Model], keys: list[str]) -> QuerySet:
    """Those of these that the officer may choose: of pages the published ones, and their own."""
    if model is not Page:
        policy = policy_registry.get_by_type(model)
        return policy.instances_user_has_permission_for(user, "choose").filter(pk__in=keys)
    own = page_permission_policy.explorable_instances(user).filter(pk__in=keys)
    return Page.objects.filter(Q(live=True) | Q(pk__in=own.values("pk")), pk__in=keys)


def _is_key(key: str) -> bool:
    return key.isascii() and key.isdigit() and len(key) <= _LONGEST_KEY

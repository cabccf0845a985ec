"""Which pictures and files a form refers to, and which of them the officer may not choose."""

from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Field, Model
from django.forms import ModelForm
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import ReferenceIndex
from wagtail.permissions import policy_registry

# The model and the primary key as text: in formatted text a key is whatever was sent.
Reference = tuple[type[Model], str]
_LONGEST_KEY = 18


def _models() -> tuple[type[Model], ...]:
    return get_image_model(), get_document_model()


def file_references(page: Model) -> set[Reference]:
    """The pictures and files that a page refers to as it is, with its lists."""
    types = {ContentType.objects.get_for_model(model).pk: model for model in _models()}
    return {
        (types[type_id], key)
        for type_id, key, *_paths in ReferenceIndex._extract_references_from_object(page)
        if type_id in types
    }


def references_in(form: ModelForm) -> dict[str, set[Reference]]:
    """The pictures and files that a checked form refers to, by the name of the field."""
    model = form._meta.model
    fields = {field.name: field for field in model._meta.get_fields()}
    return {
        name: set(_references(fields[name], value))
        for name, value in form.cleaned_data.items()
        if name in fields and value is not None
    }


def _references(field: Field, value: Any) -> Iterable[Reference]:
    if isinstance(value, _models()):
        return [(type(value), str(value.pk))]
    if hasattr(field, "extract_references"):
        found = field.extract_references(value)
        return [(model, str(key)) for model, key, *_paths in found if model in _models()]
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
            policy = policy_registry.get_by_type(model)
            mine = policy.instances_user_has_permission_for(user, "choose").filter(pk__in=keys)
            allowed |= {(model, str(pk)) for pk in mine.values_list("pk", flat=True)}
    return references - allowed


def _is_key(key: str) -> bool:
    return key.isascii() and key.isdigit() and len(key) <= _LONGEST_KEY

"""Form parts that offer terms of a list."""

from collections.abc import Iterable

from django import forms

from portal.common import clock


def offer_valid_terms(form: forms.ModelForm, names: Iterable[str]) -> None:
    """Lets these fields offer today's terms and the one the object already has.

    Args:
        form: a form of a model with foreign keys to lists of terms.
        names: names of those foreign keys; one that the form does not have is passed over.
    """
    today = clock.today()
    for name in names:
        field = form.fields.get(name)
        if field is not None:
            chosen = getattr(form.instance, f"{name}_id")
            field.queryset = field.queryset.model.objects.offered(today, chosen)

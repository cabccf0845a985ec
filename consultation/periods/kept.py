"""Dated rules that citizens are told of: once in force, they are followed by others, not changed."""

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from portal.accounts.policies import DeletingProvincePolicy
from portal.common import clock


class KeptOnceInForce(models.Model):
    """A rule that holds from a day until the next one begins."""

    valid_from = models.DateField(gettext_lazy("valid from"), unique=True)

    class Meta:
        abstract = True

    def refusal_to_change(self) -> str:
        """Why the rule, as it is stored, cannot be changed or deleted; empty if it can."""
        stored = type(self).objects.filter(pk=self.pk, valid_from__lte=clock.today())
        day = stored.values_list("valid_from", flat=True).first()
        if day is None:
            return ""
        return _(
            "This has been in force since %(day)s, and citizens were told so. Leave it as it is, "
            "and lay down a new one from a later day."
        ) % {"day": date_format(day, "SHORT_DATE_FORMAT")}

    def clean(self) -> None:
        super().clean()
        refused = self.refusal_to_change() if self.pk else ""
        if refused:
            raise ValidationError(refused)
        if self.valid_from and self.valid_from <= clock.today() and self._is_one_in_force():
            raise ValidationError(
                {"valid_from": _("Another one is in force today. Choose tomorrow or a later day.")}
            )

    def _is_one_in_force(self) -> bool:
        others = type(self).objects.exclude(pk=self.pk)
        return others.filter(valid_from__lte=clock.today()).exists()


class KeptPolicy(DeletingProvincePolicy):
    """Offers no button for what cannot be changed any more."""

    def user_has_permission_for_instance(self, user, action: str, instance) -> bool:
        """What somebody may do with one rule."""
        if action in {"change", "delete"} and instance.refusal_to_change():
            return False
        return super().user_has_permission_for_instance(user, action, instance)


class KeptMixin:
    """Whoever comes by an old link is told why nothing can be changed."""

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Back to the list, with the reason."""
        refused = self.get_object().refusal_to_change()
        if refused and request.user.is_superuser:
            messages.error(request, refused)
            return redirect(self.index_url_name)
        return super().dispatch(request, *args, **kwargs)

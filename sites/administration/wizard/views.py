"""The four steps, and the page that shows what came of them."""

import uuid

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import BigIntegerField
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages

from portal.accounts.fresh import FreshSignInMixin
from portal.common import clock
from sites.access.models import Role
from sites.access.people import people_with_role
from sites.administration import services
from sites.administration.plans import planned_portal
from sites.administration.reviews import ReviewOutdated, review_of
from sites.administration.views import OnePortalScreen, PortalScreen
from sites.administration.wizard import drafts
from sites.administration.wizard.drafts import Draft
from sites.administration.wizard.forms import AddressForm, HeadForm, UnitForm
from sites.administration.wizard.units import candidates
from sites.profile import palettes
from sites.provisioning.errors import ProvisioningRefused
from sites.provisioning.spec import CheckedSpec, check_spec, proposed_host_name
from sites.units.models import Kind, Unit, UnitPeriod

UNITS_PER_PAGE = 25
# What is kept of a text that is not checked yet.
LONGEST_KEPT = 300
STEPS = {
    "unit": gettext_lazy("Unit"),
    "address": gettext_lazy("Address and look"),
    "account": gettext_lazy("Head of the board"),
    "review": gettext_lazy("Check and create"),
}
CHANGED_MEANWHILE = gettext_lazy(
    "Something changed since you read this page, in another window or by somebody else, so the "
    "portal was not created. Below is what would be created now: read it again, then create it."
)
# At which step a fault of the spec is mended.
STEP_OF_FIELD = {
    "host_name": "address",
    "palette": "address",
    "administrator_email": "account",
    "administrator_name": "account",
}


class BeginView(PortalScreen, View):
    """Gives each going through the steps a key of its own."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """To the first step."""
        draft = drafts.begin(request.session)
        return redirect("portals:new_unit", uuid.UUID(draft.key))


class StepView(PortalScreen, FormView):
    """One step: what was typed is kept whichever way it is left.

    Attributes:
        step: its key.
    """

    step = ""
    page_title = gettext_lazy("New portal")

    def detour(self, request: HttpRequest) -> HttpResponse | None:
        """Leads on who has made the portal already, and back who has no draft or no unit."""
        if made := services.made_with(self.kwargs["key"]):
            messages.info(request, _("This portal is already there; nothing was made again."))
            return redirect("portals:made", made.pk)
        if self.draft is None:
            messages.warning(request, _("These steps were left too long ago. Please begin again."))
            return redirect("portals:new")
        if self.step != "unit" and self.period is None:
            return self.go("unit")
        return None

    @cached_property
    def draft(self) -> Draft | None:
        """What was typed so far."""
        return drafts.find(self.request.session, self.kwargs["key"])

    @cached_property
    def period(self) -> UnitPeriod | None:
        """The chosen unit as it is today."""
        periods = UnitPeriod.objects.on(clock.today()).select_related("unit", "parent")
        return periods.filter(unit=self.draft.unit).first() if self.draft.unit else None

    def keep(self) -> None:
        """Writes the draft back."""
        drafts.keep(self.request.session, self.draft)

    def go(self, step: str) -> HttpResponse:
        """To another step of the same going."""
        return redirect(f"portals:new_{step}", self.kwargs["key"])

    def step_before(self) -> str:
        """The key of the step before this one; empty at the first."""
        keys = list(STEPS)
        place = keys.index(self.step)
        return keys[place - 1] if place else ""

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Going back keeps what was typed, right or wrong."""
        if "back" in request.POST and self.step_before():
            self.keep_unchecked()
            return self.go(self.step_before())
        return super().post(request, *args, **kwargs)

    def keep_unchecked(self) -> None:
        """Keeps the typed texts as they are, for when the step is seen again."""
        for name in self.get_form_class().base_fields:
            setattr(self.draft, name, self.request.POST.get(name, "")[:LONGEST_KEPT])
        self.keep()

    def checked(self) -> CheckedSpec:
        """The whole draft, checked by provisioning.

        Raises:
            ProvisioningRefused: also where the unit has a portal, which would only be repaired.
        """
        return services.check_new(self.draft.spec(self.period.unit))

    def refused(self, form, refusal: ProvisioningRefused) -> HttpResponse:
        """Says the reason beside its field: here, or at the step where it is mended."""
        if refusal.field in form.fields:
            form.add_error(refusal.field, refusal.reason)
            return self.form_invalid(form)
        self.draft.refusal = [refusal.field, refusal.reason]
        self.keep()
        return self.go(STEP_OF_FIELD.get(refusal.field, "unit"))

    def get_form(self, form_class: type | None = None):
        """The form, with the reason of a refusal that led back to it."""
        form = super().get_form(form_class)
        if self.request.method in {"GET", "HEAD"} and self.draft.refusal:
            field, reason = self.draft.refusal
            if STEP_OF_FIELD.get(field, "unit") == self.step:
                form = self.get_form_class()(data=self.typed())
                form.is_valid()
                form.add_error(field if field in form.fields else None, reason)
        return form

    def typed(self) -> dict:
        """What was typed in this step before, by field."""
        return {name: getattr(self.draft, name) for name in self.get_form_class().base_fields}

    def get_initial(self) -> dict:
        """What was typed before."""
        return self.typed()

    def get_context_data(self, **kwargs) -> dict:
        """The steps, and what was chosen."""
        keys = list(STEPS)
        reached = keys.index(self.step)
        steps = [
            (number, key, label, number <= reached) for number, (key, label) in
            enumerate(STEPS.items(), start=1)
        ]  # fmt: skip
        return super().get_context_data(
            **kwargs,
            key=self.kwargs["key"],
            steps=steps,
            step=self.step,
            step_number=reached + 1,
            step_title=STEPS[self.step],
            period=self.period,
            draft=self.draft,
        )


class UnitStep(StepView):
    """The first: which unit."""

    step = "unit"
    form_class = UnitForm
    template_name = "administration/wizard/unit.html"

    def form_valid(self, form) -> HttpResponse:
        """Takes a unit that exists today and has no portal."""
        unit = Unit.objects.filter(pk=form.cleaned_data["unit"]).first()
        if unit is None:
            form.add_error("unit", _("There is no such unit. Choose one from the list."))
            return self.form_invalid(form)
        self.draft.choose(unit)
        self.draft.refusal = []
        self.period = UnitPeriod.objects.on(clock.today()).filter(unit=unit).first()
        try:
            checked = check_spec(self.draft.spec(unit))
        except ProvisioningRefused as refusal:
            if refusal.field == "unit":
                form.add_error("unit", refusal.reason)
                return self.form_invalid(form)
            # A host name that is taken or an address that is wrong is mended at its own step.
            checked = None
        if checked and checked.present:
            form.add_error("unit", services.already_there(unit, checked.present.site).reason)
            return self.form_invalid(form)
        self.keep()
        return self.go("address")

    def get_context_data(self, **kwargs) -> dict:
        """A page of the units that are looked for."""
        query = self.request.GET
        words, kind = query.get("q", "")[:LONGEST_KEPT], query.get("kind", "")
        found = candidates(clock.today(), words, kind)
        return super().get_context_data(
            **kwargs,
            units=Paginator(found, UNITS_PER_PAGE).get_page(query.get("p")),
            is_full=not words and not kind and all(candidate.portal for candidate in found),
            words=words.replace("\x00", ""),
            kind=kind if kind in Kind.values else "",
            kinds=Kind.choices,
        )


class AddressStep(StepView):
    """The second: host name and palette, both proposed, and how the portal will look."""

    step = "address"
    form_class = AddressForm
    template_name = "administration/wizard/address.html"

    def get_initial(self) -> dict:
        """What was typed, or else what is proposed."""
        return {
            "host_name": self.draft.host_name or proposed_host_name(self.period, clock.today()),
            "palette": self.draft.palette or palettes.default_for(self.period.kind),
        }

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """The button “Preview” shows the step again in the chosen palette."""
        if "preview" in request.POST:
            self.keep_unchecked()
            return self.go("address")
        return super().post(request, *args, **kwargs)

    def form_valid(self, form) -> HttpResponse:
        """Takes what provisioning takes."""
        self.draft.host_name = form.cleaned_data["host_name"]
        self.draft.palette = form.cleaned_data["palette"]
        self.draft.refusal = []
        try:
            checked = self.checked()
        except ProvisioningRefused as refusal:
            if STEP_OF_FIELD.get(refusal.field) != "account":
                return self.refused(form, refusal)
        else:
            self.draft.host_name = checked.host_name
        self.keep()
        return self.go("account")

    def get_context_data(self, **kwargs) -> dict:
        """The preview in the palette that is chosen now."""
        context = super().get_context_data(**kwargs)
        palette = context["form"]["palette"].value()
        known = palette if palette in palettes.PALETTES else palettes.DEFAULT
        preview = reverse("portals:preview", args=[self.period.unit_id])
        return {**context, "preview": preview, "palette": known}


class AccountStep(FreshSignInMixin, StepView):
    """The third: the first account, or none."""

    step = "account"
    form_class = HeadForm
    template_name = "administration/wizard/account.html"

    def form_valid(self, form) -> HttpResponse:
        """Takes what provisioning takes."""
        self.draft.administrator_name = form.cleaned_data["administrator_name"]
        self.draft.administrator_email = form.cleaned_data["administrator_email"]
        self.draft.refusal = []
        try:
            self.checked()
        except ProvisioningRefused as refusal:
            return self.refused(form, refusal)
        self.keep()
        return self.go("review")

    def get_context_data(self, **kwargs) -> dict:
        """For how long an invitation works."""
        return super().get_context_data(**kwargs, days=settings.INVITATION_DAYS)


class ReviewStep(FreshSignInMixin, StepView):
    """The last: exactly what will be created, and the button that creates it."""

    step = "review"
    form_class = Form
    template_name = "administration/wizard/review.html"

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Shows what was checked; a refusal leads to the step where it is mended."""
        return self.show(self.get_form())

    def show(self, form: Form) -> HttpResponse:
        """What would be created now, or the step at which that must be mended first."""
        try:
            self.review = review_of(self.checked())
        except ProvisioningRefused as refusal:
            return self.refused(form, refusal)
        return self.render_to_response(self.get_context_data(form=form))

    def form_valid(self, form) -> HttpResponse:
        """Creates what was shown, once however often the button is pressed."""
        spec = self.draft.spec(self.period.unit)
        reviewed = self.request.POST.get("reviewed", "")
        try:
            profile, is_new = services.make_portal(
                self.kwargs["key"], spec, reviewed, self.request.user
            )
        except ProvisioningRefused as refusal:
            return self.refused(form, refusal)
        except ReviewOutdated:
            form.add_error(None, CHANGED_MEANWHILE)
            return self.show(form)
        drafts.forget(self.request.session, self.kwargs["key"])
        if not is_new:
            messages.info(self.request, _("This portal is already there; nothing was made again."))
        return redirect("portals:made", profile.pk)

    def get_context_data(self, **kwargs) -> dict:
        """What will be made."""
        return super().get_context_data(
            **kwargs, review=self.review, roles=Role.labels, days=settings.INVITATION_DAYS
        )


class MadeView(OnePortalScreen, TemplateView):
    """The portal that was made: its address, who was invited, what to do next."""

    template_name = "administration/wizard/made.html"
    page_title = gettext_lazy("The portal is open")

    def get_context_data(self, **kwargs) -> dict:
        """Read from the portal itself, so that the page may be opened again at any time."""
        return super().get_context_data(
            **kwargs,
            invitations=services.invitations_of(self.profile),
            heads=people_with_role(self.profile.site, Role.APPROVER, Role.ADMINISTRATOR),
        )


class PreviewView(PortalScreen, TemplateView):
    """The head of a unit's portal in a palette, to be shown in a frame of the second step."""

    template_name = "administration/wizard/preview.html"

    def get_context_data(self, **kwargs) -> dict:
        """The portal that is not made yet; an unknown palette is replaced by the usual one."""
        wanted = self.request.GET.get("palette", "")
        # SQLite refuses numbers of more than 64 bits instead of finding nothing.
        is_number = self.kwargs["unit"] <= BigIntegerField.MAX_BIGINT
        portal = planned_portal(self.kwargs["unit"], clock.today()) if is_number else None
        if portal is None:
            raise Http404
        palette = wanted if wanted in palettes.PALETTES else palettes.DEFAULT
        return super().get_context_data(**kwargs, portal=portal, palette=palette)

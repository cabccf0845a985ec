"""The text of a draft in the administration: reading, correcting, joining, taking over."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from consultation.drafts.logs import note_taken
from consultation.drafts.models import DraftPage
from consultation.drafts.permissions import own_draft, own_version, refusal_to_change_text
from consultation.drafts.text_forms import EditionForm, ReadForm, RowForm, TakeForm
from consultation.versions import preparing, services
from consultation.versions.confirming import MappingFault, confirmed, written
from consultation.versions.mapping import Relation
from consultation.versions.models import DraftVersion
from consultation.versions.preparing import Way
from consultation.versions.services import VersionRefused
from editorial.boards.views.base import HOME

INDENT_LEVELS = 7


class DraftScreen(WagtailAdminTemplateMixin):
    """A screen of one draft; others' drafts are not found, and who may not change it only reads."""

    header_icon = "doc-full"

    @cached_property
    def page(self) -> DraftPage:
        """The draft of the address in its latest version."""
        return own_draft(self.request.user, self.kwargs["page_id"])

    @cached_property
    def refusal(self) -> str:
        """Why the person may not change the text now."""
        return refusal_to_change_text(self.request.user, self.page)

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Changes nothing for who may not."""
        if self.refusal:
            messages.error(request, self.refusal)
            return redirect("drafts:text", self.page.pk)
        return super().post(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        """The draft."""
        return self.page.get_admin_display_title()

    def get_breadcrumbs_items(self) -> list[dict]:
        """From the start over the draft to this screen."""
        edit = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        items = [HOME, {"url": edit, "label": self.page.get_admin_display_title()}]
        return [*items, *self.between(), {"url": "", "label": str(self.page_title)}]

    def between(self) -> list[dict]:
        """The screens between the draft and this one."""
        return []

    def get_context_data(self, **kwargs) -> dict:
        """The draft, and whether it may be changed."""
        context = super().get_context_data(**kwargs)
        return {**context, "draft": self.page, "refusal": self.refusal}


class TextView(DraftScreen, FormView):
    """The versions of a draft's text, and where a new one is read."""

    template_name = "drafts/text.html"
    page_title = gettext_lazy("Text of the draft")
    form_class = ReadForm

    def form_valid(self, form: ReadForm) -> HttpResponse:
        """Keeps what was read, to be looked at."""
        file = form.cleaned_data["file"]
        try:
            version = services.begin(
                self.page,
                form.reading,
                source_name=file.name if file else "",
                user=self.request.user,
            )
        except VersionRefused as refused:
            form.add_error("file" if file else "text", str(refused))
            return self.form_invalid(form)
        return redirect("drafts:prepare", version.uid)

    def get_context_data(self, **kwargs) -> dict:
        """The versions."""
        versions = DraftVersion.objects.of(self.page)
        return {
            **super().get_context_data(**kwargs),
            "current": self.page.text_version,
            "preparing": versions.in_preparation().select_related("created_by"),
            "published": versions.published(),
        }


class VersionScreen(DraftScreen):
    """A screen of one version in preparation; what is fixed is read on the draft's own screen."""

    @cached_property
    def version(self) -> DraftVersion:
        """The version of the address."""
        return own_version(self.request.user, self.kwargs["uid"])[1]

    @cached_property
    def page(self) -> DraftPage:
        """The draft that it belongs to."""
        return own_draft(self.request.user, self.version.page_id)

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """A text that was taken over has no such screens."""
        if self.version.is_taken:
            messages.warning(request, _("This text was taken over and no longer changes."))
            return redirect("drafts:text", self.page.pk)
        return super().dispatch(request, *args, **kwargs)

    def between(self) -> list[dict]:
        """The list of versions."""
        return [
            {"url": reverse("drafts:text", args=[self.page.pk]), "label": str(TextView.page_title)}
        ]

    def get_context_data(self, **kwargs) -> dict:
        """The version."""
        return {**super().get_context_data(**kwargs), "version": self.version}


class PrepareView(VersionScreen, TemplateView):
    """What was read, provision by provision, with what officers should look at."""

    template_name = "drafts/prepare.html"
    page_title = gettext_lazy("What was read")

    def get_context_data(self, **kwargs) -> dict:
        """The provisions with their depth, and what is still to do."""
        rows = services.rows_of(self.version)
        provisions = preparing.provisions_of(rows)
        depths: list[int] = []
        for row in rows:
            depths.append(depths[row.parent] + 1 if row.parent >= 0 else 0)
        return {
            **super().get_context_data(**kwargs),
            "rows": [
                (place, row, provision.address, min(depth, INDENT_LEVELS))
                for place, (row, provision, depth) in enumerate(
                    zip(rows, provisions, depths, strict=True)
                )
            ],
            "needs_mapping": self.version.base_id and self.version.mapping is None,
            "form": kwargs.get("form")
            or TakeForm(instance=self.version, initial={"edition": self.version.edition}),
        }


class TakeView(PrepareView):
    """Takes the text over into the draft, from where it goes to review like any other change."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Fixes the text and puts it into the draft's latest version, both or none."""
        if self.refusal:
            messages.error(request, self.refusal)
            return redirect("drafts:text", self.page.pk)
        form = TakeForm(request.POST, instance=self.version)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        try:
            self._take(form)
        except VersionRefused as refused:
            messages.error(request, str(refused))
            return redirect("drafts:prepare", self.version.uid)
        messages.success(
            request,
            _("The text is now part of the draft. Send the draft for review, so that readers "
              "see it."),
        )  # fmt: skip
        return redirect("wagtailadmin_pages:edit", self.page.pk)

    @transaction.atomic
    def _take(self, form: TakeForm) -> None:
        taken = services.take(self.version, form.cleaned_data["edition"])
        taken.dated_on, taken.note = form.cleaned_data["dated_on"], form.cleaned_data["note"]
        taken.save(update_fields=["dated_on", "note"])
        self.page.text_version = taken
        self.page.save_revision(user=self.request.user)
        note_taken(self.page, taken, self.request.user)


class DiscardView(VersionScreen, View):
    """Drops a text in preparation."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Drops it, unless it was taken meanwhile."""
        if self.refusal:
            messages.error(request, self.refusal)
            return redirect("drafts:text", self.page.pk)
        try:
            services.discard(self.version)
        except VersionRefused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("What was read has been discarded."))
        return redirect("drafts:text", self.page.pk)


class ProvisionView(VersionScreen, FormView):
    """One provision: its words, or whether it is one at all."""

    template_name = "drafts/provision.html"
    page_title = gettext_lazy("Correct a provision")
    form_class = RowForm

    @cached_property
    def rows(self) -> list[preparing.Row]:
        """All provisions of the text."""
        return services.rows_of(self.version)

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """A place that is no more leads back to the list."""
        if not self.version.is_taken and self.kwargs["place"] >= len(self.rows):
            messages.warning(request, _("This provision is no longer there."))
            return redirect("drafts:prepare", self.version.uid)
        return super().dispatch(request, *args, **kwargs)

    def between(self) -> list[dict]:
        """The versions, and the list of provisions."""
        prepare = reverse("drafts:prepare", args=[self.version.uid])
        return [*super().between(), {"url": prepare, "label": str(PrepareView.page_title)}]

    def get_initial(self) -> dict:
        """The provision as it is."""
        row = self.rows[self.kwargs["place"]]
        names = ("kind", "number", "heading", "text", "parent")
        return {name: getattr(row, name) for name in names} | {"edition": self.version.edition}

    def get_form_kwargs(self) -> dict:
        """The provisions that it may stand under."""
        return {**super().get_form_kwargs(), "rows": self.rows, "place": self.kwargs["place"]}

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """One of the three other acts, or the correction."""
        way = next((way for way in Way if way in request.POST), None)
        if way is None or self.refusal:
            return super().post(request, *args, **kwargs)
        form = EditionForm(request.POST)
        place = self.kwargs["place"]
        if not form.is_valid():
            return redirect("drafts:provision", self.version.uid, place)
        change = {
            Way.INSERT: lambda rows: preparing.inserted(rows, place),
            Way.JOIN: lambda rows: preparing.without(rows, place, way),
            Way.REMOVE: lambda rows: preparing.without(rows, place, way),
        }[way]
        if not self._change(form.cleaned_data["edition"], change):
            return redirect("drafts:provision", self.version.uid, place)
        if way is Way.INSERT:
            return redirect("drafts:provision", self.version.uid, place + 1)
        return self._back(max(place - 1, 0))

    def form_valid(self, form: RowForm) -> HttpResponse:
        """Stores the correction; what was typed stays in the form where it cannot be."""
        place = self.kwargs["place"]
        row = form.row()
        edition = form.cleaned_data["edition"]
        try:
            services.change_rows(
                self.version, edition, lambda rows: preparing.corrected(rows, place, row)
            )
        except VersionRefused as refused:
            form.add_error(None, str(refused))
            return self.form_invalid(form)
        return self._back(place)

    def _change(self, edition: int, change) -> bool:
        try:
            services.change_rows(self.version, edition, change)
        except VersionRefused as refused:
            messages.error(self.request, str(refused))
            return False
        return True

    def _back(self, place: int) -> HttpResponse:
        return redirect(reverse("drafts:prepare", args=[self.version.uid]) + f"#row-{place}")

    def get_context_data(self, **kwargs) -> dict:
        """Its place."""
        place = self.kwargs["place"]
        return {
            **super().get_context_data(**kwargs),
            "place": place,
            "row": self.rows[place],
            "is_first": place == 0,
        }


class MappingView(VersionScreen, TemplateView):
    """How the provisions of the version before go on in this one."""

    template_name = "drafts/mapping.html"
    page_title = gettext_lazy("What became of each provision")

    def between(self) -> list[dict]:
        """The versions, and the list of provisions."""
        prepare = reverse("drafts:prepare", args=[self.version.uid])
        return [*super().between(), {"url": prepare, "label": str(PrepareView.page_title)}]

    @cached_property
    def proposed(self):
        """By the likeness of the texts."""
        return services.proposed_mapping(self.version)

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Keeps what the officer confirms."""
        if self.refusal:
            messages.error(request, self.refusal)
            return redirect("drafts:text", self.page.pk)
        form = EditionForm(request.POST)
        if not form.is_valid() or self.version.base is None:
            return redirect("drafts:prepare", self.version.uid)
        sent = {
            name.removeprefix("of-"): value
            for name, value in request.POST.items()
            if name.startswith("of-")
        }
        new = services.provisions_of(self.version)
        # What is not a provision of this version names none of its lines.
        sent = {one.address: sent[one.address] for one in new if one.address in sent}
        old = services.provisions_of(self.version.base)
        try:
            mapping = confirmed(self.proposed, sent, old, new)
            services.confirm_mapping(self.version, form.cleaned_data["edition"], mapping)
        except MappingFault as fault:
            return self.render_to_response(self.get_context_data(sent=sent, fault=fault))
        except VersionRefused as refused:
            messages.error(request, str(refused))
            return redirect("drafts:mapping", self.version.uid)
        messages.success(request, _("Confirmed. Now the text can be taken over."))
        return redirect("drafts:prepare", self.version.uid)

    def get_context_data(self, sent: dict | None = None, fault=None, **kwargs) -> dict:
        """Every provision that is not simply the same, and what has no counterpart."""
        base = self.version.base
        old = services.provisions_of(base) if base else []
        new = services.provisions_of(self.version)
        known = services.mapping_of(self.version) or self.proposed
        lines = written(known) | (sent or {})
        texts = {one.address: one for one in new}
        shown = [
            (each, texts[each], str(one.relation), one.relation.label, lines[each])
            for one in known
            if one.relation != Relation.SAME or (sent and any(n in sent for n in one.new))
            for each in one.new
        ]
        return {
            **super().get_context_data(**kwargs),
            "base": base,
            "lines": shown,
            "removed": [one.old[0] for one in known if not one.new],
            "old_provisions": old,
            "unchanged": sum(one.relation == Relation.SAME for one in known),
            "fault": fault,
            "is_confirmed": self.version.mapping is not None,
        }

"""The law in the admin: sets with their days, sections with how sure their basis is."""

from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.ui.tables import BooleanColumn, Column, StatusTagColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from portal.common.columns import PlainInspectMixin
from sites.blueprint.forms import RequiredSectionForm, RequirementSetForm
from sites.blueprint.models import RequiredSection, RequirementSet
from sites.blueprint.permissions import set_of
from sites.blueprint.rules import PAGE_TYPE_NAMES
from sites.blueprint.services import deletion_refusal, mark_edited
from sites.units.models import Kind


def certainty_mark(section: RequiredSection) -> str:
    """What the list says about a section's basis: plainly, where it has to be checked."""
    if section.is_group:
        return _("our own arrangement")
    if section.needs_checking and section.certainty == "verified":
        return _("rule for updating: have it checked")
    return section.get_certainty_display()


def page_type_name(section: RequiredSection) -> str:
    """What kind of page a section is; a dash for a function of the portal."""
    return str(PAGE_TYPE_NAMES.get(section.page_type, section.page_type or "–"))


class LawIndexView(generic.IndexView):
    """Lists everything; changes are offered only where they are allowed."""

    def get_edit_url(self, instance) -> str | None:
        return super().get_edit_url(instance) if self._allows("change", instance) else None

    def get_delete_url(self, instance) -> str | None:
        return super().get_delete_url(instance) if self._allows("delete", instance) else None

    def _allows(self, action: str, instance) -> bool:
        return self.user_has_permission_for_instance(action, instance)


class SectionIndexView(LawIndexView):
    """The sections of all sets, with set and place fetched in the same statement."""

    def get_base_queryset(self) -> QuerySet:
        return super().get_base_queryset().select_related("requirement_set", "parent")


class LawInspectView(PlainInspectMixin, generic.InspectView):
    """Reads a set or section, also one that cannot be edited."""

    english_fields = ("title_en", "name_en")
    code_fields = ("key", "slug", "slug_en", "source")

    def get_kinds_display_value(self) -> str:
        """The kinds of unit by name."""
        return ", ".join(str(Kind(kind).label) for kind in self.object.kinds)

    def get_page_type_display_value(self) -> str:
        """The page type by name."""
        return page_type_name(self.object)

    def get_edit_url(self) -> str | None:
        allowed = self.user_has_permission_for_instance("change", self.object)
        return super().get_edit_url() if allowed else None

    def get_delete_url(self) -> str | None:
        allowed = self.user_has_permission_for_instance("delete", self.object)
        return super().get_delete_url() if allowed else None


class InstanceCheckedMixin:
    """Asks the policy about the very set or section, not only about its model."""

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not self.user_has_permission_for_instance(self.permission_required, self.get_object()):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class LawCreateView(generic.CreateView):
    """Adds a set or section and notes that the province keeps the set itself."""

    def save_instance(self):
        instance = super().save_instance()
        mark_edited(set_of(instance))
        return instance


class LawEditView(InstanceCheckedMixin, generic.EditView):
    """Changes a set or section and notes that the province keeps the set itself."""

    def save_instance(self):
        instance = super().save_instance()
        mark_edited(set_of(instance))
        return instance


class SetDeleteView(InstanceCheckedMixin, generic.DeleteView):
    """Removes an editable set with its sections."""


class SectionDeleteView(InstanceCheckedMixin, generic.DeleteView):
    """Removes a section of an editable set."""

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        refusal = deletion_refusal(self.get_object())
        if refusal:
            messages.error(request, refusal)
            return redirect(self.index_url_name)
        return super().dispatch(request, *args, **kwargs)

    def delete_action(self) -> None:
        super().delete_action()
        mark_edited(self.object.requirement_set)


class LawViewSet(ModelViewSet):
    """What both lists share."""

    index_view_class = LawIndexView
    add_view_class = LawCreateView
    edit_view_class = LawEditView
    inspect_view_class = LawInspectView
    inspect_view_enabled = True
    inspect_view_fields_exclude = ["id", "uid"]
    copy_view_enabled = False
    add_to_reference_index = False
    form_class: type

    def get_form_class(self, for_update: bool = False) -> type:
        return self.form_class

    def get_permissions_to_register(self) -> QuerySet:
        """None: only superusers change the law, so a permission would promise too much."""
        return Permission.objects.none()


class RequirementSetViewSet(LawViewSet):
    """Requirement sets with their days in force."""

    model = RequirementSet
    icon = "calendar-alt"
    delete_view_class = SetDeleteView
    form_class = RequirementSetForm
    list_display = [
        "title_vi",
        "document_number",
        "in_force_from",
        "in_force_to",
        BooleanColumn("is_editable", label=gettext_lazy("Editable")),
    ]
    ordering = ["-in_force_from"]


class RequiredSectionViewSet(LawViewSet):
    """Sections and functions of all sets."""

    model = RequiredSection
    icon = "list-ul"
    index_view_class = SectionIndexView
    delete_view_class = SectionDeleteView
    form_class = RequiredSectionForm
    list_display = [
        "name_vi",
        Column("requirement_set", label=gettext_lazy("Requirement set")),
        Column("parent", label=gettext_lazy("Stands under")),
        Column("page_type", label=gettext_lazy("Page type"), accessor=page_type_name),
        StatusTagColumn(
            "certainty",
            label=gettext_lazy("Legal basis"),
            accessor=certainty_mark,
            primary=lambda section: not section.needs_checking,
        ),
    ]
    list_filter = ["requirement_set", "certainty", "is_function"]
    search_fields = ["name_vi", "name_en", "key"]
    search_backend_name = None
    list_per_page = 100


class LawViewSetGroup(ModelViewSetGroup):
    """The menu entry."""

    menu_label = gettext_lazy("Required by law")
    menu_icon = "list-ol"
    menu_order = 900
    add_to_settings_menu = True
    items = (RequirementSetViewSet("requirement_sets"), RequiredSectionViewSet("required_sections"))

"""The form of a draft in the admin: its dates obey the law and what citizens were promised."""

from datetime import datetime, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.models import Site

from consultation.periods.models import ConsultationPeriod, period_on
from editorial.vocabularies.forms import offer_valid_terms
from portal.common import clock
from portal.common.page_forms import BasePageForm
from portal.hosts.addresses import site_id_of
from sites.units.models import Kind


class DraftForm(BasePageForm):
    """Edits a draft."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        offer_valid_terms(self, ["document_type", "deciding_body", "field"])
        if "slug" in self.fields:
            # Made from the title when the draft is saved.
            self.fields["slug"].required = False

    def clean(self) -> dict:
        cleaned = super().clean()
        self._check_period(cleaned)
        self._check_promise(cleaned)
        self._check_reach(cleaned)
        self._check_end(cleaned)
        return cleaned

    def _check_period(self, cleaned: dict) -> None:
        opens, closes = cleaned.get("opens_at"), cleaned.get("closes_at")
        if not opens or not closes:
            return
        if closes <= opens:
            self.add_error("closes_at", _("The closing lies before the opening. Correct one."))
            return
        rule = period_on(cleaned.get("document_type"), opens.astimezone(clock.PROVINCE_TIME).date())
        if rule and closes < (earliest := opens + timedelta(days=rule.days)):
            self.add_error("closes_at", too_short(rule, earliest))

    def _check_promise(self, cleaned: dict) -> None:
        """What was published is kept: no later opening once it is open, no earlier closing."""
        shown = self._published()
        closes = cleaned.get("closes_at")
        if shown is None:
            return
        begun = shown.opens_at and shown.opens_at <= clock.now()
        if begun and "opens_at" in cleaned and cleaned["opens_at"] != shown.opens_at:
            self.add_error(
                "opens_at",
                _("The consultation has been open since %(moment)s; that can no longer change.")
                % {"moment": told(shown.opens_at)},
            )
        if not closes or not shown.closes_at or closes == shown.closes_at:
            return
        if closes < shown.closes_at:
            self.add_error(
                "closes_at",
                _("Citizens were told that they may comment until %(moment)s. It can be put off, "
                  "with a reason, but not brought forward.") % {"moment": told(shown.closes_at)},
            )  # fmt: skip
        elif cleaned.get("closing_reason", "") in {"", shown.closing_reason}:
            self.add_error("closing_reason", _("Say why the closing is put off; readers see it."))

    def _published(self):
        """The draft as readers see it; None before its first publication."""
        if not self.instance.pk:
            return None
        rows = type(self.instance).objects.filter(pk=self.instance.pk, closings__isnull=False)
        return rows.first()

    def _check_reach(self, cleaned: dict) -> None:
        if cleaned.get("reach") == "all" and not self._is_provinces():
            self.add_error(
                "reach",
                _("Only drafts of the province's own portal are shown on all portals. Choose “this "
                  "portal and the province's”."),
            )  # fmt: skip

    def _is_provinces(self) -> bool:
        site_id = site_id_of(self.parent_page or self.instance)
        site = Site.objects.filter(pk=site_id).select_related("profile__unit").first()
        profile = getattr(site, "profile", None)
        period = profile.unit.at(clock.today()) if profile else None
        return period is not None and period.kind == Kind.PROVINCE

    def _check_end(self, cleaned: dict) -> None:
        if cleaned.get("withdrawn_at") and not cleaned.get("withdrawal_reason"):
            self.add_error(
                "withdrawal_reason", _("Say why the draft is withdrawn; readers see it.")
            )
        document = cleaned.get("issued_document")
        if document and site_id_of(document) != site_id_of(self.parent_page or self.instance):
            self.add_error("issued_document", _("Choose a document of this portal."))
        self._check_answers(cleaned.get("answered_at"))

    def _check_answers(self, answered_at: datetime | None) -> None:
        """Readers are told of answers once each admitted comment has one."""
        from consultation.summaries.gate import refusal_to_publish

        if not answered_at:
            return
        kinds = {form.cleaned_data.get("kind") for form in self.child_forms("files")}
        refused = refusal_to_publish(self.instance, answered_at, has_file="summary" in kinds)
        if refused:
            self.add_error("answered_at", refused)


def told(moment: datetime) -> str:
    """A moment as people write it, in the province's time."""
    return date_format(moment.astimezone(clock.PROVINCE_TIME), "d/m/Y H:i")


def too_short(rule: ConsultationPeriod, earliest: datetime) -> str:
    """Why a period is refused, with the rule and the earliest closing.

    Args:
        rule: the one that holds on the day of opening.
        earliest: the earliest closing that it allows.
    """
    return _(
        "Drafts of the type “%(type)s” stand open for at least %(days)d days (%(basis)s). The "
        "earliest closing is %(moment)s."
    ) % {
        "type": rule.document_type,
        "days": rule.days,
        "basis": rule.legal_basis,
        "moment": told(earliest),
    }

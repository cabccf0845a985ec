"""What can be done with a portal: each act with what it means, and how it is carried out."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django import forms
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from portal.accounts.models import User
from portal.common.fields import CleanCharField
from portal.hosts.names import LONGEST
from sites.access.models import Role
from sites.access.people import people_with_role
from sites.administration import services
from sites.administration.wizard.forms import NeededHeadForm
from sites.profile.models import SiteProfile


@dataclass(frozen=True)
class Outcome:
    """What an act has done: a sentence, and details if there are any."""

    message: str
    details: list[str] = field(default_factory=list)


class RenameForm(forms.Form):
    """The new host name. Whether it may be given is decided by provisioning."""

    host_name = CleanCharField(
        label=gettext_lazy("New host name"),
        max_length=LONGEST,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
        help_text=gettext_lazy(
            "Only letters a–z without diacritics, digits, hyphens and dots. The name ends in the "
            "same domain as the present one."
        ),
        error_messages={"required": gettext_lazy("Type the new host name.")},
    )


@dataclass(frozen=True)
class Act:
    """One act on a portal.

    Attributes:
        key: its part of the address.
        title: what the button says.
        icon: name of an icon of Wagtail's.
        reason_against: why it makes no sense for a portal as it is now; empty if it does.
        consequences: what will happen, a sentence each.
        run: carries it out; may raise ``ProvisioningRefused``.
        form_class: what has to be typed first.
    """

    key: str
    title: str | Promise
    icon: str
    reason_against: Callable[[SiteProfile], str]
    consequences: Callable[[SiteProfile], list[str]]
    run: Callable[[SiteProfile, dict, User], Outcome]
    form_class: type[forms.Form] = forms.Form
    is_grave: bool = False

    def url(self, profile: SiteProfile) -> str:
        """Where the act is confirmed."""
        return reverse("portals:act", args=[profile.pk, self.key])


def _needs_live(profile: SiteProfile) -> str:
    return services.an_archive(profile).reason if profile.is_retired else ""


def _not_closed_yet(profile: SiteProfile) -> str:
    if not profile.is_retired:
        return ""
    return _("“%(site)s” is an archive already.") % {"site": profile.site}


def _needs_archive(profile: SiteProfile) -> str:
    if profile.is_retired:
        return ""
    return _("“%(site)s” is not an archive.") % {"site": profile.site}


def _synchronise(profile: SiteProfile, data: dict, user: User) -> Outcome:
    report = services.synchronise(profile, user)
    if not report.repairs:
        return Outcome(
            _("Everything on “%(portal)s” was right.") % {"portal": profile}, report.notes
        )
    number = len(report.repairs)
    message = ngettext(
        "%(number)d thing on “%(portal)s” was put right.",
        "%(number)d things on “%(portal)s” were put right.",
        number,
    ) % {"number": number, "portal": profile}
    return Outcome(message, [*report.repairs, *report.notes])


def _synchronising(profile: SiteProfile) -> list[str]:
    return [
        _("Sections that the law requires today and that are missing are made."),
        _("Roles get just the rights that belong to them, whatever was changed by hand."),
        _("No page is taken away, renamed or moved. What was put right is shown afterwards."),
    ]


def _rename(profile: SiteProfile, data: dict, user: User) -> Outcome:
    former = services.rename(profile, data["host_name"], user)
    return Outcome(
        _("The portal now has the address %(new)s; %(old)s leads there.")
        % {"new": profile.site.hostname, "old": former}
    )


def _renaming(profile: SiteProfile) -> list[str]:
    return [
        _("The portal answers at the new address at once."),
        _("The old address %(host)s leads readers and search engines to the new one for good.")
        % {"host": profile.site.hostname},
        _("Have the name entered in the domain name system first, or nobody will reach it."),
    ]


def _retire(profile: SiteProfile, data: dict, user: User) -> Outcome:
    services.retire(profile, user)
    return Outcome(_("“%(portal)s” is closed and kept as an archive.") % {"portal": profile})


def _retiring(profile: SiteProfile) -> list[str]:
    number = people_with_role(profile.site, *Role.values).count()
    return [
        _("All addresses go on answering, with a notice that this is an archive."),
        _("Search engines are asked to leave it out."),
        _who_stops_writing(number),
        _("The unit may get another portal. This one can be reopened while it has none."),
    ]


def _who_stops_writing(number: int) -> str:
    if not number:
        return _("Nobody has a role there, so nobody loses the right to write.")
    return ngettext(
        "%(number)d person can no longer write there, and keeps the role for a reopening.",
        "%(number)d people can no longer write there, and keep their roles for a reopening.",
        number,
    ) % {"number": number}


def _reopen(profile: SiteProfile, data: dict, user: User) -> Outcome:
    services.reopen(profile, user)
    return Outcome(_("“%(portal)s” is live again.") % {"portal": profile})


def _reopening(profile: SiteProfile) -> list[str]:
    return [
        _("The notice of the archive goes, and search engines may list the portal again."),
        _("Everybody who had a role may write again."),
        _("Sections that the law has required since then are made."),
    ]


def _appoint(profile: SiteProfile, data: dict, user: User) -> Outcome:
    email = data["administrator_email"]
    report = services.appoint_head(profile, data["administrator_name"], email, user)
    if report.invitation:
        return Outcome(_("An invitation was sent to %(email)s.") % {"email": email})
    return Outcome(
        _("%(email)s has an account already and may now work here; no mail was sent.")
        % {"email": email}
    )


def _appointing(profile: SiteProfile) -> list[str]:
    return [
        _("The person may publish on this portal and look after its people and its identity."),
        _("A new account gets an invitation by mail; a known one gets the portal added."),
        _("Whoever has these roles now keeps them."),
    ]


ACTS = {
    act.key: act
    for act in (
        Act(
            "synchronise",
            gettext_lazy("Synchronise"),
            "rotate",
            _needs_live,
            _synchronising,
            _synchronise,
        ),
        Act(
            "rename",
            gettext_lazy("Rename the host"),
            "edit",
            lambda profile: "",
            _renaming,
            _rename,
            RenameForm,
        ),
        Act(
            "head",
            gettext_lazy("Appoint the head of the board"),
            "user",
            _needs_live,
            _appointing,
            _appoint,
            NeededHeadForm,
        ),
        Act(
            "retire",
            gettext_lazy("Close the portal"),
            "lock",
            _not_closed_yet,
            _retiring,
            _retire,
            is_grave=True,
        ),
        Act(
            "reopen",
            gettext_lazy("Reopen the portal"),
            "lock-open",
            _needs_archive,
            _reopening,
            _reopen,
        ),
    )
}


def acts_for(profile: SiteProfile) -> list[Act]:
    """The acts that make sense for a portal as it is now."""
    return [act for act in ACTS.values() if not act.reason_against(profile)]

"""Acts on portals as the screens ask for them: the rules are provisioning's, the log is ours.

Each act and the entry that says who did it are written together or not at all.
"""

import uuid

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Site

from portal.accounts.invitations import invite_again
from portal.accounts.models import Invitation, User
from portal.common.models import SubmissionKey
from portal.hosts.index import index
from sites.administration.reviews import review_of
from sites.profile.models import SiteProfile
from sites.provisioning import history
from sites.provisioning import services as provisioning
from sites.provisioning.errors import ProvisioningRefused
from sites.provisioning.services import ProvisionReport
from sites.provisioning.spec import CheckedSpec, SiteSpec, check_spec
from sites.units.models import Unit

PURPOSE = "new portal"
RENAMED, RETIRED, REOPENED, APPOINTED, INVITED = (
    f"portal.{act}" for act in ("rename", "retire", "reopen", "appoint", "invite")
)


def make_portal(
    key: uuid.UUID, spec: SiteSpec, reviewed: str, user: User
) -> tuple[SiteProfile, bool]:
    """Makes a portal once for each key: the same key sent again gives the same portal.

    Args:
        key: names one going through the steps.
        spec: what is asked for.
        reviewed: the digest of the review that was confirmed.
        user: who asks.

    Returns:
        The portal, and whether it was made now.

    Raises:
        ProvisioningRefused: a rule is broken, the unit has a portal, or the portal that was made
            with the key is gone; nothing was changed.
        ReviewOutdated: the portal would be another one than was shown; nothing was changed.
    """
    with transaction.atomic():
        sent, is_first = SubmissionKey.objects.get_or_create(key=key, defaults={"purpose": PURPOSE})
        if not is_first:
            return _made_before(sent), False

        def is_as_reviewed(checked: CheckedSpec) -> None:
            refuse_present(checked)
            review_of(checked).refuse_other_than(reviewed)

        # Asked under provisioning's lock: until then another going may change what was reviewed.
        report = provisioning.provision_site(spec, accept=is_as_reviewed)
        sent.result = str(report.site.pk)
        sent.save(update_fields=["result"])
        history.note_made(report.site, user)
    return report.site.profile, True


def check_new(spec: SiteSpec) -> CheckedSpec:
    """The spec, checked by provisioning.

    Raises:
        ProvisioningRefused: also where the unit has a portal, which would only be repaired.
    """
    checked = check_spec(spec)
    refuse_present(checked)
    return checked


def refuse_present(checked: CheckedSpec) -> None:
    """Refuses a unit that has a portal, which would only be repaired.

    Args:
        checked: what would be made.

    Raises:
        ProvisioningRefused: it is there.
    """
    if checked.present:
        raise already_there(checked.unit, checked.present.site)


def _made_before(sent: SubmissionKey) -> SiteProfile:
    made = _result_of(sent)
    if made is None:
        raise ProvisioningRefused(
            _("What was sent before made no portal, or it was deleted. Begin a new portal.")
        )
    return made


def _result_of(sent: SubmissionKey) -> SiteProfile | None:
    """The portal that a key led to; a key of another form names something else in its result."""
    if sent.purpose != PURPOSE or not sent.result:
        return None
    return SiteProfile.objects.select_related("site").filter(site_id=sent.result).first()


def already_there(unit: Unit, site: Site) -> ProvisioningRefused:
    """Why a unit gets no second portal.

    Args:
        unit: the unit.
        site: the site that it has.
    """
    return ProvisioningRefused(
        _("“%(unit)s” already has a portal: %(host)s. Rename or close that one instead.")
        % {"unit": unit, "host": site.hostname},
        "unit",
    )


def made_with(key: uuid.UUID) -> SiteProfile | None:
    """The portal that was made with a key, if one was."""
    sent = SubmissionKey.objects.filter(key=key).first()
    return _result_of(sent) if sent else None


@transaction.atomic
def synchronise(profile: SiteProfile, user: User) -> ProvisionReport:
    """Puts right what drifted on a portal.

    Raises:
        ProvisioningRefused: it is an archive; nothing was changed.
    """
    index.lock()
    _refuse_archive(profile)
    report = provisioning.sync_site(profile.site)
    history.note_synchronised(report, user)
    return report


@transaction.atomic
def rename(profile: SiteProfile, host_name: str, user: User) -> str:
    """Gives a portal another host name.

    Returns:
        The former one.

    Raises:
        ProvisioningRefused: the name cannot be given, or is the present one.
    """
    # Under the lock, because somebody else may have renamed it since the profile was read.
    index.lock()
    former = Site.objects.values_list("hostname", flat=True).get(pk=profile.site_id)
    site = provisioning.rename_host(profile.site, host_name)
    if site.hostname == former:
        raise ProvisioningRefused(
            _("“%(host)s” is the present host name. Type the new one.") % {"host": former},
            "host_name",
        )
    log(profile, RENAMED, user=user, data={"old": former, "new": site.hostname})
    return former


@transaction.atomic
def retire(profile: SiteProfile, user: User) -> None:
    """Turns a portal into an archive.

    Raises:
        ProvisioningRefused: it is one already.
    """
    provisioning.retire_site(profile.site)
    log(profile, RETIRED, user=user)


@transaction.atomic
def reopen(profile: SiteProfile, user: User) -> None:
    """Turns an archive into a live portal again.

    Raises:
        ProvisioningRefused: it is live, or its unit has ended or has another live portal.
    """
    provisioning.reopen_site(profile.site)
    log(profile, REOPENED, user=user)


@transaction.atomic
def appoint_head(profile: SiteProfile, name: str, email: str, user: User) -> ProvisionReport:
    """Gives the head of a portal's board an account with its roles, and an invitation.

    Raises:
        ProvisioningRefused: the address cannot be used, or the portal is an archive.
    """

    def is_this_portal(checked: CheckedSpec) -> None:
        if checked.present != profile:
            raise an_archive(profile)

    index.lock()
    _refuse_archive(profile)
    spec = SiteSpec(unit=profile.unit, administrator_email=email, administrator_name=name)
    report = provisioning.provision_site(spec, accept=is_this_portal)
    log(profile, APPOINTED, user=user, data={"email": report.administrator.email})
    return report


def _refuse_archive(profile: SiteProfile) -> None:
    """Reads the state anew: somebody else may have closed the portal since it was shown."""
    if SiteProfile.objects.filter(pk=profile.pk, state=SiteProfile.State.RETIRED).exists():
        raise an_archive(profile)


def an_archive(profile: SiteProfile) -> ProvisioningRefused:
    """Why nothing is done to an archive.

    Args:
        profile: the archive.
    """
    return ProvisioningRefused(
        _("“%(portal)s” is an archive. Reopen it first.") % {"portal": profile}
    )


def invitations_of(profile: SiteProfile) -> list[Invitation]:
    """The newest invitation of each person of a portal who has not set a password yet."""
    found: dict[int, Invitation] = {}
    people = User.objects.filter(groups__site_role__site=profile.site_id, is_active=True)
    rows = Invitation.objects.filter(user__in=people, accepted_at__isnull=True)
    for invitation in rows.select_related("user").order_by("-made_at", "-pk"):
        if not invitation.user.has_usable_password():
            found.setdefault(invitation.user_id, invitation)
    return list(found.values())


@transaction.atomic
def send_again(profile: SiteProfile, invitation: Invitation, user: User) -> Invitation:
    """Sends a new link to a person of the portal; the link that was sent before stops working."""
    fresh = invite_again(invitation)
    log(profile, INVITED, user=user, data={"email": fresh.user.email})
    return fresh

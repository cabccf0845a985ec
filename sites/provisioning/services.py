"""Makes, repairs, retires, reopens and renames sites.

The one service behind the command, the demonstration, the tests and the administration.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page, Site

from portal.accounts.invitations import Invitation, invite
from portal.accounts.models import User
from portal.common import clock
from portal.common.registry import page_types
from portal.common.text import slugify
from portal.common.trees import append_collection
from portal.hosts.index import index
from portal.hosts.names import clean_host_name
from sites.access.models import SITE_ROLES, Role
from sites.access.oversight import far_reaching_roles, homes_below, sync_supervisor
from sites.access.people import give_role
from sites.access.services import Ground, PermissionIds, sync_access
from sites.profile.models import SiteProfile
from sites.provisioning.errors import ProvisioningRefused
from sites.provisioning.sections import sync_menus, sync_sections
from sites.provisioning.spec import (
    CheckedSpec,
    SiteSpec,
    check_spec,
    refuse_taken_host_name,
)
from sites.provisioning.steps import SiteContext, Step, steps
from sites.units.models import Kind

# Asked by its path: SQLite reads the whole table to find the page of depth 1.
ROOT_PATH = Page._get_path("", 1, 1)
# The first account is the head of the board: it publishes and looks after the site's people.
FIRST_ACCOUNT_ROLES = (Role.APPROVER, Role.ADMINISTRATOR)


@dataclass
class ProvisionReport:
    """What became of one site.

    Attributes:
        is_new: whether the site was made now.
        repairs: what was made or put right, a sentence each.
        notes: what is left to do for people.
        not_installed: required sections whose feature is not installed, by name.
        administrator: the first account, if one was asked for.
        invitation: the first account's invitation, if one was sent now.
    """

    site: Site
    is_new: bool
    repairs: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    not_installed: list[str] = field(default_factory=list)
    administrator: User | None = None
    invitation: Invitation | None = None


def provision_site(
    spec: SiteSpec,
    permissions: PermissionIds | None = None,
    *,
    accept: Callable[[CheckedSpec], None] | None = None,
) -> ProvisionReport:
    """Makes a whole site, or nothing; a site that is already there is repaired.

    Args:
        spec: what is asked for.
        permissions: ids of permissions, handed over by those who make many sites.
        accept: asked once the lock is held, with exactly what will be made or repaired. Whatever
            it raises takes everything back. Who expects a new site, or one certain site, says so
            here: what was checked before the lock may be otherwise by now.

    Raises:
        ProvisioningRefused: the spec breaks a rule; nothing was changed.
    """
    permissions = permissions or PermissionIds()
    with transaction.atomic():
        index.lock()
        checked = check_spec(spec)
        if accept:
            accept(checked)
        profile = checked.present or _make_site(checked)
        context = _context(profile, checked.day, permissions)
        context.is_new = checked.present is None
        _run_steps(context)
        report = _report(context)
        if checked.administrator_email:
            report.administrator, report.invitation = _first_account(profile.site, checked)
        return report


def _run_steps(context: SiteContext) -> None:
    """Runs every step; what was put right is shown by every process."""
    steps.run(context)
    if context.repairs:
        index.changed(context.site.pk)


def _report(context: SiteContext) -> ProvisionReport:
    return ProvisionReport(
        context.site, context.is_new, context.repairs, context.notes, context.not_installed
    )


def _make_site(checked: CheckedSpec) -> SiteProfile:
    home = page_types.get("home").make(
        title=checked.period.name,
        slug=slugify(checked.host_name.replace(".", "-")),
        locale=Locale.get_default(),
    )
    Page.objects.get(path=ROOT_PATH).add_child(instance=home)
    site = Site.objects.create(
        hostname=checked.host_name, root_page=home, site_name=checked.period.name
    )
    unit = checked.unit
    return SiteProfile.objects.create(
        site=site,
        unit=unit,
        palette=checked.palette,
        live_since=checked.day,
        address=unit.address,
        telephone=unit.telephone,
        email=unit.email,
    )


def _first_account(site: Site, checked: CheckedSpec) -> tuple[User, Invitation | None]:
    """Gives the head of the board an account and an invitation, once."""
    user, is_new = User.objects.get_or_create(
        email=checked.administrator_email,
        defaults={"full_name": checked.administrator_name},
    )
    if is_new:
        user.set_unusable_password()
        user.save(update_fields=["password"])
    held = set(user.groups.filter(site_role__site=site).values_list("site_role__role", flat=True))
    for role in FIRST_ACCOUNT_ROLES:
        if role not in held:
            give_role(user, site, role)
    if held.issuperset(FIRST_ACCOUNT_ROLES) or user.has_usable_password():
        return user, None
    name = str(Role.ADMINISTRATOR.label)
    return user, invite(user, site_name=site.site_name, role_name=name)


def _context(profile: SiteProfile, day: date, permissions: PermissionIds) -> SiteContext:
    site = profile.site
    unit = profile.unit
    period = unit.at(day) or unit.periods.order_by("-valid_from").first()
    return SiteContext(site, profile, period, day, site.root_page, permissions)


def sync_site(site: Site, *, day: date | None = None, permissions: PermissionIds | None = None):
    """Puts right whatever drifted on a site.

    Returns:
        ProvisionReport: ``repairs`` says what was put right; empty if nothing had drifted.

    Raises:
        ProvisioningRefused: the site has no profile, so it was not made here.
    """
    with transaction.atomic():
        index.lock()
        profile = _profile(site)
        context = _context(profile, day or clock.today(), permissions or PermissionIds())
        _run_steps(context)
        return _report(context)


def _profile(site: Site) -> SiteProfile:
    profiles = SiteProfile.objects.select_related("site__root_page", "unit")
    profile = profiles.filter(site=site).first()
    if profile is None:
        raise ProvisioningRefused(_("This site has no profile: it was not made by provisioning."))
    return profile


def retire_site(site: Site, *, day: date | None = None) -> ProvisionReport:
    """Turns a site into an archive: read only, with a banner, all addresses kept.

    Raises:
        ProvisioningRefused: it is an archive already.
    """
    with transaction.atomic():
        index.lock()
        profile = _profile(site)
        if profile.is_retired:
            raise ProvisioningRefused(_("“%(site)s” is an archive already.") % {"site": site})
        profile.state, profile.retired_on = SiteProfile.State.RETIRED, day or clock.today()
        profile.save(update_fields=["state", "retired_on"])
        index.changed(site.pk)
        return sync_site(site)


def reopen_site(site: Site) -> ProvisionReport:
    """Turns an archive into a live site again.

    Raises:
        ProvisioningRefused: it is live, its unit has ended, or has another live site.
    """
    with transaction.atomic():
        index.lock()
        profile = _profile(site)
        if not profile.is_retired:
            raise ProvisioningRefused(_("“%(site)s” is not an archive.") % {"site": site})
        if profile.unit.at(clock.today()) is None:
            raise ProvisioningRefused(
                _("The unit of “%(site)s” no longer exists; open a site of its successor.")
                % {"site": site}
            )
        live = SiteProfile.objects.filter(unit=profile.unit, state=SiteProfile.State.LIVE)
        if other := live.select_related("site").first():
            raise ProvisioningRefused(
                _("The unit already has a live site: %(host)s. Retire that one first.")
                % {"host": other.site.hostname}
            )
        profile.state, profile.retired_on = SiteProfile.State.LIVE, None
        profile.save(update_fields=["state", "retired_on"])
        index.changed(site.pk)
        return sync_site(site)


def rename_host(site: Site, host_name: str) -> Site:
    """Gives a site another host name; the former one redirects to it for good.

    Raises:
        ProvisioningRefused: the name is no host name or taken by something else.
    """
    from django.core.exceptions import ValidationError

    try:
        name = clean_host_name(host_name)
    except ValidationError as error:
        raise ProvisioningRefused(" ".join(error.messages), "host_name") from error
    with transaction.atomic():
        index.lock()
        refuse_taken_host_name(name, site.pk)
        # Only the host name: the rest of the object may have been read before somebody else's
        # change.
        site.hostname = name
        site.save(update_fields=["hostname"])
    return site


def sync_collection(context: SiteContext) -> None:
    """The collection that holds the site's pictures and files."""
    profile = context.profile
    if profile.collection_id:
        return
    name = context.site.hostname
    profile.collection = append_collection(name)
    profile.save(update_fields=["collection"])
    context.repairs.append(_("collection “%(name)s” made") % {"name": name})


def sync_roles(context: SiteContext) -> None:
    """The groups of the site's roles and their rights, on the home page of each language."""
    profile, period, day = context.profile, context.period, context.day
    homes = list(Page.objects.filter(translation_key=context.home.translation_key))
    ground = Ground(
        site=context.site,
        homes=homes,
        collection=profile.collection,
        retired=profile.is_retired,
        roles=(*SITE_ROLES, *far_reaching_roles(period, day)),
        below=homes_below(period, day),
        everywhere=period.kind == Kind.PROVINCE,
    )
    context.repairs += sync_access(ground, context.permissions)
    home_ids = [home.pk for home in homes]
    supervised = None if profile.is_retired else period
    if sync_supervisor(home_ids, supervised, day, context.permissions) and not context.is_new:
        context.repairs.append(_("rights of the supervising unit put right"))


steps.register(Step("sections", sync_sections))
steps.register(Step("menus", sync_menus))
steps.register(Step("collection", sync_collection))
steps.register(Step("roles", sync_roles))

"""What somebody asks for when they ask for a site, and the checks of it."""

from dataclasses import dataclass, field
from datetime import date
from itertools import chain, count

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, validate_email
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.common import clock
from portal.common.text import clean_text, slugify
from portal.hosts.models import Host
from portal.hosts.names import clean_host_name
from sites.profile import palettes
from sites.profile.models import SiteProfile
from sites.provisioning.errors import ProvisioningRefused
from sites.units.models import Unit, UnitPeriod

LONGEST_PLAIN_LABEL = 16
LONGEST_NAME = 120
LONGEST_EMAIL = 254


@dataclass(frozen=True)
class SiteSpec:
    """A site that is to be made.

    Attributes:
        unit: the body whose site it is.
        host_name: empty for the proposed one.
        palette: empty for the default of the kind of unit.
        day: the day on which unit and law are read; today if None.
        administrator_email: the first account's address; empty for none.
        administrator_name: the first account's name.
    """

    unit: Unit
    host_name: str = ""
    palette: str = ""
    day: date | None = None
    administrator_email: str = ""
    administrator_name: str = ""


@dataclass(frozen=True)
class CheckedSpec:
    """A spec in which every open point is decided and every rule is kept."""

    unit: Unit
    period: UnitPeriod
    host_name: str
    palette: str
    day: date
    administrator_email: str
    administrator_name: str
    present: SiteProfile | None = field(default=None)


def proposed_host_name(period: UnitPeriod, day: date) -> str:
    """The host name that a unit's site gets when nobody asks for another.

    An archive of the unit keeps its names for good, so the year is added to the usual one then,
    and a number if need be. A name that another unit's site has is proposed all the same: people
    have to see that two units would share it.
    """
    usual = usual_host_name(period, day)
    names = Host.objects.exclude(state=Host.State.REMOVED)
    if not names.filter(name=usual, site__profile__unit=period.unit_id).exists():
        return usual
    label = usual.partition(".")[0]
    stem = f"{label}-{day.year}"
    taken = set(names.filter(name__startswith=stem).values_list("name", flat=True))
    numbered = (f"{stem}-{number}.{settings.PROVINCE_DOMAIN}" for number in count(2))
    candidates = chain([f"{stem}.{settings.PROVINCE_DOMAIN}"], numbered)
    return next(name for name in candidates if name not in taken)


def usual_host_name(period: UnitPeriod, day: date) -> str:
    """The host name of a unit's first site.

    The province has the domain itself; a commune's label carries its district's, because
    communes of different districts bear the same name.
    """
    if period.kind == "province":
        return settings.PROVINCE_DOMAIN
    if period.kind == "district":
        label = _squashed(period.short_name or period.name)
        if label == settings.PROVINCE_DOMAIN.split(".")[0]:
            label = "tp" + label
    elif period.kind == "commune":
        label = _squashed(period.short_name or period.name)
        parent = period.parent.at(day) if period.parent else None
        if parent and parent.kind == "district":
            label += "-" + _squashed(parent.short_name or parent.name)
    else:
        label = _department_label(period.name)
    return f"{label}.{settings.PROVINCE_DOMAIN}"


def _squashed(name: str) -> str:
    return slugify(name).replace("-", "")


def _department_label(name: str) -> str:
    words = slugify(name).split("-")
    plain = "".join(words)
    if len(plain) <= LONGEST_PLAIN_LABEL:
        return plain
    return "".join(word[0] for word in words if word and word != "va")


def check_spec(spec: SiteSpec) -> CheckedSpec:
    """Decides what the spec leaves open and checks it.

    Returns:
        the checked spec; ``present`` is the unit's live site if it already is the one asked for.

    Raises:
        ProvisioningRefused: with the reason and the field at fault.
    """
    day = spec.day or clock.today()
    period = spec.unit.at(day)
    if period is None:
        raise ProvisioningRefused(
            _("“%(unit)s” does not exist on %(day)s. Choose its successor, or another day.")
            % {"unit": spec.unit, "day": day.strftime("%d/%m/%Y")},
            "unit",
        )
    profile = (
        SiteProfile.objects.select_related("site")
        .filter(unit=spec.unit, state=SiteProfile.State.LIVE)
        .first()
    )
    kept = profile.site.hostname if profile else ""
    host_name = _checked_host_name(spec.host_name or kept or proposed_host_name(period, day))
    palette = spec.palette or palettes.default_for(period.kind)
    if palette not in palettes.PALETTES:
        raise ProvisioningRefused(
            _("There is no palette “%(palette)s”. Choose one of: %(known)s.")
            % {"palette": palette[:40], "known": palettes.names()},
            "palette",
        )
    if profile and profile.site.hostname != host_name:
        raise ProvisioningRefused(
            _("“%(unit)s” already has a site: %(host)s. Rename or retire that one instead.")
            % {"unit": period.name, "host": profile.site.hostname},
            "unit",
        )
    if profile is None:
        refuse_taken_host_name(host_name)
    return CheckedSpec(
        unit=spec.unit,
        period=period,
        host_name=host_name,
        palette=palette,
        day=day,
        administrator_email=_checked_email(spec.administrator_email),
        administrator_name=_checked_name(spec.administrator_name),
        present=profile,
    )


def _checked_host_name(text: str) -> str:
    try:
        return clean_host_name(text)
    except ValidationError as error:
        raise ProvisioningRefused(" ".join(error.messages), "host_name") from error


def _checked_email(text: str) -> str:
    """The address in lower case. The refusal does not repeat it: refusals are kept in lists."""
    email = text.strip().lower()
    if not email:
        return ""
    try:
        validate_email(email)
        MaxLengthValidator(LONGEST_EMAIL)(email)
    except ValidationError as error:
        raise ProvisioningRefused(
            _("This is no e-mail address. Write it as name@domain, or leave it empty."),
            "administrator_email",
        ) from error
    if User.objects.filter(email=email, is_active=False).exists():
        raise ProvisioningRefused(
            _("The account of this address is switched off. Switch it on again first, or take "
              "another address."),
            "administrator_email",
        )  # fmt: skip
    return email


def _checked_name(text: str) -> str:
    try:
        return clean_text(text, LONGEST_NAME)
    except ValueError as error:
        raise ProvisioningRefused(str(error), "administrator_name") from error


def refuse_taken_host_name(host_name: str, site_id: int | None = None) -> None:
    """Refuses a host name that answers for something else, now or formerly.

    Args:
        host_name: a clean host name.
        site_id: the site that may have it because it was its own.

    Raises:
        ProvisioningRefused: the name is taken.
    """
    taken = Host.objects.exclude(state=Host.State.REMOVED).filter(name=host_name)
    if site_id is not None:
        taken = taken.exclude(site_id=site_id)
    row = taken.select_related("site").first()
    if row is None:
        return
    if row.kind != Host.Kind.PUBLIC:
        reason = _("“%(host)s” is the host name of the administration. Choose another one.")
    elif row.state == Host.State.FORMER:
        reason = _(
            "“%(host)s” still leads readers to “%(site)s”, its former owner. Choose another one."
        )
    else:
        reason = _("“%(host)s” is taken by “%(site)s”. Choose another one.")
    raise ProvisioningRefused(reason % {"host": host_name, "site": row.site}, "host_name")

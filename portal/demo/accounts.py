"""The demonstration's accounts: posts, not persons, with passwords made at random.

The file of accounts is written before the accounts themselves, so that an interruption loses no
password, and a password that stands in it is never changed.
"""

import base64
import csv
import os
import secrets
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils.translation import gettext

from portal.accounts.models import User
from portal.accounts.second_factor import has_factor, set_up_totp
from sites.access import second_factor
from sites.access.models import Role
from sites.access.people import give_role
from sites.profile.models import SiteProfile
from sites.units.models import UnitPeriod

# The province, a department (Sở Y tế), a district (Tiên Du) and a commune (Đại Đồng).
EXAMPLE_CODES = ("27", "BN-SYT", "260", "09355")
PROVINCIAL_ADMINISTRATOR = "provincial_administrator"
POSTS = {
    Role.CONTRIBUTOR: ("congtacvien", "Cộng tác viên"),
    Role.EDITOR: ("bientap", "Biên tập viên"),
    Role.SECRETARY: ("thuky", "Thư ký Ban Biên tập"),
    Role.APPROVER: ("duyetbai", "Phó Trưởng ban Biên tập"),
    Role.ADMINISTRATOR: ("quantri", "Quản trị viên"),
    Role.CITIZENS_OFFICER: ("tiepnhan", "Cán bộ tiếp nhận phản ánh"),
}
# Roles that reach beyond a portal: on which of the examples, under which word and name.
FAR_REACHING_POSTS = (
    ("27", Role.SUPERVISOR, "giamsat", "Người giám sát"),
    ("27", Role.PROVINCIAL_EDITOR, "bientap-toantinh", "Biên tập viên toàn tỉnh,"),
    ("260", Role.SUPERVISOR, "giamsat", "Người giám sát"),
)
# One person of two communes, to be seen moving from one to the other.
OF_TWO_PORTALS = ("bientap-haixa", "Biên tập viên của hai xã")
FIRST_OF_TWO, SECOND_OF_TWO = "09355", "09358"
PASSWORD_BYTES, SECRET_BYTES = 12, 20


@dataclass(frozen=True)
class Post:
    """An account that the demonstration has.

    Attributes:
        profile: the site on which it has its role; None for the administrator of the province.
        elsewhere: another site on which it has the same role.
    """

    email: str
    full_name: str
    role: str
    profile: SiteProfile | None = None
    elsewhere: SiteProfile | None = None

    @property
    def site(self) -> str:
        """The host name under which it stands in the file."""
        return self.profile.site.hostname if self.profile else settings.ADMIN_HOST

    @property
    def needs_second_factor(self) -> bool:
        """Whether a password alone is not enough for it."""
        return self.profile is None or self.role in second_factor.ROLES


@dataclass(frozen=True)
class ListedAccount:
    """A row of the file of accounts."""

    site: str
    role: str
    email: str
    password: str
    totp_secret: str = ""

    @property
    def role_name(self) -> str:
        """The role as people call it."""
        if self.role in Role.values:
            return str(Role(self.role).label)
        return gettext("Administrator of the province")


# The name of the column has a hyphen, which no Python name may have.
COLUMNS = ["e-mail" if field.name == "email" else field.name for field in fields(ListedAccount)]


def read_accounts(path: Path) -> list[ListedAccount]:
    """The accounts in the file; none where there is no file."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return [ListedAccount(*(row[column] for column in COLUMNS)) for row in csv.DictReader(file)]


def load_accounts(periods: dict[str, UnitPeriod], path: Path) -> list[ListedAccount]:
    """Makes what is missing of the demonstration's accounts.

    Args:
        periods: what holds for the example units that have a site, by code.
        path: the file of accounts.

    Returns:
        All accounts, as listed in the file.
    """
    posts = _posts(periods)
    before = {account.email for account in read_accounts(path)}
    listed = _listed(posts, path)
    present = dict(User.objects.values_list("email", "pk"))
    # An account whose password nobody knows any more gets the one that is listed now.
    stale = [post for post in posts if post.email not in present or post.email not in before]
    with ThreadPoolExecutor() as threads:
        passwords = [listed[post.email].password for post in stale]
        hashes = dict(
            zip([p.email for p in stale], threads.map(make_password, passwords), strict=True)
        )
    for post in posts:
        _settle(post, listed[post.email], hashes.get(post.email))
    return list(listed.values())


def _posts(periods: dict[str, UnitPeriod]) -> list[Post]:
    owner = f"quantri@{settings.PROVINCE_DOMAIN}"
    posts = [Post(owner, "Quản trị viên cấp tỉnh", PROVINCIAL_ADMINISTRATOR)]
    live = SiteProfile.objects.filter(state=SiteProfile.State.LIVE).select_related("site")
    for period in periods.values():
        profile = live.get(unit=period.unit_id)
        label = profile.site.hostname.removesuffix(settings.PROVINCE_DOMAIN).strip(".") or "tinh"
        for role, (word, name) in POSTS.items():
            email = f"{word}.{label}@{settings.PROVINCE_DOMAIN}"
            posts.append(Post(email, f"{name} {_spoken(period)}", role, profile))
    return [*posts, *_far_reaching_posts(periods), *_post_of_two_portals(periods)]


def _far_reaching_posts(periods: dict[str, UnitPeriod]) -> list[Post]:
    """Those whose portal is there and has the role."""
    found = []
    for code, role, word, name in FAR_REACHING_POSTS:
        profile = _profile(periods.get(code))
        if profile is None or not profile.site.roles.filter(role=role).exists():
            continue
        label = profile.site.hostname.removesuffix(settings.PROVINCE_DOMAIN).strip(".") or "tinh"
        email = f"{word}.{label}@{settings.PROVINCE_DOMAIN}"
        found.append(Post(email, f"{name} {_spoken(periods[code])}", role, profile))
    return found


def _post_of_two_portals(periods: dict[str, UnitPeriod]) -> list[Post]:
    first = periods.get(FIRST_OF_TWO)
    neighbours = UnitPeriod.objects.on(first.valid_from).filter(code=SECOND_OF_TWO) if first else []
    second = _profile(next(iter(neighbours), None))
    if second is None:
        return []
    word, name = OF_TWO_PORTALS
    email = f"{word}@{settings.PROVINCE_DOMAIN}"
    return [Post(email, name, Role.EDITOR, _profile(first), second)]


def _profile(period: UnitPeriod | None) -> SiteProfile | None:
    if period is None:
        return None
    live = SiteProfile.objects.filter(state=SiteProfile.State.LIVE).select_related("site")
    return live.filter(unit=period.unit_id).first()


def _spoken(period: UnitPeriod) -> str:
    is_office = period.name.startswith(("Sở", "Ban", "Viện"))
    return period.name if is_office else period.name[:1].lower() + period.name[1:]


def _listed(posts: list[Post], path: Path) -> dict[str, ListedAccount]:
    """Every post with its password: the one in the file, or a new one written to it."""
    listed = {account.email: account for account in read_accounts(path)}
    missing = [post for post in posts if post.email not in listed]
    # Of a demonstration that was loaded before this role required a second factor.
    bare = [post for post in posts if post.needs_second_factor and post not in missing]
    bare = [post for post in bare if not listed[post.email].totp_secret]
    for post in bare:
        listed[post.email] = replace(listed[post.email], totp_secret=_totp_secret())
    for post in missing:
        secret = _totp_secret() if post.needs_second_factor else ""
        password = secrets.token_urlsafe(PASSWORD_BYTES)
        listed[post.email] = ListedAccount(post.site, post.role, post.email, password, secret)
    if missing or bare:
        _write(path, list(listed.values()))
    return listed


def _totp_secret() -> str:
    return base64.b32encode(secrets.token_bytes(SECRET_BYTES)).decode()


def _write(path: Path, accounts: list[ListedAccount]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".new")
    draft.unlink(missing_ok=True)
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerows(asdict(account).values() for account in accounts)
    draft.replace(path)


@transaction.atomic
def _settle(post: Post, account: ListedAccount, password_hash: str | None) -> None:
    user, _is_new = User.objects.get_or_create(
        email=post.email,
        defaults={"full_name": post.full_name, "is_superuser": post.profile is None},
    )
    if password_hash:
        user.password = password_hash
        user.save(update_fields=["password"])
    if account.totp_secret and (password_hash or not has_factor(user)):
        set_up_totp(user, account.totp_secret)
    if post.profile:
        give_role(user, post.profile.site, post.role)
    if post.elsewhere:
        give_role(user, post.elsewhere.site, post.role)

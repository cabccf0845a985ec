"""What the last step of a new portal shows, and a mark by which one knows whether it is still the same."""

import json
from dataclasses import dataclass

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

from portal.accounts.models import User
from portal.hosts.index import root_url
from sites.access.models import Role
from sites.administration.plans import PlannedSection, planned_sections
from sites.profile import palettes
from sites.provisioning.spec import CheckedSpec

SALT = "administration.wizard.reviews"


class ReviewOutdated(Exception):
    """What would be made is no longer what was shown when it was confirmed; nothing was made."""


@dataclass(frozen=True)
class Review:
    """A portal that is not made yet, with all that the last step says of it.

    Attributes:
        plan: what provisioning will make.
        parent_name: the unit above its unit today; empty for the highest.
        account: the account that the address of the board's head has already.
        sections: the sections that will be made, in their order.
    """

    plan: CheckedSpec
    parent_name: str
    account: User | None
    sections: list[PlannedSection]

    @property
    def address(self) -> str:
        """The address at which the portal will answer."""
        return root_url(self.plan.host_name)

    @property
    def palette_name(self) -> str:
        """The palette in words."""
        return palettes.PALETTES[self.plan.palette][0]

    @property
    def digest(self) -> str:
        """A mark of the facts shown, which nobody can make up who does not know the server's key.

        Words that only depend on the language are left out: who changes the language of the
        screens in between still confirms the same portal.
        """
        plan, account = self.plan, self.account
        facts = [
            plan.unit.pk, plan.period.pk, plan.period.name, plan.period.kind, self.parent_name,
            self.address, plan.palette, plan.administrator_email, plan.administrator_name,
            [account.pk, account.get_full_name(), account.has_usable_password()] if account else [],
            [[section.name, section.is_nested, section.is_installed] for section in self.sections],
            Role.values, settings.INVITATION_DAYS,
        ]  # fmt: skip
        return salted_hmac(SALT, json.dumps(facts), algorithm="sha256").hexdigest()

    def refuse_other_than(self, digest: str) -> None:
        """Lets only that pass which was shown.

        Args:
            digest: the mark that the confirming form carried; any text of a stranger.

        Raises:
            ReviewOutdated: something is not as it was shown.
        """
        if not constant_time_compare(digest, self.digest):
            raise ReviewOutdated


def review_of(plan: CheckedSpec) -> Review:
    """All that the last step says of a portal, as the database has it now.

    Args:
        plan: the portal that is asked for.
    """
    email = plan.administrator_email
    parent = plan.period.parent.at(plan.day) if plan.period.parent else None
    return Review(
        plan=plan,
        parent_name=parent.name if parent else "",
        account=User.objects.filter(email=email).first() if email else None,
        sections=planned_sections(plan),
    )

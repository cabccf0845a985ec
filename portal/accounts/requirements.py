"""Who must have a second factor.

Other applications know of roles that this one does not; each registers a rule of its own.
"""

from collections.abc import Callable

from django.utils.translation import gettext as _

from portal.accounts.models import User

Rule = Callable[[User], str]

_rules: list[Rule] = []


def register(rule: Rule) -> Rule:
    """Adds a rule, once; usable as a decorator.

    Args:
        rule: takes a person and gives the sentence that says why this person must have a second
            factor, or an empty text. It may ask the database once.
    """
    if rule not in _rules:
        _rules.append(rule)
    return rule


def reason(user: User) -> str:
    """Why this person must have a second factor.

    Returns:
        The sentence of the first rule that holds; empty for a person who need not have one.
    """
    return next((sentence for rule in _rules if (sentence := rule(user))), "")


@register
def of_superusers(user: User) -> str:
    """Administrators of the province can do everything, on every portal."""
    if not user.is_superuser:
        return ""
    return _("You administer all portals of the province. A password alone is not enough for that.")

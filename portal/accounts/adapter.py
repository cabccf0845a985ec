"""How allauth behaves here."""

from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up: accounts are made with a site or by an invitation."""

    def is_open_for_signup(self, request) -> bool:
        return False

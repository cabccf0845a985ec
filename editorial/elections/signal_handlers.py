"""Lets home pages count to the right day after an election was changed."""

from django.db.models.signals import post_save

from editorial.elections.models import Election
from portal.hosts.index import index


def election_saved(sender, instance: Election, **kwargs) -> None:
    """All processes read the campaigns of its portal anew."""
    index.changed(instance.site_id)


def connect() -> None:
    """Connects the handler."""
    post_save.connect(election_saved, sender=Election, dispatch_uid="editorial.elections.saved")

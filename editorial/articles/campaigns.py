"""Major events that items tell of. Which ones a portal may use, a higher feature says."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from wagtail.models import Page


@dataclass(frozen=True)
class Offer:
    """A major event that items of a portal may tell of.

    Attributes:
        pk: primary key of its page.
        is_running: whether it is offered for new items today.
    """

    pk: int
    title: str
    is_running: bool


Provider = Callable[[Page], Iterable[Offer]]

_providers: list[Provider] = []


def offer_campaigns_with(provider: Provider) -> None:
    """Registers what says which events items may bear.

    Args:
        provider: takes a page of a portal and gives the events that this portal shows.
    """
    if provider not in _providers:
        _providers.append(provider)


def offered_campaigns(page: Page) -> list[Offer]:
    """The events that items on the portal of a page may bear.

    Args:
        page: an item, or the section in which a new one will stand.
    """
    return [offer for provider in _providers for offer in provider(page)]


def borne_campaigns(article: Page) -> list[int]:
    """Keys of the events that an item bears, in a draft as in what is published."""
    return [link.campaign_id for link in article.campaign_links.all()]


def assign_campaigns(article: Page, keys: list[int]) -> None:
    """Makes an item bear exactly these events; saved together with the page."""
    from editorial.articles.models import ArticleCampaign

    article.campaign_links = [
        ArticleCampaign(campaign_id=key, sort_order=place) for place, key in enumerate(keys)
    ]


def drop_foreign_campaigns(article: Page) -> None:
    """Takes from an item that is about to be saved the events that its portal does not show."""
    links = list(article.campaign_links.all())
    if not links:
        return
    known = {offer.pk for offer in offered_campaigns(article)}
    if any(link.campaign_id not in known for link in links):
        article.campaign_links = [link for link in links if link.campaign_id in known]

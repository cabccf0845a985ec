"""What search engines are told about an item."""

from typing import Any

from portal.common.metadata import CONTEXT, address_of, host_of, share_picture, summary_of, thing


def news_article(article: Any, portal: Any) -> dict[str, Any]:
    """An item as ``NewsArticle`` of schema.org.

    Args:
        article: the item, with its picture at hand.
        portal: the portal that it is read on: name and language.
    """
    home = host_of(article)
    publisher = thing("GovernmentOrganization", name=portal.name, url=f"{home}{portal.home_url}")
    picture = share_picture(article)
    return {
        "@context": CONTEXT,
        **thing(
            "NewsArticle",
            headline=article.title,
            description=summary_of(article),
            url=address_of(article),
            mainEntityOfPage=address_of(article),
            inLanguage=portal.language,
            datePublished=article.first_published_at,
            dateModified=article.last_published_at or article.first_published_at,
            image=[home + picture.url] if picture else None,
            author=thing("Organization", name=article.author) if article.author else publisher,
            publisher=publisher,
            isAccessibleForFree=True,
        ),
    }

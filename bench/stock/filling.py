"""Articles for the stock project, the same as those of the portal that is compared with it."""

from articles.models import ArticleIndexPage, ArticlePage
from django.core.files.images import ImageFile
from django.core.management import call_command
from django.utils import timezone
from home.models import HomePage
from wagtail.images.models import Image

from bench import texts


def fill(count: int) -> dict[str, str]:
    """Makes the articles; gives the addresses of home, listing and an article."""
    call_command("makemigrations", "articles", verbosity=0)
    call_command("migrate", verbosity=0)
    home = HomePage.objects.get()
    listing = home.add_child(instance=ArticleIndexPage(title="Tin tức", slug="tin-tuc"))
    picture = Image.objects.create(
        title="Ảnh", file=ImageFile(texts.picture(), name="picture.jpg"), width=1600, height=1000
    )
    body = "".join(f"<p>{text}</p>" for text in texts.PARAGRAPHS)
    for number in range(count):
        article = ArticlePage(
            title=texts.title(number),
            slug=f"bai-{number}",
            lead=texts.LEAD,
            body=body,
            picture=picture,
            first_published_at=timezone.now(),
        )
        listing.add_child(instance=article)
    return {"home": "/", "listing": listing.url, "article": article.url}

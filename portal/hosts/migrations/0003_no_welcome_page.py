from django.db import migrations


def remove_welcome_page_and_default_site(apps, schema_editor):
    """Wagtail makes a page "Welcome" and a default site that would answer on every host name."""
    Site = apps.get_model("wagtailcore", "Site")
    Page = apps.get_model("wagtailcore", "Page")
    Site.objects.filter(is_default_site=True, hostname="localhost").delete()
    welcome = Page.objects.filter(depth=2, slug="home", path="00010001")
    if welcome.filter(numchild=0).exists():
        welcome.delete()
        Page.objects.filter(depth=1).update(numchild=0)


def add_english(apps, schema_editor):
    """Vietnamese is there as the language of the installation; English is the second one."""
    apps.get_model("wagtailcore", "Locale").objects.get_or_create(language_code="en")


class Migration(migrations.Migration):
    dependencies = [
        ("hosts", "0002_first_version"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.RunPython(remove_welcome_page_and_default_site, migrations.RunPython.noop),
        migrations.RunPython(add_english, migrations.RunPython.noop),
    ]

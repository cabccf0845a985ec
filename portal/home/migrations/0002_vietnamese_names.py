"""What Wagtail's own migrations make gets Vietnamese names: every officer reads them."""

from django.db import migrations

# Model, field with the name, name as Wagtail made it, name here.
NAMES = [
    ("wagtailcore", "Page", "title", "Root", "Tất cả các cổng"),
    ("wagtailcore", "Page", "draft_title", "Root", "Tất cả các cổng"),
    ("wagtailcore", "Collection", "name", "Root", "Tất cả thư mục"),
    ("wagtailcore", "Workflow", "name", "Moderators approval", "Duyệt tin, bài"),
    ("wagtailcore", "Task", "name", "Moderators approval", "Duyệt tin, bài"),
    ("auth", "Group", "name", "Moderators", "Người duyệt (mọi cổng)"),
    ("auth", "Group", "name", "Editors", "Người biên tập (mọi cổng)"),
]


def rename(apps, schema_editor):
    for app, model, field, made, wanted in NAMES:
        rows = apps.get_model(app, model).objects.filter(**{field: made})
        if model in ("Page", "Collection"):
            rows = rows.filter(depth=1)
        rows.update(**{field: wanted})


class Migration(migrations.Migration):
    # After all that look for the groups by their first names.
    dependencies = [
        ("home", "0001_initial"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtailadmin", "0006_formstate"),
        ("wagtailimages", "0027_image_description"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtail_localize", "0006_create_submit_translation_permission"),
    ]
    operations = [migrations.RunPython(rename, migrations.RunPython.noop)]

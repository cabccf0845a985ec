"""The names of units as they are searched, without diacritics."""

import unicodedata

from django.db import migrations, models

BATCH = 500


def fold(name: str) -> str:
    """Lower case without diacritics; a copy, as the rule may change while this step may not."""
    decomposed = unicodedata.normalize("NFD", name.casefold())
    plain = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return unicodedata.normalize("NFC", plain.replace("đ", "d"))


def fill(apps, schema_editor) -> None:
    periods = apps.get_model("units", "UnitPeriod").objects
    changed = []
    for period in periods.only("name", "name_en").iterator(chunk_size=BATCH):
        period.folded = fold(f"{period.name} {period.name_en}")
        changed.append(period)
    periods.bulk_update(changed, ["folded"], batch_size=BATCH)


class Migration(migrations.Migration):
    dependencies = [("units", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="unitperiod",
            name="folded",
            field=models.TextField(blank=True, default="", editable=False),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
    ]

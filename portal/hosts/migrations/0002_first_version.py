from django.db import migrations


def write_first_version(apps, schema_editor):
    apps.get_model("hosts", "IndexVersion").objects.get_or_create(pk=1)


class Migration(migrations.Migration):
    dependencies = [("hosts", "0001_initial")]

    operations = [migrations.RunPython(write_first_version, migrations.RunPython.noop)]

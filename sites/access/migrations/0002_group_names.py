"""Groups of roles get names that administrators can read."""

from django.db import migrations

ROLES = {
    "contributor": "cộng tác viên",
    "editor": "biên tập viên",
    "secretary": "thư ký",
    "approver": "người duyệt",
    "administrator": "quản trị viên",
    "citizens_officer": "cán bộ tiếp nhận ý kiến công dân",
}


def rename(apps, schema_editor):
    for row in apps.get_model("access", "SiteRole").objects.select_related("group"):
        if row.group.name == f"site {row.site_id}: {row.role}":
            row.group.name = f"Cổng {row.site_id}: {ROLES[row.role]}"
            row.group.save(update_fields=["name"])


class Migration(migrations.Migration):
    dependencies = [("access", "0001_initial")]
    operations = [migrations.RunPython(rename, migrations.RunPython.noop)]

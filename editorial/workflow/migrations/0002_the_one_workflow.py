"""One workflow at the root of all pages, so that every portal has it from its first day."""

from django.db import migrations

NAME, EDITING, APPROVAL = "Quy trình biên tập", "Biên tập", "Duyệt"


def make(apps, schema_editor):
    content_types = apps.get_model("contenttypes", "ContentType").objects
    task_type, _is_new = content_types.get_or_create(app_label="workflow", model="reviewtask")
    tasks = apps.get_model("workflow", "ReviewTask").objects
    steps = [
        tasks.get_or_create(step=step, defaults={"name": name, "content_type": task_type})[0]
        for step, name in (("editing", EDITING), ("approval", APPROVAL))
    ]
    workflows = apps.get_model("wagtailcore", "Workflow").objects
    workflow, _is_new = workflows.get_or_create(name=NAME)
    rows = apps.get_model("wagtailcore", "WorkflowTask").objects
    for place, task in enumerate(steps):
        rows.get_or_create(workflow=workflow, task_id=task.pk, defaults={"sort_order": place})
    root = apps.get_model("wagtailcore", "Page").objects.get(depth=1)
    apps.get_model("wagtailcore", "WorkflowPage").objects.update_or_create(
        page=root, defaults={"workflow": workflow}
    )
    # What Wagtail brings with it: moderators, a group that nobody is in.
    stock = workflows.filter(workflow_tasks__task__groupapprovaltask__isnull=False)
    unused = stock.filter(workflow_pages__isnull=True, workflow_states__isnull=True)
    unused.update(active=False)


class Migration(migrations.Migration):
    dependencies = [
        ("workflow", "0001_initial"),
        ("wagtailcore", "0098_apitoken"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(make, migrations.RunPython.noop)]

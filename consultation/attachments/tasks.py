"""What the worker does: files leave quarantine once they were looked at."""

from django_tasks import task

from consultation.attachments import services


@task()
def look_at_files() -> None:
    """Looks at whatever is in quarantine."""
    services.look_at_all()

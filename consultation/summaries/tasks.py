"""What the worker does of summaries."""

from django_tasks import task

from consultation.summaries import exports


@task()
def make_export(uid: str) -> None:
    """Makes a file that was asked for; harmless however often it runs."""
    exports.make(uid)

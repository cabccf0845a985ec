"""Work for the worker that one run does for all who asked for it."""

from django_tasks.base import Task
from django_tasks_db import DatabaseBackend
from django_tasks_db.models import DBTaskResult


def enqueue_once(task: Task) -> None:
    """Hands a task without arguments to the worker, unless one waits that has not begun.

    That one reads the database later than now, so it sees whatever was stored by now.

    Args:
        task: reads from the database what there is to do.
    """
    if isinstance(task.get_backend(), DatabaseBackend):
        waiting = DBTaskResult.objects.ready().filter(
            task_path=task.module_path, args_kwargs={"args": [], "kwargs": {}}
        )
        if waiting.exists():
            return
    task.enqueue()

"""The database backend of the tests: Django's own, with a remembered test database.

Some three hundred migrations take half a minute of processor time at the start of every test
run and of every worker. What they make is kept in ``var/`` under a name that changes with every
migration and package, and copied into memory, or into a file where a server runs beside the
tests: connections of several threads to one database in memory do not wait for one another, they
fail.
"""

import hashlib
import os
import sqlite3
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.db.backends.sqlite3.base import DatabaseWrapper as DjangoWrapper
from django.db.backends.sqlite3.creation import DatabaseCreation as DjangoCreation

PACKAGES = ("Django", "wagtail", "wagtail-localize", "django-allauth", "django-tasks-db")


def template_path() -> Path:
    """Where the migrated database of the present migrations and packages is kept."""
    digest = hashlib.sha256()
    for package in PACKAGES:
        digest.update(version(package).encode())
    for pattern in ("*/migrations/*.py", "*/*/migrations/*.py", "*/settings/*.py"):
        for path in sorted(settings.BASE_DIR.glob(pattern)):
            digest.update(path.read_bytes())
    return settings.VAR_DIR / f"test-database-{digest.hexdigest()[:16]}.sqlite3"


class DatabaseCreation(DjangoCreation):
    """Makes the test database from the remembered one."""

    def create_test_db(self, verbosity=1, autoclobber=False, serialize=True, keepdb=False) -> str:
        path = template_path()
        if not path.exists():
            name = super().create_test_db(verbosity, autoclobber, serialize, keepdb)
            self._remember(path)
            return name
        name = self._create_test_db(verbosity, autoclobber, keepdb)
        self.connection.close()
        settings.DATABASES[self.connection.alias]["NAME"] = name
        self.connection.settings_dict["NAME"] = name
        self.connection.ensure_connection()
        source = sqlite3.connect(path)
        source.backup(self.connection.connection)
        source.close()
        return name

    def _get_test_db_name(self) -> str:
        """In memory, one for each worker, unless the settings name a file."""
        name = str(self.connection.settings_dict["TEST"]["NAME"] or "")
        if Path(name).is_absolute():
            return name
        return f"file:memorydb_{self.connection.alias}_{os.getpid()}?mode=memory&cache=shared"

    def _destroy_test_db(self, test_database_name: str, verbosity: int) -> None:
        super()._destroy_test_db(test_database_name, verbosity)
        if not self.is_in_memory_db(test_database_name):
            for ending in ("-wal", "-shm"):
                Path(test_database_name + ending).unlink(missing_ok=True)

    def _remember(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        for old in path.parent.glob("test-database-*.sqlite3"):
            old.unlink(missing_ok=True)
        unfinished = path.with_suffix(f".{os.getpid()}")
        target = sqlite3.connect(unfinished)
        self.connection.ensure_connection()
        self.connection.connection.backup(target)
        target.close()
        unfinished.replace(path)


class DatabaseWrapper(DjangoWrapper):
    """Django's SQLite with the creation above."""

    creation_class = DatabaseCreation

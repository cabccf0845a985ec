"""Lists the files that were checked in the administration, and carries one of them on."""

from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from portal.common import clock
from sites.provisioning.checking import forget_people
from sites.provisioning.models import ProvisioningRow, ProvisioningRun
from sites.provisioning.runs import advance

LISTED = 50


class Command(BaseCommand):
    """``manage.py provisioning_runs``."""

    help = "List the openings of portals from files, carry one on, or forget old addresses."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--resume", type=UUID, metavar="UID", help="carry out what is left")
        parser.add_argument(
            "--forget",
            action="store_true",
            help="erase names and addresses from files that waited too long",
        )

    def handle(self, *args, **options) -> None:
        if options["forget"]:
            self.stdout.write(_("%(count)d rows erased.") % {"count": forget_people()})
        elif options["resume"]:
            self._resume(options["resume"])
        else:
            self._list()

    def _list(self) -> None:
        for run in ProvisioningRun.objects.select_related("started_by")[:LISTED]:
            moment = run.created.astimezone(clock.PROVINCE_TIME)
            self.stdout.write(
                f"{run.uid}  {moment:%Y-%m-%d %H:%M}  {run.get_state_display()}  "
                f"{run.file_name}  {run.started_by or ''}"
            )

    def _resume(self, uid: UUID) -> None:
        run = ProvisioningRun.objects.filter(uid=uid).first()
        if run is None:
            raise CommandError(_("There is no such file. Run the command without --resume."))
        if run.state == ProvisioningRun.State.CHECKED:
            raise CommandError(_("This file was not started. Start it in the administration."))
        advance(run)
        if run.state == ProvisioningRun.State.STOPPED:
            raise CommandError(run.stop_reason)
        labels = dict(ProvisioningRow.State.choices)
        for state, number in sorted(run.rows.counts().items()):
            self.stdout.write(f"{labels[state]}: {number}")

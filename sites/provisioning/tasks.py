"""What a worker does of provisioning."""

from django_tasks import task

from sites.provisioning.models import ProvisioningRun
from sites.provisioning.runs import advance


@task()
def carry_out_run(uid: str) -> None:
    """Carries out what is left of a run; harmless however often it runs."""
    run = ProvisioningRun.objects.filter(uid=uid).first()
    if run is not None:
        advance(run)

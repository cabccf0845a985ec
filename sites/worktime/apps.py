from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorktimeConfig(AppConfig):
    """Working hours, holidays and norms as dated data."""

    name = "sites.worktime"
    label = "worktime"
    verbose_name = _("Working time")

    def ready(self) -> None:
        from wagtail.permissions import register_permission_policy

        from portal.accounts.policies import DeletingProvincePolicy, ProvincePolicy
        from sites.worktime import signal_handlers
        from sites.worktime.models import Holiday, Norm, WorkingTime

        for model in (WorkingTime, Norm):
            register_permission_policy(model, ProvincePolicy(model))
        register_permission_policy(Holiday, DeletingProvincePolicy(Holiday))
        signal_handlers.connect()

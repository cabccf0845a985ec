from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeriodsConfig(AppConfig):
    """Least periods of consultation as dated data."""

    name = "consultation.periods"
    label = "consultation_periods"
    verbose_name = _("Periods of consultation")

    def ready(self) -> None:
        from wagtail.permissions import register_permission_policy

        from consultation.periods.kept import KeptPolicy
        from consultation.periods.models import ConsultationPeriod, RetentionPeriod
        from portal.accounts.policies import ProvincePolicy

        register_permission_policy(ConsultationPeriod, ProvincePolicy(ConsultationPeriod))
        register_permission_policy(RetentionPeriod, KeptPolicy(RetentionPeriod))

"""Registers the screens of the periods in the administration."""

from wagtail import hooks

from consultation.periods.viewsets import ConsultationPeriodViewSet, RetentionPeriodViewSet


@hooks.register("register_admin_viewset")
def register_periods() -> ConsultationPeriodViewSet:
    """Least periods of consultation."""
    return ConsultationPeriodViewSet("consultation-periods")


@hooks.register("register_admin_viewset")
def register_retention() -> RetentionPeriodViewSet:
    """For how long authors' data is kept."""
    return RetentionPeriodViewSet("retention-periods")

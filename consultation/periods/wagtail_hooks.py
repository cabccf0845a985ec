"""Registers the screens of the periods in the administration."""

from wagtail import hooks

from consultation.periods.viewsets import ConsultationPeriodViewSet


@hooks.register("register_admin_viewset")
def register_periods() -> ConsultationPeriodViewSet:
    """Least periods of consultation."""
    return ConsultationPeriodViewSet("consultation-periods")

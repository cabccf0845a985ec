from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BoardsConfig(AppConfig):
    """Editorial boards, their way up and the days they are due."""

    name = "editorial.boards"
    label = "boards"
    verbose_name = _("Editorial boards")

    def ready(self) -> None:
        from wagtail.permissions import register_permission_policy

        from editorial.boards import signal_handlers
        from editorial.boards.models import EditorialBoard, ReportingTarget
        from editorial.boards.permissions import (
            portal_of_board,
            receiving_portal,
            refusal_to_change_file,
        )
        from editorial.boards.public import boards_with_public_file
        from portal.accounts.policies import ProvincePolicy
        from portal.media.access import register_reference_source
        from portal.media.policies import register_holder
        from sites.access import leading

        register_permission_policy(ReportingTarget, ProvincePolicy(ReportingTarget))
        register_reference_source(EditorialBoard, boards_with_public_file)
        register_holder(refusal_to_change_file)
        signal_handlers.connect()
        leading.register("uid", portal_of_board, "boards:show", "boards:edit", "boards:send")
        leading.register("uid", receiving_portal, "boards:decide")

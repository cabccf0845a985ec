"""The administration's own interface to pictures and files, limited to what a person may see."""

from django.db.models import QuerySet
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet
from wagtail.permissions import policy_registry

ACTIONS = ["choose", "change", "delete"]


class OwnMediaMixin:
    """Wagtail lists all pictures and files to everybody who may open the administration."""

    def get_queryset(self) -> QuerySet:
        """Those in collections to which the person's rights reach."""
        policy = policy_registry.get_by_type(self.model)
        own = policy.instances_user_has_any_permission_for(self.request.user, ACTIONS)
        return super().get_queryset().filter(pk__in=own.values("pk"))


class OwnImagesAPIViewSet(OwnMediaMixin, ImagesAdminAPIViewSet):
    """Pictures."""


class OwnDocumentsAPIViewSet(OwnMediaMixin, DocumentsAdminAPIViewSet):
    """Files."""

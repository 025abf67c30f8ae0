from django.apps import AppConfig
from django.db.models.signals import post_migrate


class PublishingConfig(AppConfig):
    name = "thidua.publishing"

    def ready(self) -> None:
        """Photographs are kept apart by our policies, before anything of Wagtail asks its own."""
        from wagtail.images import permissions

        from thidua.publishing import policies
        from thidua.publishing.editing.bridge import Bridge
        from thidua.publishing.editing.workflow import make_workflow

        permissions.permission_policy = Bridge("publishing.Photo", policies.photos_of)
        post_migrate.connect(make_workflow, sender=self)

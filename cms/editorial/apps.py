"""App configuration."""

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate, post_save, pre_delete, pre_save


class EditorialConfig(AppConfig):
    name = "cms.editorial"
    verbose_name = "编审"

    def ready(self) -> None:
        from wagtail.models import Revision
        from wagtail.signals import page_published, page_unpublished

        from foundation.jobs.clock import register_periodic
        from foundation.shelves import register_shelf
        from foundation.waiting import register_waiting

        from . import (
            choke,
            open_work,
            queue,
            traces,  # noqa: F401  (importing registers the names)
        )
        from .services import publish_due

        open_work.register()
        register_waiting("editorial.review", queue.to_review)
        register_waiting("editorial.rewrite", queue.to_rewrite)
        register_waiting("editorial.urgent", queue.to_check)
        register_shelf("editorial.texts", queue.my_texts, order=20)
        register_periodic("editorial.publish_due", every_seconds=20, function=publish_due)

        pre_save.connect(choke.guard_save, dispatch_uid="editorial_guard_save")
        pre_delete.connect(choke.guard_delete, dispatch_uid="editorial_guard_delete")
        post_save.connect(choke.after_revision, sender=Revision, dispatch_uid="editorial_after_revision")
        page_published.connect(choke.after_publish, dispatch_uid="editorial_after_publish")
        page_unpublished.connect(choke.after_unpublish, dispatch_uid="editorial_after_unpublish")
        last = [config for config in apps.get_app_configs() if config.models_module][-1]
        post_migrate.connect(set_up, sender=last, dispatch_uid="editorial_set_up")


def set_up(**kwargs) -> None:
    """A migrated database has the workflow and the roles' permissions; nothing ever stands outside them.

    Called for the last app with models: by then every permission row exists.
    """
    from .permissions import grant_role_permissions
    from .workflow import ensure_workflow

    ensure_workflow()
    grant_role_permissions()

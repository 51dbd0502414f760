"""What Wagtail may offer a person on a page: never publishing or unpublishing, that is done by verbs."""

from wagtail.models import PagePermissionTester

from foundation.rights.may import may


class EditorialPermissionTester(PagePermissionTester):
    """Everybody, superusers included, goes through the three reviews, urgent publication or withdrawal."""

    def can_publish(self) -> bool:
        return False

    def can_publish_subpage(self) -> bool:
        return False

    def can_unpublish(self) -> bool:
        return False

    def can_delete(self, ignore_bulk=False) -> bool:
        if self.page.live or self.page.get_descendants().live().exists():
            return False
        return super().can_delete(ignore_bulk)

    def can_unschedule(self) -> bool:
        return may(self.user, "content.schedule")

    def can_set_view_restrictions(self) -> bool:
        return False  # what is public is public for everybody: the site is static

    def can_reorder_children(self) -> bool:
        return may(self.user, "content.order") or self.user.is_superuser

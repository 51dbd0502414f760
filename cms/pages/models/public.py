"""What every page of the public site has in common: an address of its own and one door to publication.

The wall that keeps unapproved content out, and the change log, stand in `cms.editorial.choke`.
"""

from django.conf import settings
from django.db import models, transaction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Page


class PublicPage(Page):
    """Abstract: a page readers can reach at `public_path` on the static site."""

    public_path = models.CharField("公开地址", max_length=255, unique=True, null=True, editable=False)

    settled_fields: tuple[str, ...] = ("public_path",)  # fixed by first publication
    exclude_fields_in_copy = ["public_path"]  # a copy has an address of its own

    class Meta:
        abstract = True

    @property
    def document_id(self) -> str:
        return f"page:{self.pk}"

    def build_public_path(self) -> str:
        """The address for a first publication: by default the slugs from the language root downwards."""
        prefix = (
            "" if self.locale.language_code == settings.LANGUAGE_CODE else f"/{self.locale.language_code}"
        )
        slugs = self.get_ancestors(inclusive=True).filter(depth__gt=2).values_list("slug", flat=True)
        return "".join([prefix, *(f"/{slug}" for slug in slugs), "/"])

    def get_url_parts(self, request=None):
        """Wagtail's "view live" links lead to the static site, never into the CMS process."""
        site_id = (self._get_relevant_site_root_paths(request) or [(None,)])[0][0]
        if not self.public_path:
            return None
        return site_id, settings.SITE_BASE_URL, self.public_path

    def permissions_for_user(self, user):
        """Wagtail's buttons and API ask here; publishing and unpublishing belong to the editorial verbs."""
        from cms.editorial.tester import EditorialPermissionTester

        return EditorialPermissionTester(user, self)

    def with_content_json(self, content):
        """What first publication settled belongs to the page, not to a text that was saved before it."""
        page = super().with_content_json(content)
        for name in self.settled_fields:
            setattr(page, name, getattr(self, name))
        return page

    def save_revision(self, *args, overwrite_revision=None, **kwargs):
        """Autosave may overwrite its own last revision, but not one that reviewers have been shown."""
        from cms.editorial.choke import is_read_already

        if overwrite_revision and is_read_already(overwrite_revision):
            overwrite_revision = None
        return super().save_revision(*args, overwrite_revision=overwrite_revision, **kwargs)

    @transaction.atomic
    def publish(self, revision, user=None, **options):
        """Make `revision` public (or schedule it). Raises PublishPermissionError when it was not approved.

        The authorisation of the revision is the permission; the user is who the log names.
        """
        from cms.editorial.act import acting
        from cms.editorial.services import assert_may_publish

        assert_may_publish(self, revision, user)
        with acting(user=user):
            return super().publish(revision, user=user, **{**options, "skip_permission_checks": True})

    @transaction.atomic
    def unpublish(self, set_expired=False, commit=True, user=None, log_action=True):
        """Take the page off the site. Raises Refused without a withdrawal note: use the verb `withdraw`."""
        from cms.editorial.act import acting

        action = UnpublishPageAction(
            self, set_expired=set_expired, commit=commit, user=user, log_action=log_action
        )
        with acting(user=user):
            return action.execute(skip_permission_checks=True)

    def settle_public_facts(self) -> None:
        """Fix what never changes after first publication. Called in the publishing transaction."""
        if not self.public_path:
            self.public_path = self.build_public_path()
            type(self).objects.filter(pk=self.pk).update(public_path=self.public_path)


class RetiredPath(models.Model):
    """An address that was public once and now leads to the document `document_id`, or nowhere (410)."""

    path = models.CharField("旧地址", max_length=255, unique=True)
    document_id = models.CharField("文档", max_length=100, db_index=True)
    retired_at = models.DateTimeField("停用时间", auto_now_add=True)

    class Meta:
        verbose_name = "停用地址"
        verbose_name_plural = "停用地址"

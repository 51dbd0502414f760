"""What every page of the public site has in common: an address of its own and one door to publication.

`publish` and `unpublish` are the only ways content becomes or stops being public (editor, API, scheduler and
import all end here), so the approval check and the change log live here and nowhere else.
"""

from django.conf import settings
from django.db import models, transaction
from wagtail.models import Page

from publishing.services import record_change


class PublicPage(Page):
    """Abstract: a page readers can reach at `public_path` on the static site."""

    public_path = models.CharField("公开地址", max_length=255, unique=True, null=True, editable=False)

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

    @transaction.atomic
    def publish(self, revision, user=None, **options):
        """Make `revision` public (or schedule it). Raises PublishPermissionError when it was not approved."""
        from cms.editorial.services import assert_may_publish

        assert_may_publish(self, revision, user)
        result = super().publish(revision, user=user, **options)
        published = type(self).objects.get(pk=self.pk)
        if published.live:
            published.settle_public_facts()
            record_change(self.document_id, "publish", actor=user)
        return result

    @transaction.atomic
    def unpublish(self, set_expired=False, commit=True, user=None, log_action=True):
        """Take the page off the site. Its address answers 410 from the next release on."""
        result = super().unpublish(set_expired=set_expired, commit=commit, user=user, log_action=log_action)
        record_change(self.document_id, "expire" if set_expired else "withdraw", actor=user)
        return result

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

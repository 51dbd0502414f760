"""What every page of the public site has in common: an address of its own and one door to publication.

The wall that keeps unapproved content out, and the change log of publishing and withdrawing, stand in
`cms.editorial.choke`. Here stands what a publication settles (address, date, order): `save` never lets a form,
an API call, an old revision or a copy overwrite it.
"""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Page, get_page_models
from wagtail_localize.fields import SynchronizedField

from .api import readable

RESERVED_SLUGS = {
    *("admin", "api", "assets", "feeds", "files", "media", "search", "static", "tags", "theme"),
    *(code for code, _ in settings.LANGUAGES),
}


class PublicPage(Page):
    """Abstract: a page readers can reach at `public_path` on the static site."""

    public_path = models.CharField("公开地址", max_length=255, unique=True, null=True, editable=False)

    settled_fields: tuple[str, ...] = ("public_path",)  # changed only by the verbs that own them
    exclude_fields_in_copy = ["public_path"]  # a copy has an address of its own
    keeps_address = False  # True: the address of the first publication is kept for ever

    api_fields = readable("public_path")
    override_translatable_fields = [SynchronizedField("slug")]  # one ASCII slug in every language

    class Meta:
        abstract = True

    @property
    def preview_sizes(self):
        from ..preview import SIZES

        return SIZES

    def serve_preview(self, request, mode_name):
        """The page as readers get it, without the frame of a CMS around it."""
        from ..preview import preview_response

        return preview_response(self)

    @property
    def document_id(self) -> str:
        return f"page:{self.pk or 0}"

    def build_public_path(self) -> str:
        """The address by rule: the slugs from the language root downwards."""
        code = self.locale.language_code
        prefix = "" if code == settings.LANGUAGE_CODE else f"/{code}"
        slugs = self.get_ancestors(inclusive=True).filter(depth__gt=2).values_list("slug", flat=True)
        return "".join([prefix, *(f"/{slug}" for slug in slugs), "/"])

    def get_url_parts(self, request=None):
        """Wagtail's "view live" links lead to the static site, never into the CMS process."""
        site_id = (self._get_relevant_site_root_paths(request) or [(None,)])[0][0]
        if not self.public_path:
            return None
        return site_id, settings.SITE_BASE_URL, self.public_path

    def clean(self) -> None:
        super().clean()
        if self.keeps_address:  # its slug is for the tree only
            return
        if self.slug in RESERVED_SLUGS or (self.slug or "").isdigit():
            raise ValidationError({"slug": f"“{self.slug}”是系统保留的地址，请换一个。"})

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

    def copy_for_translation(self, locale, copy_parents=False, alias=False, exclude_fields=None):
        """Columns that a translation brings along are drafts to be translated, never aliases."""
        return super().copy_for_translation(locale, copy_parents, alias=False, exclude_fields=exclude_fields)

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

    @transaction.atomic
    def save(self, *args, **kwargs):
        """Write the page; keep what a publication settled, and settle it when the page is live."""
        before = self._settled_before()
        if before is None:  # born a draft; said here already, so that a draft may be incomplete
            self.live, self.has_unpublished_changes = False, True
        for name in self.settled_fields:
            setattr(self, name, before[name] if before else None)
        names = kwargs.get("update_fields")
        decides = names is None or "live" in names
        if decides and before and before["live"] and not self.live:
            self.assert_may_leave()
        if decides and self.live:
            self.assert_may_appear()
        result = super().save(*args, **kwargs)
        if decides and self.live:
            self.settle_public_facts()
            if not (before and before["live"]):
                self._tell_neighbours()
        return result

    def assert_may_appear(self) -> None:
        """Raise Refused below a page that readers cannot reach."""
        from cms.editorial.refusals import Refused

        parent = self.get_parent()
        if not parent.is_root() and not parent.live:
            raise Refused(f"上级“{parent.title}”还没有发布，请先发布它，再发布《{self.title}》。")

    def assert_may_leave(self) -> None:
        """Raise Refused where taking this page off the site would strand others."""

    def delete(self, *args, **kwargs):
        """Raises Refused while this page or one below it is public: withdraw it first."""
        from cms.editorial.choke import guard_delete_tree

        guard_delete_tree(self)
        return super().delete(*args, **kwargs)

    def settle_public_facts(self) -> None:
        """Fix the address; where the rule now gives another one, the old address leads to it."""
        from ..services.readdress import readdress

        if self.public_path is None or not self.keeps_address:
            readdress(self)

    def _settled_before(self) -> dict | None:
        if self.pk is None:
            return None
        return type(self).objects.filter(pk=self.pk).values("live", *self.settled_fields).first()

    def _tell_neighbours(self) -> None:
        from ..services.actor import current_actor
        from ..services.touch import touch_dependents

        touch_dependents(self, actor=current_actor())


def public_models() -> list[type[PublicPage]]:
    """Every concrete kind of public page, in a fixed order."""
    found = [model for model in get_page_models() if issubclass(model, PublicPage)]
    return sorted(found, key=lambda model: model.__name__)

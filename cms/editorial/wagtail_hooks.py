"""Where the office stands inside Wagtail's admin: first screen, menu, buttons, addresses."""

from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html_join
from wagtail import hooks
from wagtail.admin.action_menu import (
    ActionMenuItem,
    PublishMenuItem,
    RestartWorkflowMenuItem,
    UnpublishMenuItem,
    WorkflowMenuItem,
)
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.menus.pages import PageMenuItem

from foundation.rights.may import may

from . import urls
from .choke import is_public_kind


@hooks.register("register_admin_urls")
def office_urls():
    return [path("editorial/", include(urls))]


class DeskPanel(Component):
    """The editors' first screen instead of Wagtail's panels."""

    template_name = "editorial/desk/panel.html"
    order = 0

    def get_context_data(self, parent_context):
        from .views.desk import desk_context

        user = parent_context["request"].user
        return {"user": user, **(desk_context(user) if may(user, "content.desk") else {})}


@hooks.register("construct_homepage_panels", order=1000)
def only_the_desk(request, panels):
    panels[:] = [DeskPanel()]


class OfficeMenuItem(MenuItem):
    def is_shown(self, request):
        return may(request.user, "content.desk")


@hooks.register("register_admin_menu_item")
def release_sets_menu_item():
    return OfficeMenuItem(
        "发布集",
        reverse("editorial:release_sets"),
        name="release-sets",
        icon_name="folder-open-inverse",
        order=250,
    )


class ChiefMenuItem(MenuItem):
    def is_shown(self, request):
        return may(request.user, "content.rules")


@hooks.register("register_settings_menu_item")
def rules_menu_item():
    return ChiefMenuItem("编审规则", reverse("rulebook:rules"), name="editorial-rules", icon_name="list-ol")


class ReviewMenuItem(ActionMenuItem):
    """Decisions are taken on the review screen, beside what changed; this leads there."""

    name = "action-review"
    label = "审核页"
    icon_name = "view"

    def is_shown(self, context):
        return context["view"] == "edit" and is_public_kind(context["page"])

    def get_url(self, context):
        return reverse("editorial:review", args=[context["page"].pk])


@hooks.register("register_page_action_menu_item")
def review_menu_item():
    return ReviewMenuItem(order=10)


@hooks.register("construct_page_action_menu", order=1000)
def leave_deciding_to_the_review_screen(menu_items, request, context):
    unwanted = (PublishMenuItem, UnpublishMenuItem, WorkflowMenuItem, RestartWorkflowMenuItem)
    menu_items[:] = [item for item in menu_items if not isinstance(item, unwanted)]


class OfficeButton(PageMenuItem):
    """A verb on a page in Wagtail's "more" menu, offered to those who may."""

    verb: str = ""
    live: bool | None = None

    def is_shown(self, user):
        page = self.page
        return (
            is_public_kind(page)
            and may(user, self.verb)
            and (self.live is None or page.live == self.live)
            and (self.live or page.has_unpublished_changes or not page.live)
        )


class WithdrawButton(OfficeButton):
    label = "撤稿"
    icon_name = "download"
    url_name = "editorial:withdraw"
    verb = "content.withdraw"
    live = True


class UrgentButton(OfficeButton):
    label = "紧急发布"
    icon_name = "warning"
    url_name = "editorial:urgent"
    verb = "content.publish_urgently"


@hooks.register("register_page_header_buttons")
def page_header_buttons(page, user, view_name, next_url=None):
    yield from _buttons(page)


@hooks.register("register_page_listing_more_buttons")
def page_listing_buttons(page, user, next_url=None):
    yield from _buttons(page)


def _buttons(page):
    if page.depth > 1:
        yield WithdrawButton(page=page, priority=60)
        yield UrgentButton(page=page, priority=62)


@hooks.register("insert_global_admin_css")
def style_of_the_house():
    return format_html_join(
        "",
        '<link rel="stylesheet" href="{}">',
        ((static(f"editorial/{name}.css"),) for name in ("brand", "status")),
    )


@hooks.register("construct_main_menu")
def no_advertising(request, menu_items):
    """Wagtail's help menu speaks of Wagtail's releases; the manual of the product is the help here."""
    menu_items[:] = [item for item in menu_items if item.name != "help"]

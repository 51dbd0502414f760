"""Where the gate stands in Wagtail's admin: lists, advice after saving, its addresses, the audit of list changes."""

from django.contrib import messages
from django.urls import include, path, reverse
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from foundation.rights.may import may

from . import urls
from .models import Leader, Term, TermList

LISTS = (Term, TermList, Leader)


class TermViewSet(SnippetViewSet):
    model = Term
    icon = "list-ul"
    list_display = ["text", "kind", "right_form", "term_list", "active", "updated_at"]
    list_filter = ["kind", "term_list", "active"]
    list_export = ["text", "kind", "right_form", "note", "term_list", "active"]
    search_fields = ["text", "right_form", "note"]
    search_backend_name = None  # plain substring search: a term may be one character
    list_per_page = 100


class TermListViewSet(SnippetViewSet):
    model = TermList
    icon = "folder-open-inverse"
    list_display = ["name", "source", "active", "updated_at"]


class LeaderViewSet(SnippetViewSet):
    model = Leader
    icon = "user"
    list_display = ["name", "titles", "order", "since", "until", "active"]
    list_export = ["name", "titles", "order", "since", "until", "source", "active"]


class ImportMenuItem(MenuItem):
    def __init__(self, label: str, name: str, order: int):
        super().__init__(label, reverse(f"editorial_gate:{name}"), icon_name="upload", order=order)

    def is_shown(self, request):
        return may(request.user, "content.lists")


class GateGroup(SnippetViewSetGroup):
    items = (TermViewSet, TermListViewSet, LeaderViewSet)
    menu_label = "词表与规则"
    menu_icon = "warning"
    menu_order = 700

    def get_submenu_items(self):
        return [
            *super().get_submenu_items(),
            ImportMenuItem("导入词条", "import_terms", 900),
            ImportMenuItem("导入领导人名单", "import_leaders", 901),
        ]


register_snippet(GateGroup)


@hooks.register("register_admin_urls")
def gate_urls():
    return [path("gate/", include(urls))]


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def advise(request, page):
    """Say in one line what the gate would say; autosave is left in peace."""
    if "json" in request.headers.get("accept", "") or not hasattr(page, "document_id"):
        return
    from .services import assess

    issues = assess(page.get_latest_revision_as_object())
    if issues:
        errors = sum(issue.severity == "error" for issue in issues)
        link = reverse("editorial_gate:check", args=[page.pk])
        text = '发布检查：{} 处错误，{} 处提示。<a href="{}">逐条查看</a>'
        messages.warning(request, format_html(text, errors, len(issues) - errors, link))


def note(verb: str):
    from .services import record_list_change

    def hook(request, rows):
        for row in rows if isinstance(rows, list | tuple) or hasattr(rows, "model") else [rows]:
            if isinstance(row, LISTS):
                record_list_change(row, verb, by=request.user)

    return hook


hooks.register("after_create_snippet", note("create"))
hooks.register("after_edit_snippet", note("edit"))
hooks.register("after_delete_snippet", note("delete"))

"""A new site gets its skeleton: languages, home pages, columns, plain pages. Running it again changes nothing."""

import tomllib
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from wagtail.models import Locale, Page, Site

from ..models import ColumnPage, HomePage, PlainPage, SiteIdentity
from ..setup import manuscript
from .publish_imported import publish_imported

SETUP = Path(__file__).resolve().parent.parent / "setup"
HOMES = {
    "zh-hans": (
        "home",
        "示例市人大常委会",
        "示例市人民代表大会常务委员会门户网站：会议、立法、监督、代表工作",
    ),
    "en": ("home-en", "Shili Municipal People's Congress", "Sessions, legislation, supervision and deputies"),
}
REASON = "建立网站结构"


@transaction.atomic
def setup_site() -> dict[str, int]:
    """Make what is missing; return how many of each were made."""
    by = system_user()
    made = {"homes": 0, "columns": 0, "pages": 0}
    homes = _homes(by, made)
    _site(homes["zh-hans"])
    columns = tomllib.loads((SETUP / "columns.toml").read_text("utf-8"))["column"]
    texts = tomllib.loads((SETUP / "texts.toml").read_text("utf-8"))
    for spec in columns:
        _column(spec, homes, texts, by, made)
    for spec in texts["page"]:
        _plain(spec, homes, by, made)
    _editorial_office()
    return made


def system_user():
    """Stands in the records for what the installation itself did; nobody can log in with it."""
    user, created = get_user_model().objects.get_or_create(
        username="system", defaults={"is_active": False, "display_name": "系统"}
    )
    if created:
        user.set_unusable_password()
        user.save()
    return user


def no_reference(kind: str, key: str) -> int:
    raise KeyError(f"set-up texts refer to nothing, but asked for {kind}:{key}")


def body(text: str) -> list:
    return manuscript.stored(text, no_reference)


def _homes(by, made) -> dict[str, HomePage]:
    root = Page.get_first_root_node()
    homes: dict[str, HomePage] = {}
    for code, _ in settings.LANGUAGES:
        locale, _ = Locale.objects.get_or_create(language_code=code)
        home = HomePage.objects.filter(locale=locale).first()
        if home is None:
            slug, title, description = HOMES[code]
            home = HomePage(title=title, slug=slug, description=description, locale=locale)
            _translate(home, homes)
            Page.objects.child_of(root).filter(slug=slug).not_type(
                HomePage
            ).delete()  # Wagtail's welcome page
            home = publish_imported(root.add_child(instance=home), by=by, reason=REASON)
            root.refresh_from_db()
            made["homes"] += 1
        homes[code] = home
    return homes


def _site(home: HomePage) -> None:
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    if site.root_page_id != home.pk:
        site.hostname, site.port = site.hostname or "localhost", site.port or 80
        site.root_page, site.site_name = home, home.title
        site.save()
        Page.objects.filter(depth=2).not_type(HomePage).delete()
    SiteIdentity.objects.get_or_create(site=site)


def _column(spec: dict, parents: dict, texts: dict, by, made) -> None:
    columns: dict[str, ColumnPage] = {}
    for code, said in (("zh-hans", spec), ("en", spec.get("en"))):
        if not said or code not in parents:
            continue
        column = ColumnPage(
            title=said["title"],
            slug=spec["slug"],
            short_name=said.get("short_name", "")[:8],
            description=said["description"],
            keywords=said["keywords"],
            column_type=spec["type"],
            cadence=spec["cadence"],
            show_in_menus=bool(spec.get("menu")),
            responsible_unit=spec.get("unit", ""),
            body=body(texts[said["text"]]["body"]) if "text" in said else [],
        )
        columns[code] = _add(column, parents[code], columns, by, made, "columns")
    for child in spec.get("children", ()):
        _column(child, columns, texts, by, made)


def _plain(spec: dict, homes: dict, by, made) -> None:
    pages: dict[str, PlainPage] = {}
    for code, said in (("zh-hans", spec), ("en", spec.get("en"))):
        if said:
            page = PlainPage(
                title=said["title"], slug=spec["slug"], summary=said["summary"], body=body(said["body"])
            )
            pages[code] = _add(page, homes[code], pages, by, made, "pages")


def _add(page, parent, same: dict, by, made, counter: str):
    existing = type(page).objects.child_of(parent).filter(slug=page.slug).first()
    if existing:
        return existing
    page.locale = parent.locale
    _translate(page, same)
    parent.refresh_from_db()
    parent.add_child(instance=page)
    made[counter] += 1
    return publish_imported(page, by=by, reason=REASON)


def _translate(page, same: dict) -> None:
    """The same thing in another language carries the same key."""
    if same:
        page.translation_key = next(iter(same.values())).translation_key


def _editorial_office() -> None:
    """Workflow and permissions belong to the editorial office; it brings its own idempotent set-up."""
    from cms.editorial.permissions import grant_role_permissions
    from cms.editorial.workflow import ensure_workflow

    ensure_workflow()
    grant_role_permissions()

"""Take every picture of the manual and the README from a running demonstration.

    RELEASE_TARGETS="dir:/srv/www bundle:/srv/transfer" ./run    # in one terminal; /srv/www exists, /srv/transfer not
    python -m docs.manual.take_pictures     # in another, with the same VAR_DIR, SITE_PORT and WEB_PORT

Needs the development packages (`./run test` installs them) and the system's Chromium.
"""

import io
import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from docs.manual.acts import (
    connect_an_office,
    enter_a_sheet,
    hand_in,
    hand_in_and_check,
    make_a_package,
    meet,
    rehearse,
    see_earlier_wordings,
    write_what_was_raised,
)
from docs.manual.films import choose_a_film, put_up_a_film, write_captions
from tests.services.browser import DESKTOP, PHONE, QUIET, executable

HERE = Path(__file__).resolve().parent
PICTURES = HERE / "pictures"
VAR_DIR = Path(os.environ.get("VAR_DIR", HERE.parents[1] / "var"))
SITE = f"http://127.0.0.1:{os.environ.get('SITE_PORT', '8080')}"
WEB = f"http://127.0.0.1:{os.environ.get('WEB_PORT', '8000')}"
TALLEST = 2400  # pixels; a long page is cut there, the manual shows where things are


@dataclass(frozen=True)
class Shot:
    """`who` is a demo account, none for the public site; `click` is pressed, or `act` done, before the picture is taken."""

    name: str
    path: str
    who: str = ""
    phone: bool = False
    whole: bool = True
    click: str = ""
    act: Callable[[Page], None] | None = None


WAITING = "main a[href*='/editorial/review/']"  # the first text that waits on a desk
SHOTS = [
    Shot("site-home", "/", whole=False),
    Shot("site-home-phone", "/", phone=True, whole=False),
    Shot("site-column", "/yaowen/"),
    Shot("site-item", "/yaowen/", click="main a[href*='/20']"),
    Shot("site-suggestion-phone", "/suggestions/", phone=True, click="main .motion-lines h3 a"),
    Shot("site-search", "/search/?q=条例"),
    Shot("site-large", "/#elder", phone=True, whole=False),
    Shot("login", "/accounts/login/"),
    Shot("second-factor", "/accounts/2fa/", who="deputy", phone=True),
    Shot("totp", "/accounts/2fa/totp/activate/", who="deputy", phone=True),
    Shot("passkey", "/accounts/2fa/webauthn/add/", who="deputy", phone=True),
    Shot("sessions", "/accounts/sessions/", who="deputy", phone=True),
    Shot("login-rules", "/rules/", who="security_admin"),
    Shot("home-security", "/", who="security_admin"),
    Shot("grants", "/rights/grants/", who="security_admin"),
    Shot("grant-propose", "/rights/grants/new/", who="security_admin"),
    Shot("grant-emergency", "/rights/grants/emergency/", who="security_admin"),
    Shot("service-token", "/accounts/tokens/issue/", who="security_admin"),
    Shot("people", "/people/", who="security_admin"),
    Shot("invite", "/people/invite/deputy/", who="congress_staff"),
    Shot("proxy", "/proxy/", who="congress_staff"),
    Shot("portal", "/", who="editor"),
    Shot("desk-editor", "/admin/", who="editor"),
    Shot("desk-reviewer", "/admin/", who="first_reviewer"),
    Shot("desk-phone", "/admin/", who="first_reviewer", phone=True),
    Shot("write", "/admin/pages/add/pages/newspage/{column}/", who="editor", whole=False),
    Shot("review", "/admin/", who="first_reviewer", click=WAITING),
    Shot("release-sets", "/admin/editorial/release-sets/", who="chief_editor"),
    Shot("site-notice", "/admin/site-notice/", who="chief_editor"),
    Shot("releases", "/admin/releases/", who="chief_editor"),
    Shot("release", "/admin/releases/", who="chief_editor", click="main tbody th a"),
    Shot("targets", "/admin/releases/targets/", who="chief_editor"),
    Shot("rules", "/rules/", who="chief_editor"),
    Shot("import", "/admin/importing/", who="chief_editor"),
    Shot("video-add", "/admin/videos/add/", who="editor", act=choose_a_film),
    Shot("video", "/admin/videos/add/", who="editor", act=put_up_a_film),
    Shot("video-captions", "/admin/videos/", who="editor", act=write_captions),
    Shot("videos", "/admin/videos/", who="editor"),
    Shot("jobs", "/admin/jobs/", who="system_admin"),
    Shot("audit", "/audit/", who="audit_admin"),
    Shot("audit-archives", "/audit/archives/", who="audit_admin"),
    Shot("messages", "/messages/", who="deputy", phone=True),
    Shot("messages-choices", "/messages/choices/", who="deputy", phone=True),
    Shot("messages-outbox", "/messages/outbox/", who="congress_staff"),
    Shot("deadlines", "/deadlines/", who="congress_staff"),
    Shot("deadlines-rules", "/rules/", who="congress_staff"),
    Shot("deadlines-calendar", "/deadlines/calendar/", who="congress_staff"),
    Shot("deputies", "/deputies/", who="congress_staff"),
    Shot("deputies-change", "/deputies/", who="congress_staff", click="main tbody th a"),
    Shot("deputies-wishes", "/deputies/wishes/", who="congress_staff"),
    Shot("deputies-organisation", "/deputies/organisation/", who="congress_staff"),
    Shot("deputies-mine", "/deputies/mine/", who="deputy", phone=True),
    Shot("deputies-directory", "/deputies/directory/", who="deputy", phone=True),
    Shot("figures", "/deputies/figures/", who="congress_staff"),
    Shot("import-new", "/imports/new/deputies/", who="congress_staff"),
    Shot("import-match", "/imports/new/deputies/", who="congress_staff", act=hand_in),
    Shot("import-checked", "/imports/new/deputies/", who="congress_staff", act=hand_in_and_check),
    Shot("motions-write", "/motions/new/?kind=suggestion", who="deputy", phone=True),
    Shot("motions-list", "/motions/", who="deputy", phone=True),
    Shot(
        "motions-before", "/motions/new/?kind=suggestion", who="deputy", phone=True, act=write_what_was_raised
    ),
    Shot(
        "motions-earlier", "/motions/new/?kind=suggestion", who="deputy", phone=True, act=see_earlier_wordings
    ),
    Shot("motions-for-deputy", "/motions/for/", who="congress_staff", click="main .rows a"),
    Shot("motions-for-act", "/motions/for/", who="congress_staff", act=enter_a_sheet),
    Shot("motions-figures", "/motions/figures/", who="congress_staff"),
    Shot("motions-figures-phone", "/motions/figures/", who="congress_staff", phone=True),
    Shot("motions-figure-list", "/motions/?tab=all&figure=overdue~2026", who="congress_staff"),
    Shot("motions-report", "/motions/reports/2026/", who="congress_staff"),
    Shot("motions-ledger", "/motions/promises/", who="congress_staff"),
    Shot("exchange-setup", "/motions/exchange/", who="security_admin", act=connect_an_office),
    Shot("exchange", "/motions/exchange/", who="congress_staff"),
    Shot("exchange-packages", "/motions/exchange/", who="congress_staff", act=make_a_package),
    Shot("motions-settings", "/motions/settings/", who="congress_staff"),
    Shot("motions-queue", "/motions/queues/watch/", who="congress_staff"),
    Shot("motions-meeting", "/motions/queues/assign/", who="congress_staff", act=meet),
    Shot("rollover", "/deputies/rollover/", who="congress_staff", act=rehearse),
]


def main() -> None:
    """Take all pictures, or those named in the environment variable ONLY (comma-separated)."""
    PICTURES.mkdir(exist_ok=True)
    accounts = {one["username"]: one["password"] for one in json.loads(_accounts().read_text())}
    only = set(filter(None, os.environ.get("ONLY", "").split(",")))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=QUIET)
        for shot in SHOTS:
            if not only or shot.name in only:
                print(shot.name, flush=True)
                take(browser, shot, accounts)
        browser.close()


def take(browser: Browser, shot: Shot, accounts: dict[str, str]) -> None:
    context = browser.new_context(
        viewport=PHONE if shot.phone else DESKTOP, locale="zh-CN", timezone_id="Asia/Shanghai"
    )
    page = context.new_page()
    if shot.who:
        log_in(page, shot.who, accounts[shot.who])
    base = WEB if shot.who or shot.name == "login" else SITE
    page.goto(base + shot.path.format(column=column(page)))
    page.wait_for_load_state("networkidle")
    if shot.click:
        page.locator(shot.click).first.click()
        page.wait_for_load_state("networkidle")
    if shot.act:
        shot.act(page)
        page.wait_for_load_state("networkidle")
    save(page, PICTURES / f"{shot.name}.png", whole=shot.whole)
    context.close()


def log_in(page: Page, name: str, password: str) -> None:
    page.goto(f"{WEB}/accounts/login/")
    page.fill("[name=login]", name)
    page.fill("[name=password]", password)
    page.press("[name=password]", "Enter")
    page.wait_for_load_state("networkidle")
    page.goto(f"{WEB}/")  # the greeting after login is shown once, not on the picture


def column(page: Page) -> str:
    """The number of the column a sample text is written into: the first below the Chinese home page."""
    return os.environ.get("COLUMN", "5")


def save(page: Page, file: Path, *, whole: bool) -> None:
    """A small PNG: 256 colours are enough for screens without photographs."""
    picture = Image.open(io.BytesIO(page.screenshot(full_page=whole)))
    picture = picture.crop((0, 0, picture.width, min(picture.height, TALLEST))).convert("RGB")
    picture.quantize(256, dither=Image.Dither.NONE).save(file, optimize=True)


def _accounts() -> Path:
    file = VAR_DIR / "demo_accounts.json"
    if not file.exists():
        raise SystemExit(f"{file} is missing: start the demonstration with ./run first")
    return file


if __name__ == "__main__":
    main()

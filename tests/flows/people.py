"""What people do at their screens, in their words."""

import re
import time
from urllib.parse import urlsplit

from playwright.sync_api import Page, Response, expect

PATIENCE = 120  # seconds; for a machine with much else to do, not a promise


class Desk:
    """A person working in the CMS."""

    def __init__(self, page: Page, address: str, person) -> None:
        self.page, self.address, self.person = page, address, person

    def open(self, path: str) -> None:
        self.page.goto(self.address + path)

    def writes(self, column, *, title: str, text: str, summary: str = "常委会听取审议多项报告。") -> int:
        """Write a news item and save it; gives its number."""
        self.open(f"/admin/pages/add/pages/newspage/{column.pk}/")
        form = self.page
        form.fill("[name=title]", title)
        form.fill("[name=summary]", summary)
        form.fill("[name=source]", "市人大常委会办公厅")
        form.fill("[name=responsible_editor]", str(self.person))
        self._add_text(text)
        self._save()
        return int(re.search(r"/pages/(\d+)/edit/", form.url)[1])

    def rewrites(self, number: int, text: str) -> None:
        """Replace the text of an item and save it."""
        self.open(f"/admin/pages/{number}/edit/")
        self._type(text)
        self._save()

    def _add_text(self, text: str) -> None:
        self.page.locator(".c-sf-add-button").first.click()
        self.page.get_by_role("option", name="正文").first.click()
        self._type(text)

    def _type(self, text: str) -> None:
        """Type into the rich text field, in place of what stands there."""
        self.page.locator("[contenteditable=true]").first.click()
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)
        kept = self.page.locator("input[name^=body][name$=-value]").first
        expect(kept).to_have_value(re.compile(f'"text":"{re.escape(text)}"'))

    def _save(self) -> None:
        with self.page.expect_navigation():
            self.page.get_by_role("button", name="保存草稿").click()

    def submits(self, number: int) -> None:
        """Hand an item in for review."""
        self.open(f"/admin/editorial/review/{number}/")
        with self.page.expect_navigation():
            self.page.get_by_role("button", name="送审").click()

    def approves(self, number: int, comment: str = "") -> None:
        self._decides(number, "approve", comment)

    def sends_back(self, number: int, comment: str) -> None:
        self._decides(number, "send_back", comment)

    def _decides(self, number: int, decision: str, comment: str) -> None:
        self.open(f"/admin/editorial/review/{number}/")
        if comment:
            self.page.fill("[name=comment]", comment)
        with self.page.expect_navigation():
            self.page.click(f"button[name=decision][value={decision}]")

    def is_told(self, words: str) -> None:
        expect(self.page.locator(".messages, main").filter(has_text=words).first).to_be_visible()

    def may_not_decide(self, number: int, why: str) -> None:
        """The review screen offers no decision and says why."""
        self.open(f"/admin/editorial/review/{number}/")
        expect(self.page.locator("button[name=decision]")).to_have_count(0)
        self.is_told(why)

    def withdraws(self, number: int, reason: str) -> None:
        self.open(f"/admin/editorial/withdraw/{number}/")
        self.page.fill("[name=reason]", reason)
        with self.page.expect_navigation():
            self.page.get_by_role("button", name="撤稿").click()

    def sees_live_page(self, number: int) -> str:
        """The address the CMS gives for the public page, once it says since when it is live."""
        for _ in range(PATIENCE * 2):
            self.open(f"/admin/editorial/review/{number}/")
            link = self.page.get_by_role("link", name="看网上的")
            if link.count():
                return urlsplit(link.get_attribute("href")).path
            time.sleep(0.5)
        raise AssertionError("the CMS never said the page is live")

    def uploads_video(self, file, *, title: str) -> None:
        self.open("/admin/videos/add/")
        self.page.set_input_files("#id_file", file)
        self.page.get_by_label("标题").fill(title)
        with self.page.expect_navigation():
            self.page.get_by_role("button", name="上传").click()

    def opens_video(self, title: str) -> None:
        self.open("/admin/videos/")
        self.page.get_by_role("link", name=title).click()
        expect(self.page.locator("h1")).to_have_text(title)

    def places_video(self, number: int, title: str) -> None:
        """Choose a video of the library behind the text of an item, and save."""
        self.open(f"/admin/pages/{number}/edit/")
        self.page.locator(".c-sf-add-button").last.click()
        self.page.get_by_role("option", name="视频").first.click()
        self.page.get_by_role("button", name="选视频").click()
        self.page.locator(".modal-body").get_by_role("link", name=title).click()
        expect(self.page.locator("[data-chooser-title]").filter(has_text=title)).to_be_visible()
        self._save()

    def watches(self) -> None:
        watch(self.page)


def watch(page: Page) -> None:
    """Press play; the film moves, has a picture and is heard."""
    page.locator("[data-player] [data-start]").first.click()
    film = page.locator("[data-player] video").first.element_handle()
    page.wait_for_function("film => film.currentTime > 0.3 && film.videoWidth > 0", arg=film)
    page.wait_for_function("film => film.webkitAudioDecodedByteCount > 0", arg=film)


class Reader:
    """Somebody at the public site."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address

    def opens(self, path: str) -> Response:
        return self.page.goto(self.address + path)

    def waits_for(self, path: str, status: int) -> None:
        """Reload until the address answers as the next release will have it."""
        deadline = time.monotonic() + PATIENCE
        while self.opens(path).status != status:
            assert time.monotonic() < deadline, f"{path} never answered {status}"
            time.sleep(0.2)

    def watches(self) -> None:
        watch(self.page)

    def reads(self, words: str) -> None:
        expect(self.page.locator("main")).to_contain_text(words)

    def searches(self, words: str) -> None:
        self.opens("/")
        self.page.fill("header [name=q]", words)
        self.page.locator("header form button").first.click()

"""An editor uploads a film, watches it being made, places it; three people approve; readers watch it."""

from playwright.sync_api import expect

from foundation.jobs.services import run_waiting

TITLE = "市人大常委会举行第四十二次会议"
TEXT = "会议听取和审议了市人民政府关于养老服务工作情况的报告。"


def test_a_film_goes_from_the_editors_disk_to_the_readers_eyes(town, film):
    editor, reader = town.desk("editor", name="殷清露"), town.reader()

    editor.uploads_video(film / "plain.mp4", title="会议现场")
    expect(editor.page.locator("#desk")).to_contain_text("已收下")
    number = editor.writes(town.column, title=TITLE, text=TEXT)
    editor.places_video(number, "会议现场")
    editor.submits(number)
    reviewer = town.desk("first_reviewer")
    reviewer.approves(number)
    reviewer.is_told("视频还不能播放")

    editor.opens_video("会议现场")
    run_waiting()
    expect(editor.page.locator("#desk")).to_contain_text("可以播放")
    editor.opens_video("会议现场")
    editor.watches()

    for stage in ("first_reviewer", "second_reviewer", "final_reviewer"):
        town.desk(stage).approves(number)
    address = editor.sees_live_page(number)
    reader.waits_for(address, 200)
    reader.watches()
    with reader.page.expect_download() as download:
        reader.page.get_by_role("link", name="下载视频").click()
    assert download.value.path().read_bytes()[4:8] == b"ftyp"

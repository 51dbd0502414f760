"""A film for the pictures of the video library: made on the spot, uploaded, given words."""

import subprocess
import tempfile
from pathlib import Path
from typing import Any

TITLE = "示例市人大常委会第二十次会议"
SECONDS = 16
PICTURE = (
    f"drawtext=font='Noto Sans CJK SC':text='{TITLE}':fontsize=48:fontcolor=white:x=(w-tw)/2:y=h/2-60,"
    r"drawtext=font='Noto Sans CJK SC':text='%{pts\:hms}':fontsize=32:fontcolor=white:x=(w-tw)/2:y=h/2+30"
)
GROUND = f"gradients=s=1280x720:d={SECONDS}:r=12:c0=0x7a1420:c1=0x2b2118:x0=0:y0=0:x1=1280:y1=720:speed=0.02"
WORDS = (
    "WEBVTT\n\n00:00.000 --> 00:04.000\n现在开会。\n\n00:04.500 --> 00:09.000\n请市发展改革委负责人作报告。\n"
)
CHAPTERS = "0:00 开幕\n0:05 听取报告\n0:11 表决"


def choose_a_film(page: Any) -> None:
    """A file with its title, not uploaded yet."""
    with tempfile.TemporaryDirectory() as folder:
        page.locator("input[type=file]").first.set_input_files(_film(Path(folder)))
        page.get_by_label("标题").fill(TITLE)


def put_up_a_film(page: Any) -> None:
    """Uploaded and made, with chapters."""
    with tempfile.TemporaryDirectory() as folder:
        page.locator("input[type=file]").first.set_input_files(_film(Path(folder)))
        page.get_by_label("标题").fill(TITLE)
        page.get_by_role("button", name="上传", exact=True).click()
        page.wait_for_url("**/admin/videos/*-*/", timeout=60_000)
    page.locator("#desk", has_text="可以播放").wait_for(timeout=240_000)
    page.reload()
    page.fill("textarea", CHAPTERS)
    page.get_by_role("button", name="保存章节").click()
    page.wait_for_load_state("networkidle")


def write_captions(page: Any) -> None:
    """Of the newest film."""
    page.locator("tbody th a").first.click()
    page.get_by_label("字幕文件").set_input_files(
        [{"name": "words.vtt", "mimeType": "text/vtt", "buffer": WORDS.encode()}]
    )
    page.get_by_role("button", name="传字幕").click()
    page.wait_for_url("**/captions/**")


def _film(folder: Path) -> Path:
    made = folder / "meeting.mp4"
    given = ["-f", "lavfi", "-i", GROUND, "-f", "lavfi", "-i", f"sine=220:d={SECONDS}", "-vf", PICTURE]
    kept = ["-c:v", "libx264", "-preset", "veryfast", "-pix_fmt", "yuv420p", "-g", "24", "-c:a", "aac"]
    subprocess.run(["ffmpeg", "-v", "error", "-y", *given, *kept, str(made)], check=True)
    return made

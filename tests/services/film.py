"""A film of three seconds as the video pipeline leaves one: list, two qualities, sound, plain file, captions, poster."""

import subprocess
from pathlib import Path

import pytest

KEY = "5f" * 16
BASE = f"/media/videos/{KEY}"
CAPTIONS = "WEBVTT\n\n00:00.000 --> 00:03.000\n市人大常委会举行第四十二次会议\n"
SHEET = "WEBVTT\n\n" + "".join(
    f"00:00:0{at}.000 --> 00:00:0{at + 1}.000\nsheet.jpg#xywh={160 * at},0,160,90\n\n" for at in range(3)
)
SOURCE = "-f lavfi -i testsrc2=size=320x180:rate=12 -f lavfi -i sine=frequency=440:sample_rate=48000 -t 3"
PLAIN = "-c:v libx264 -preset ultrafast -pix_fmt yuv420p -c:a aac plain.mp4"
LADDER = (
    "-filter_complex [0:v]split=2[a][b];[b]scale=160:90[c] -map [a] -map [c] -map 1:a -c:v libx264 -preset ultrafast"
    " -pix_fmt yuv420p -g 12 -keyint_min 12 -sc_threshold 0 -c:a aac -b:a 48k -ac 1"
    " -f hls -hls_time 1 -hls_playlist_type vod -hls_segment_type fmp4 -hls_fmp4_init_filename init-%v.mp4"
    " -hls_segment_filename s-%v-%d.m4s -master_pl_name master.m3u8"
    " -var_stream_map v:0,agroup:a v:1,agroup:a a:0,agroup:a,default:yes rung-%v.m3u8"
)


def make(folder: Path) -> Path:
    """Writes the film into `folder`, about one second of work."""
    folder.mkdir(parents=True, exist_ok=True)
    ladder = LADDER.split(" ")
    at = ladder.index("-var_stream_map")
    ladder[at + 1 : at + 4] = [" ".join(ladder[at + 1 : at + 4])]
    _ffmpeg(folder, [*SOURCE.split(), *ladder])
    _ffmpeg(
        folder,
        [*SOURCE.split(), *PLAIN.split()],
    )
    _ffmpeg(folder, ["-i", "plain.mp4", "-frames:v", "1", "poster.jpg"])
    _ffmpeg(folder, ["-i", "plain.mp4", "-vf", "fps=1,scale=160:90,tile=3x1", "-frames:v", "1", "sheet.jpg"])
    (folder / "sheet.vtt").write_text(SHEET)
    (folder / "zh.vtt").write_text(CAPTIONS, "utf-8")
    return folder


def _ffmpeg(folder: Path, options: list[str]) -> None:
    subprocess.run(
        ["ffmpeg", "-nostdin", "-v", "error", "-y", "-threads", "1", *options], cwd=folder, check=True
    )


def media() -> dict:
    """What a "video" block says of it (publishing/contract.py)."""
    return {
        "master": f"{BASE}/master.m3u8",
        "download": f"{BASE}/plain.mp4",
        "poster": f"{BASE}/poster.jpg",
        "sprites": f"{BASE}/sheet.vtt",
        "width": 320,
        "height": 180,
        "captions": [{"language": "zh-CN", "label": "中文字幕", "address": f"{BASE}/zh.vtt"}],
        "chapters": [{"at_s": 0.0, "title": "开场"}, {"at_s": 2.0, "title": "表决"}],
    }


@pytest.fixture(scope="session")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that holds it, named as in the media zone."""
    return make(tmp_path_factory.mktemp("zone") / "videos" / KEY)

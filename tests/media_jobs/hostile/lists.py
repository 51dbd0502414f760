"""Play lists and pages that lead elsewhere, under the names of films."""

from pathlib import Path

HLS = "#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:10\n#EXT-X-MEDIA-SEQUENCE:0\n#EXTINF:10,\n{}\n#EXT-X-ENDLIST\n"
DASH = """<?xml version="1.0"?>
<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" mediaPresentationDuration="PT10S" profiles="urn:mpeg:dash:profile:isoff-on-demand:2011">
<Period><AdaptationSet mimeType="video/mp4"><Representation id="1" bandwidth="1000"><BaseURL>{}</BaseURL></Representation></AdaptationSet></Period></MPD>
"""
SDP = "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=video {} RTP/AVP 96\na=rtpmap:96 H264/90000\n"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"><image xlink:href="{}"/></svg>\n'
MASTER = "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1000\n{}\n"


def write(folder: Path, port: int, foreign: Path) -> None:
    """The lists; `foreign` is a film that is nobody's business, `port` where a request would be noticed.

    Segments end in `.ts`: ffmpeg refuses other endings for a reason that proves nothing.
    """
    address = f"http://127.0.0.1:{port}/segment.ts"
    near = foreign.relative_to(folder) if foreign.is_relative_to(folder) else Path("..", foreign.name)
    texts = {
        "list-http.mp4": HLS.format(address),
        "list-http.avi": HLS.format(address),
        "list-http.m3u8": HLS.format(address),
        "list-http.ts": HLS.format(address),
        "list-file.mp4": HLS.format(f"file://{foreign}"),
        "list-file.m3u8": HLS.format(f"file://{foreign}"),
        "list-file.ts": HLS.format(foreign),
        "list-near.mp4": HLS.format(near),
        "list-concat.mp4": HLS.format(f"concat:{foreign}|{foreign}"),
        "list-of-lists.mp4": MASTER.format(f"file://{folder}/list-http.m3u8"),
        "concat-near.mp4": f"ffconcat version 1.0\nfile '{near}'\n",
        "concat-absolute.mp4": f"ffconcat version 1.0\nfile '{foreign}'\n",
        "dash.mp4": DASH.format(address),
        "sdp.mp4": SDP.format(port),
        "svg.mp4": SVG.format(address),
    }
    for name, text in texts.items():
        (folder / name).write_text(text)


LISTS = (
    *("list-http.mp4", "list-http.avi", "list-http.m3u8", "list-http.ts", "list-file.mp4", "list-file.m3u8"),
    *("list-file.ts", "list-near.mp4", "list-concat.mp4", "list-of-lists.mp4", "concat-near.mp4"),
    *("concat-absolute.mp4", "dash.mp4", "sdp.mp4", "svg.mp4"),
)

"""What ffmpeg says when it fails, and what a person should read instead."""

import re
from collections.abc import Iterable

from .contract import MediaError

BROKEN = "请在自己的电脑上打开看看，重新导出或者重新录制后再传"
OTHER_FORMAT = "请导出为 MP4（H.264 画面、AAC 声音）再传"
#: What it says → what happened, what to do, whether another try is no use. The first that fits counts.
KNOWN: tuple[tuple[str, str, str, bool], ...] = (
    (
        r"No space left on device|Disk quota exceeded",
        "磁盘已满，视频没有处理完",
        "请清理磁盘，清理后会自动继续",
        False,
    ),
    (
        r"received signal 24|exit.*SIGXCPU",
        "处理这个视频用的时间太长，已停止",
        "请剪短或者降低画面尺寸后再传",
        True,
    ),
    (r"File too large|received signal 25", "处理后的文件太大，已停止", "请剪短或者降低画面尺寸后再传", True),
    (
        r"Cannot allocate memory|malloc of size|Resource temporarily unavailable",
        "处理这个视频要的内存太多，已停止",
        "请降低画面尺寸后再传",
        True,
    ),
    (
        r"[Ff]ormat not on whitelist|Protocol '.*' not on whitelist",
        "这不是能收的视频文件",
        OTHER_FORMAT,
        True,
    ),
    (r"Codec \(.*\) not on whitelist", "这个视频的编码不能收", OTHER_FORMAT, True),
    (r"Picture size \d+x\d+ (exceeds|is invalid)|max_pixels", "画面太大，不能处理", "请缩小画面后再传", True),
    (r"moov atom not found", "视频没有传完整，或者录制时中断了", "请重新传一次；若还不行，" + BROKEN, True),
    (r"Decoder .* not found|no decoder|Unknown decoder", "这个视频的编码不能解", OTHER_FORMAT, True),
    (r"does not contain any stream|matches no streams", "文件里没有画面，也没有声音", BROKEN, True),
    (
        r"Unknown encoder|No such filter|Filter not found",
        "这台机器的 ffmpeg 缺少部件",
        "请系统管理员安装完整的 ffmpeg",
        False,
    ),
    (
        r"No such file or directory",
        "要处理的视频文件不见了",
        "请重新上传；若反复出现，请系统管理员检查存储",
        False,
    ),
    (r"Permission denied", "没有读写文件的权限", "请系统管理员检查目录的属主和权限", False),
    (r"Invalid data found|Error opening input|End of file", "视频打不开，可能已损坏", BROKEN, True),
)
#: ffmpeg 5 ends with 0 all the same when it could not write the last of a file.
UNWRITTEN = re.compile(r"Error (writing trailer|closing file|muxing a packet)|av_interleaved_write_frame\(\)")
OF_SIGNAL = {24: "received signal 24", 25: "received signal 25"}
KILLED = (
    "处理视频的程序被系统结束了，多半是内存不够",
    "稍后会自动再试；若反复出现，请系统管理员增加内存",
    False,
)
UNSTARTED = ("处理视频的程序不能启动", "请系统管理员检查 ffmpeg 是否装全、内存限额是否太小", False)
FELL = ("处理视频的程序出错退出", BROKEN, True)
UNKNOWN = ("视频没有处理成功", BROKEN + "；若反复出现，请把技术详情交给系统管理员", True)


class ToolFailed(MediaError):
    """A program ended badly. `stderr` is the end of what it said, for the operator; `code` as a shell tells it."""

    def __init__(
        self, message: str, advice: str, *, permanent: bool, stderr: str = "", code: int = 0
    ) -> None:
        super().__init__(message, advice, permanent=permanent)
        self.stderr, self.code = stderr, code


class DiskFull(ToolFailed):
    """Nothing is wrong with the film: the work can go on when there is room."""


def wrote_less(stderr: str) -> bool:
    """Whether a program that says it did well did not write all."""
    return bool(UNWRITTEN.search(stderr))


def failed(code: int, stderr: str) -> ToolFailed:
    """Why a program ended with `code` (128 and the signal for a killed one)."""
    kind = DiskFull if re.search(KNOWN[0][0], stderr) else ToolFailed
    message, advice, permanent = _reason(code, stderr)
    return kind(message, advice, permanent=permanent, stderr=stderr, code=code)


def _reason(code: int, stderr: str) -> tuple[str, str, bool]:
    if code == 128 + 9:
        return KILLED
    if code in (126, 127):
        return UNSTARTED
    said = f"{stderr}\n{OF_SIGNAL.get(code - 128, '')}"
    for pattern, *reason in KNOWN:
        if re.search(pattern, said):
            return _typed(reason)
    return FELL if code > 128 and code != 255 else UNKNOWN


def _typed(reason: Iterable) -> tuple[str, str, bool]:
    message, advice, permanent = reason
    return message, advice, permanent

"""What the guard says: one JSON line for each thing that happened, for people and for programs."""

import json
import os
import sys
import threading
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TextIO

# kind -> (what happened, what to do); docs/operations/guard.md explains each
WORDS = {
    "changed": ("文件内容被改动", "已留证据；请查是谁改的"),
    "missing": ("文件被删除或移走", "请查是谁删的"),
    "extra": ("出现了不属于这个版本的文件", "已移走并留证据；请查来历"),
    "mode": ("权限被改动", "请查是谁改的"),
    "owner": ("所有者被改动", "请查是谁改的"),
    "symlink": ("文件或目录被换成了链接", "请查是谁换的"),
    "special": ("文件被换成了管道或设备", "请查是谁换的"),
    "folder": ("目录被删除、移走或替换", "请查是谁动的"),
    "hardlink": ("文件在网站目录之外另有一个名字", "已换成新的文件；请查那个名字在哪里"),
    "current": ("当前版本的指向被改动", "已改回；请查是谁改的"),
    "unsigned": ("当前版本没有可信的签名", "已换回可信的版本；请核对公钥文件"),
    "older": ("有人想换回较旧的版本", "已换回；确需从备份恢复时见手册“回退序号”"),
    "memory": ("已接收版本的记录被改动", "已按守护自己的记录写回"),
    "store": ("保存的副本损坏", "已从在用文件重做；请检查磁盘"),
    "lost": ("文件和保存的副本都坏了，已停止提供", "请导入一个完整的发布包"),
    "manifest": ("清单的副本损坏", "已重写；仍失败时请导入完整的发布包"),
    "failed": ("没有能够恢复，会不断重试", "请看 reason 一栏并尽快处理"),
    "disk_full": ("磁盘已满，暂时无法恢复", "已停止提供被改的文件；请清理磁盘"),
    "watch_limit": ("系统允许监视的目录不够", "改为定期检查；请调大 fs.inotify.max_user_watches"),
    "overflow": ("改动太多，事件有遗漏", "已整站检查一遍"),
    "empty": ("这里还没有任何版本", "请先导入一个完整包"),
    "release": ("开始守护新的版本", ""),
    "restored": ("先前没有恢复的已经恢复", ""),
    "started": ("守护开始", ""),
    "stopped": ("守护停止", ""),
}
NEWS = {"release", "restored", "started", "stopped", "empty"}  # not alarms


@dataclass(frozen=True)
class Alarm:
    """`file` is relative to the release. `action`: restored, removed, failed or "". `seconds` from notice to repair."""

    kind: str
    file: str = ""
    release: str = ""
    action: str = ""
    seconds: float | None = None
    found: dict[str, Any] = field(default_factory=dict)
    expected: dict[str, Any] = field(default_factory=dict)
    evidence: str = ""
    reason: str = ""

    def to_dict(self) -> dict[str, Any]:
        what, cure = WORDS[self.kind]
        facts = {name: value for name, value in vars(self).items() if value not in ("", None, {})}
        level = "info" if self.kind in NEWS else "alarm"
        return {"at": datetime.now(UTC).isoformat(timespec="milliseconds"), "level": level, **facts} | {
            "message": what,
            "cure": cure,
        }


Listener = Callable[[dict[str, Any]], None]


class Log:
    """Writes each line at once and passes it on. A log that cannot be written does not stop the guard."""

    def __init__(self, path: Path | None = None, *listeners: Listener) -> None:
        self._path, self._listeners = path, listeners
        self._lock = threading.Lock()
        self.counts: Counter[str] = Counter()

    def say(self, alarm: Alarm) -> None:
        value = alarm.to_dict()
        line = json.dumps(value, ensure_ascii=False, sort_keys=False)
        self.counts[alarm.kind if value["level"] == "alarm" else f"({alarm.kind})"] += 1
        with self._lock:
            self._write(line)
        for listener in self._listeners:
            listener(value)

    def _write(self, line: str) -> None:
        try:
            if self._path is None:
                _print(sys.stdout, line)
                return
            flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW
            with open(os.open(self._path, flags, 0o640), "a", encoding="utf-8") as out:
                out.write(f"{line}\n")
        except OSError as error:
            _print(sys.stderr, f"{line}\n守护日志写不进 {self._path}：{error}")


def _print(stream: TextIO, line: str) -> None:
    with suppress(OSError):  # nobody listens any more
        print(line, file=stream, flush=True)

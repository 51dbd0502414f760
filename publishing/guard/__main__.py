"""`python -m publishing.guard --site DIR --key FILE`: watch a public site and put back what was changed.

Needs neither Django nor a database: the standard library and `cryptography`.
"""

import argparse
import json
import os
import signal
import sys
from pathlib import Path

from ..targets.errors import ReleaseRefused
from ..targets.public_site import PublicSite
from .alarms import Log
from .guard import Guard, Options
from .webhook import Webhook


def arguments(given: list[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        "python -m publishing.guard", description="守护公开网站：发现改动，立即恢复"
    )
    parser.add_argument("--site", type=Path, required=True, help="公开网站的目录，里面有 current 和 store")
    parser.add_argument("--key", type=Path, required=True, help="发布方的公钥文件")
    parser.add_argument("--state", type=Path, help="守护自己的目录：证据、记录、待发告警；默认 <site>/guard")
    parser.add_argument("--log", type=Path, help="告警日志；默认写到标准输出")
    parser.add_argument("--webhook", default="", metavar="URL", help="把告警也发到这个地址")
    parser.add_argument("--period", type=float, default=30, metavar="秒", help="整站查看的间隔，默认 30")
    parser.add_argument(
        "--rehash", type=float, default=3600, metavar="秒", help="逐字节重算的间隔，默认 3600"
    )
    parser.add_argument("--no-inotify", action="store_true", help="不用内核通知，只定期查看")
    parser.add_argument("--forget", action="store_true", help="忘记已见过的序号：发布端从备份恢复之后用一次")
    parser.add_argument(
        "--once", action="store_true", help="逐字节查一遍就结束；有问题时返回 1，没能恢复返回 2"
    )
    parser.add_argument("--json", action="store_true", help="最后打印一行 JSON 总结")
    return parser.parse_args(given)


def main(given: list[str] | None = None) -> int:
    options = arguments(given)
    problem = _become_owner(options.site) or _check(options)
    if problem:
        print(problem, file=sys.stderr)
        return 3
    state = options.state or options.site / "guard"
    state.mkdir(mode=0o700, parents=True, exist_ok=True)
    hook = Webhook(options.webhook, state / "outbox", str(options.site)) if options.webhook else None
    log = Log(options.log, *([hook.tell] if hook else []))
    site = PublicSite(options.site.absolute(), options.key)
    settings = Options(state, options.period, options.rehash, not (options.no_inotify or options.once))
    guard = Guard(site, settings, log)
    if options.forget:
        guard.current.forget()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: setattr(guard, "running", False))
    try:
        return _once(guard) if options.once else _for_ever(guard)
    finally:
        if options.json:
            print(json.dumps(summary(guard), ensure_ascii=False), flush=True)
        if hook:
            hook.close()


def _once(guard: Guard) -> int:
    guard.start()
    found = summary(guard)
    return 2 if found["failed"] or not found["release"] else 1 if found["alarms"] else 0


def _for_ever(guard: Guard) -> int:
    guard.run()
    return 0


def summary(guard: Guard) -> dict[str, object]:
    """`alarms` by kind, and how many things are still not as they should be."""
    alarms = {kind: count for kind, count in guard.log.counts.items() if not kind.startswith("(")}
    truth = guard.truth
    return {
        "release": truth.release if truth else "",
        "number": truth.number if truth else 0,
        "files": sum(map(len, truth.files.values())) if truth else 0,
        "alarms": alarms,
        "failed": len(guard.mender.failed),
    }


def _become_owner(site: Path) -> str:
    """Work as the owner of the site; "" or what is in the way. What root writes, readers' software might not read."""
    try:
        owner = site.stat()
    except OSError as error:
        return f"网站目录 {site} 读不到：{error.strerror}。请检查 --site。"
    if os.geteuid() == owner.st_uid:
        return ""
    if os.geteuid() != 0:
        return f"守护要以网站目录的所有者（uid {owner.st_uid}）或 root 的身份运行。"
    os.setgroups([])
    os.setgid(owner.st_gid)
    os.setuid(owner.st_uid)
    return ""


def _check(options: argparse.Namespace) -> str:
    try:
        PublicSite(options.site, options.key).trusted()
    except ReleaseRefused as refused:
        return str(refused)
    if options.period <= 0 or options.rehash <= 0:
        return "间隔要大于 0 秒。"
    if options.webhook and not options.webhook.startswith(("https://", "http://")):
        return "告警地址要以 https:// 或 http:// 开头。"
    return ""


if __name__ == "__main__":
    sys.exit(main())

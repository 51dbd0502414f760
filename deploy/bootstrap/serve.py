"""Start everything, wait until it answers, and say where it is."""

import threading
import time
import urllib.error
import urllib.request

from . import data
from .places import ROOT, Places, assert_port_free
from .say import line

TOO_LONG = 180  # seconds


def serve(places: Places, started: float) -> int:
    """Runs until it is stopped; answers the exit code."""
    from .crew import crew

    people = crew(ROOT / "Procfile", places.environment(), ROOT)
    line("▸ 启动进程 / starting: site, web, uploads, publisher, worker …")
    herald = threading.Thread(target=_announce, args=(places, started), daemon=True)
    herald.start()
    people.loop()
    code = people.returncode or 0
    line("✓ 已全部停止 / all stopped")
    return 0 if code in (129, 130, 143) else code


def assert_ports_free(places: Places) -> None:
    """Before anything is installed or loaded: waiting a minute for this message would be unkind."""
    assert_port_free("SITE_PORT", places.bind, places.site_port)
    assert_port_free("WEB_PORT", places.bind, places.web_port)
    assert_port_free("UPLOADS_PORT", places.bind, places.uploads_port)


def _announce(places: Places, started: float) -> None:
    deadline = time.monotonic() + TOO_LONG
    waiting = {"网站 / site": f"{places.site}/", "后台 / CMS": f"{places.web}/healthz"}
    while waiting and time.monotonic() < deadline:
        waiting = {name: address for name, address in waiting.items() if not answers(address)}
        time.sleep(0.1)
    if waiting:
        line(f"✗ 还没有应答：{'、'.join(waiting)}，原因见上面的输出 / not answering yet, see above")
        return
    line(summary(places, time.monotonic() - started))


def answers(address: str) -> bool:
    """Whether a page comes back."""
    try:
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(
            address, timeout=5
        ) as response:
            return bool(response.status == 200)
    except (OSError, urllib.error.URLError):
        return False


def summary(places: Places, seconds: float) -> str:
    """Addresses and demo accounts, one screen."""
    rows = [
        "",
        f"智慧人大已就绪 / ready in {seconds:.1f} s",
        "",
        f"  网站 site     {places.site}/",
        f"  后台 CMS      {places.web}/admin/",
        f"  平台 portal   {places.web}/",
        f"  数据 data     {places.var}",
    ]
    accounts = data.demo_accounts(places)
    if accounts:
        rows += ["", "  演示账号（仅供演示） demo accounts, never in production:"]
        rows += [
            f"    {row['username']:<16} {row['password']:<16} {row['role']}  {row['name']}"
            for row in accounts
        ]
    return "\n".join([*rows, "", "  按 Ctrl-C 停止 / press Ctrl-C to stop", ""])

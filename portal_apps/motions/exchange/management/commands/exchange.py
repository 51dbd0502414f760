"""`manage.py exchange status|export|import|reconcile|docs`: the exchange without a browser, for machines between two networks."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.base import File
from django.core.management.base import BaseCommand, CommandError
from rich.progress import Progress

from foundation.accounts.models import User
from foundation.rights.refusals import Refused

from ...batches.jobs import ask_export, hand_in, run_export, run_import
from ...describing import openapi, schemas
from ...models import Outgoing, Peer
from ...reconciling import reconcile


class Command(BaseCommand):
    help = "政府系统对接：status 现状，export/import 数据包，reconcile 核对，docs 写接口说明。"

    def add_arguments(self, parser) -> None:
        parser.add_argument("do", choices=["status", "export", "import", "reconcile", "docs"])
        parser.add_argument("--peer", default="", help="对方代号；只有一个对接时可以不写")
        parser.add_argument("--by", default="", help="谁在办（登录名），收发数据包时要写")
        parser.add_argument("--file", type=Path, help="导入哪个 .spcx；导出到哪个目录")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args, do: str, **given) -> None:
        if do == "docs":
            return self._docs()
        try:
            said = getattr(self, f"_{do}")(self._peer(given["peer"]), given)
        except Refused as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(json.dumps(said, ensure_ascii=False) if given["json"] else _plain(said))
        return None

    def _peer(self, code: str) -> Peer:
        found = Peer.objects.filter(code=code) if code else Peer.objects.all()
        if found.count() != 1:
            raise CommandError("请用 --peer 写明哪一个对接。" if not code else f"没有 {code} 这个对接。")
        return found.get()

    def _status(self, peer: Peer, given: dict[str, Any]) -> dict[str, Any]:
        rows = Outgoing.objects.filter(peer=peer)
        return {
            "peer": peer.code,
            "paused": peer.paused_at is not None,
            "failures": peer.failures,
            "last_error": peer.last_error,
            **{str(state): rows.filter(state=state).count() for state in Outgoing.State.values},
        }

    def _reconcile(self, peer: Peer, given: dict[str, Any]) -> dict[str, Any]:
        made = reconcile(peer)
        return {
            "problem": made.problem,
            "ours": made.ours,
            "theirs": made.theirs,
            "differences": made.differences,
        }

    def _export(self, peer: Peer, given: dict[str, Any]) -> dict[str, Any]:
        batch = ask_export(peer, by=self._person(given["by"]))
        _at_work(run_export, batch.pk)
        batch.refresh_from_db()
        target = (given["file"] or Path.cwd()) / batch.file_name
        with batch.file.open("rb") as content:
            target.write_bytes(content.read())
        return {"number": batch.number, "file": str(target), "messages": batch.messages_count}

    def _import(self, peer: Peer, given: dict[str, Any]) -> dict[str, Any]:
        if not given["file"]:
            raise CommandError("请用 --file 写明哪个数据包。")
        with given["file"].open("rb") as content:
            batch = hand_in(peer, File(content), by=self._person(given["by"]))
        _at_work(run_import, batch.pk)
        batch.refresh_from_db()
        if batch.note:
            raise CommandError(batch.note)
        return {"number": batch.number, "messages": batch.messages_count, "faults": batch.faults}

    def _person(self, username: str) -> User:
        found = User.objects.filter(username=username, is_active=True).first()
        if found is None:
            raise CommandError("请用 --by 写明谁在办（登录名）。")
        return found

    def _docs(self) -> None:
        folder = Path(settings.BASE_DIR) / "docs" / "exchange"
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in documents().items():
            (folder / name).write_text(text, encoding="utf-8")


def documents() -> dict[str, str]:
    """Files of docs/exchange that are written from the code."""
    said = {f"{name}.json": value for name, value in schemas().items()} | {"openapi.json": openapi()}
    return {name: json.dumps(value, ensure_ascii=False, indent=1) + "\n" for name, value in said.items()}


class _Bar:
    """A bar on the terminal for what is a job elsewhere."""

    def __init__(self, progress: Progress) -> None:
        self.progress, self.task = progress, progress.add_task("数据包", total=100)

    def step(self, percent: float, message: str = "") -> None:
        self.progress.update(self.task, completed=percent, description=message or "数据包")

    def guard(self) -> None:
        """Nobody else runs it."""


def _at_work(run, batch: int) -> None:
    with Progress() as progress:
        run({"batch": batch}, _Bar(progress))


def _plain(said: dict[str, Any]) -> str:
    return "\n".join(f"{name:12} {value}" for name, value in said.items())

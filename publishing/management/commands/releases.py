"""`manage.py releases`: what was released, newest first."""

import json
from datetime import datetime

from django.core.management.base import BaseCommand
from django.utils import timezone

from publishing.services import changes_of, kept_releases, releases, served_release, standing_hold


class Command(BaseCommand):
    help = "列出发布过的版本：什么时候、谁、什么、为什么、用时、文件、验证"

    def add_arguments(self, parser):
        parser.add_argument("words", nargs="*", help="标题、人、理由或版本号里的字")
        parser.add_argument("--limit", type=int, default=20, help="最多列几个，默认 20；0 为全部")
        parser.add_argument("--json", action="store_true", help="每行一个 JSON 对象")

    def handle(self, *args, words, limit, **options):
        found = releases(" ".join(words))
        served, kept = served_release(), kept_releases()
        for release in found[:limit] if limit else found:
            facts = _facts(release, served, kept)
            self.stdout.write(json.dumps(facts, ensure_ascii=False) if options["json"] else _line(facts))
        if not options["json"] and (hold := standing_hold()):
            self.stdout.write(
                self.style.WARNING(f"发布已停住：{hold.reason}。恢复：manage.py resume_publishing")
            )


def _facts(release, served: str, kept: set[str]) -> dict:
    changes = changes_of(release, 4)
    return {
        "release": release.name,
        "number": release.number,
        "kind": release.kind,
        "at": release.activated_at.isoformat(timespec="seconds"),
        "current": release.name == served,
        "kept": release.name in kept,
        "kept_for_ever": release.kept,
        "who": str(release.by) if release.by else "、".join(dict.fromkeys(c.by for c in changes if c.by)),
        "what": [f"{change.verb} {change.title}" for change in changes[:3]],
        "changes": release.change_count,
        "why": release.reason or next((change.reason for change in changes if change.reason), ""),
        "shows": release.shows,
        "seconds": release.seconds,
        "pages": release.pages,
        "written": release.written,
        "removed": release.removed,
        "problems": len(release.problems),
        "verified": release.verified_at and release.verified_at.isoformat(timespec="seconds"),
        "faults": len(release.faults),
    }


def _line(facts: dict) -> str:
    stays = "+" if facts["kept_for_ever"] else " "
    mark = "▶" if facts["current"] else stays if facts["kept"] else "·"
    at = timezone.localtime(datetime.fromisoformat(facts["at"])).strftime("%Y-%m-%d %H:%M:%S")
    what = f"回到 {facts['shows']}" if facts["shows"] else "，".join(facts["what"]) or "没有记录的改动"
    more = f"（共 {facts['changes']} 处）" if facts["changes"] > len(facts["what"]) else ""
    said = f"{mark} {facts['release']}  {at}  写 {facts['written']} 删 {facts['removed']}  {facts['seconds']:.2f} 秒"
    return f"{said}  {facts['who']}  {what}{more}  {facts['why']}".rstrip()

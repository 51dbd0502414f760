"""`manage.py url_ledger [PATH]`: what became of an address of the public site, or of all that are no more."""

import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from publishing.services.ledger import AddressToday, address, count_addresses, retired_addresses

STATUS = {200: "在网上", 301: "转到", 410: "已撤下，有说明", 404: "打不开"}


class Command(BaseCommand):
    help = "查一个公开地址的来历：何时发布、何时停用、现在通向哪里；不带地址时列出所有停用的地址"

    def add_arguments(self, parser):
        parser.add_argument("path", nargs="?", help="公开地址，如 /yaowen/2026/1101/12/")
        parser.add_argument("--json", action="store_true", help="打印 JSON，一行一个对象")

    def handle(self, *args, path: str | None, **options):
        if path:
            found = address(path)
            if found is None:
                raise CommandError(f"没有一个版本发布过 {path}。请核对地址，目录要以 / 结尾。")
            self._show(found, options["json"])
            return
        for found in retired_addresses():
            self._show(found, options["json"])
        ever, alive = count_addresses()
        if not options["json"]:
            self.stdout.write(f"共发布过 {ever} 个地址，现有 {alive} 个，停用 {ever - alive} 个。")

    def _show(self, found: AddressToday, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(_value(found), ensure_ascii=False))
            return
        life = found.life
        span = f"第 {life.first} 版起" if life.last is None else f"第 {life.first} 至 {life.last} 版"
        left = f"，{life.day} 停用" if life.day else ""
        where = f" {found.target}" if found.target else ""
        owner = f"，属于 {life.owner}" if life.owner else ""
        self.stdout.write(f"{life.path}：{span}{left}{owner}；{STATUS[found.status]}{where}")


def _value(found: AddressToday) -> dict[str, Any]:
    return {**asdict(found.life), "status": found.status, "target": found.target}

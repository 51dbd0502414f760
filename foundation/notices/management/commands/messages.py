"""Figures of what leaves the house; one trial message when a gateway is being connected."""

import json
import uuid
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import Count
from django.utils import timezone

from foundation.audit.services import record
from foundation.notices.carriers import LABELS, Letter, carrier, open_carriers
from foundation.notices.models import Delivery
from foundation.notices.states import State

WORDS = "这是一条测试消息，收到说明通道已接通。"


class Command(BaseCommand):
    help = "外发消息的数字；--try 通道 用户名：发一条测试消息"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true")
        parser.add_argument("--try", dest="trial", nargs=2, metavar=("CARRIER", "USERNAME"))

    def handle(self, *args: Any, **options: Any) -> None:
        if options["trial"]:
            self._try(*options["trial"])
            return
        figures = self._figures()
        if options["json"]:
            self.stdout.write(json.dumps(figures, ensure_ascii=False))
            return
        self.stdout.write(f"接通的通道：{'、'.join(LABELS[key] for key in figures['carriers']) or '无'}")
        for state in State:
            self.stdout.write(f"{state.label}：{figures['states'][state]}")
        self.stdout.write(f"最久的一条已等 {figures['oldest_due_seconds']} 秒")

    def _figures(self) -> dict[str, Any]:
        counts = dict(Delivery.objects.order_by().values_list("state").annotate(Count("id")))
        oldest = Delivery.objects.due().order_by("due_at").values_list("due_at", flat=True).first()
        return {
            "carriers": open_carriers(),
            "states": {state.value: counts.get(state.value, 0) for state in State},
            "oldest_due_seconds": round((timezone.now() - oldest).total_seconds(), 1) if oldest else 0.0,
        }

    def _try(self, key: str, username: str) -> None:
        """Straight through the adapter, beside the outbox: it is about the gateway, not about a message."""
        if key not in open_carriers():
            raise CommandError(f"没有接通 {key}；接通的有：{'、'.join(open_carriers()) or '无'}")
        person = get_user_model().objects.filter(username=username).first()
        if person is None:
            raise CommandError(f"没有用户 {username}")
        address = carrier(key).address(person)
        letter = Letter(uuid.uuid4().hex, address, "测试", WORDS, "messages.try", WORDS)
        outcome = carrier(key).send(letter)
        record(
            actor=None, verb="messages.try", object_key=f"user:{person.pk}", carrier=key, code=outcome.code
        )
        self.stdout.write(f"{LABELS[key]}：{outcome.reason or outcome.result}（{outcome.code or '无代码'}）")

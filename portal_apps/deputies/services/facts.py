"""What the paper behind a change says, and whether a step may be done with it."""

from dataclasses import dataclass, fields
from datetime import date
from pathlib import PurePath
from typing import Any

from django.core.files.base import File
from django.utils.timezone import localdate

from foundation.attachments.services import examined
from foundation.rights.refusals import Refused
from foundation.rulebook.reading import number

from ..models import Absence, Mandate, MandateChange
from ..states import LABELS, Step

KINDS_OF_FILE = ("pdf", "ofd", "jpeg", "png")


@dataclass(frozen=True)
class Facts:
    """`decided_on` is the day of the decision, not the day it was typed."""

    decided_on: date | None = None
    deciding_body: str = ""
    document_number: str = ""
    announcement: str = ""
    note: str = ""
    document: File | None = None

    def columns(self) -> dict[str, Any]:
        """As the columns of a `MandateChange`."""
        said = {one.name: getattr(self, one.name) for one in fields(self)}
        said = {name: value.strip() if isinstance(value, str) else value for name, value in said.items()}
        name = PurePath(self.document.name or "").name[:150] if self.document else ""
        return said | {"document": self.document or "", "document_name": name}


def assert_possible(mandate: Mandate, step: Step, ground: str, facts: Facts) -> None:
    """Raises Refused with the first thing that stands against it."""
    if mandate.state not in step.sources:
        raise Refused(f"现在是“{mandate.get_state_display()}”，不能{step.name}。请刷新页面看最新状态。")
    if step.reported is True and mandate.proposal is None:
        raise Refused(f"没有代表资格审查委员会的报告，不能{step.name}。先办“报告资格终止”。")
    if step.reported is False and mandate.proposal is not None:
        raise Refused("已经有一份终止报告等公告，先办完或者撤回它。")
    assert_ground(step, ground)
    assert_paper(step, facts)
    _assert_same_ground(mandate, step, ground)
    _assert_order(mandate, facts)
    _assert_in_term(mandate, step, facts)
    if ground == "absent_twice":
        _assert_absent(mandate)


def assert_ground(step: Step, ground: str) -> None:
    if ground not in step.ground_keys:
        raise Refused(f"请选{step.name}的法定事由。")


def assert_paper(step: Step, facts: Facts) -> None:
    """Every field the table asks for is filled in, the day is not to come, the file is one that can be kept."""
    missing = [LABELS[name] for name in step.needs if not facts.columns()[name]]
    if missing:
        raise Refused(f"还缺：{'、'.join(missing)}。")
    if facts.decided_on and facts.decided_on > localdate():
        raise Refused("决定日期还没有到。")
    if facts.document:
        assert_file(facts.document)


def assert_file(file: File) -> None:
    """By its content: what the examination of attachments would not take is not taken here. Raises Refused."""
    examined(file, KINDS_OF_FILE, most=number("deputies.document_mb"))
    file.seek(0)


def _assert_same_ground(mandate: Mandate, step: Step, ground: str) -> None:
    report = mandate.proposal
    if step.verb == "terminate" and report is not None and report.ground != ground:
        raise Refused(f"报告的事由是“{report.ground_name}”，公告要一致；事由变了，先撤回报告。")


def _assert_order(mandate: Mandate, facts: Facts) -> None:
    last = MandateChange.objects.filter(mandate=mandate).exclude(verb__in=("correct", "annul")).first()
    if last and facts.decided_on and facts.decided_on < last.decided_on:
        raise Refused(f"决定日期早于上一次变更（{last}）。日期记错了的，先更正那一条。")


def _assert_in_term(mandate: Mandate, step: Step, facts: Facts) -> None:
    """What was decided in time may be recorded late; after the last day nothing is left to decide."""
    over = facts.decided_on and mandate.last_day and facts.decided_on > mandate.last_day
    if over and step.verb != "annul":
        raise Refused(f"{mandate.term}的任期到 {mandate.last_day:%Y-%m-%d} 为止，决定日期在这以后。")


def _assert_absent(mandate: Mandate) -> None:
    """代表法第六十二条第（三）项."""
    needed = number("deputies.unexcused_absences")
    found = Absence.objects.filter(mandate=mandate, approved=False, withdrawn="").count()
    if found < needed:
        raise Refused(f"记录里未经批准不出席会议 {found} 次，不到 {needed} 次。先登记缺席。")

"""The form of an act, built from what its row of the table needs and takes: one maker for each word of `table.FIELDS`."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.timezone import localdate

from foundation.accounts.models import User
from portal_apps.deputies.forms.parts import day

from ..annexes import DOCUMENT
from ..models import Item
from ..models.handling import Contact
from ..models.items import Publicity
from ..models.judging import Grade
from ..offers import Offer
from ..table import FIELDS, FILE_FIELDS
from . import choices
from .initials import faults_of, initial_for
from .papers import Handed

LONG = {
    "reason", "grounds", "notes", "opinion", "disposal", "outcome", "report", "words", "reasons", "participants", "result",
    "summary", "task", "override", "redactions",
}  # fmt: skip
SEVERAL = {("fulfil", "evidence"), ("explain", "document")}  # these take more than one file
YES_NO = [("yes", "同意"), ("no", "不同意")]
HELP = {
    "reasons": "选“不满意”的必填：为什么，希望怎么办。承办单位要在一个月内重新办理。",
    "grade": "问题解决没有，承诺实不实。",
    "attitude": "联系是否主动，听没听进意见。",
    "until": "空着就延到最长的期限（自交办之日起六个月）。",
    "suggested_unit": "写单位名称，供代表工委参考。",
    "grounds": "写明职责依据：哪个文件规定由谁管。",
    "explained_on": "《河南省办法》第二十条：延期要向代表说明。",
    "override": "为什么逾期还准予退回，会留在记录里。",
    "participants": "一行一个。",
    "due_on": "承诺的，写兑现的最后一天；分办的，写单位内部的期限。",
    "sentence": "把答复里承诺的那句话贴在这里。",
    "vote": "只写票数，例如：赞成 398，反对 2，弃权 5。",
    "where": "告诉代表可以到哪里去办。",
    "redactions": "从原文复制，一行写一处；原文不改，只在公开的页面、数据里换成“［已隐去］”。",
    "decision": "哪次会议决定，文号是什么。",
    "evidence": "现场照片、公布的文件，可以一次选几个。光有一句话不算兑现。",
    "outcome": "做了什么、做到什么程度、哪一天完成；没有兑现的，写原因和打算。",
}


class Fields:
    """What the makers know: the offer, who fills in, and whether the field must be filled in."""

    def __init__(self, offer: Offer, user: User, needed: bool) -> None:
        self.offer, self.user, self.needed = offer, user, needed
        self.item: Item = offer.item
        self.thing: Any = offer.thing


def _pick(options: list[tuple[str, str]]) -> Callable[[Fields, str], forms.Field]:
    def make(of: Fields, label: str) -> forms.Field:
        return forms.ChoiceField(label=label, choices=options, required=of.needed, widget=forms.RadioSelect)

    return make


def _yes(of: Fields, label: str) -> forms.Field:
    return forms.TypedChoiceField(
        label=label,
        choices=YES_NO,
        required=of.needed,
        widget=forms.RadioSelect,
        coerce=lambda value: value == "yes",
    )


def _day(of: Fields, label: str) -> forms.Field:
    return day(label, required=of.needed)


def _today(of: Fields, label: str) -> forms.Field:
    return day(label, required=of.needed, initial=localdate)


def _line(of: Fields, label: str) -> forms.Field:
    return forms.CharField(label=label, required=of.needed, max_length=300)


def _text(of: Fields, label: str) -> forms.Field:
    return forms.CharField(
        label=label, required=of.needed, max_length=5000, widget=forms.Textarea(attrs={"rows": 5})
    )


MAKERS: dict[str, Callable[[Fields, str], forms.Field]] = {
    "granted": _yes,
    "chosen": _yes,
    "passed": _yes,
    "attitude": _pick(Grade.choices),
    "grade": _pick(Grade.choices),
    "form": _pick(Contact.Form.choices),
    "publicity": _pick(Publicity.choices),
    "on": _today,
    "due_on": _day,
    "until": _day,
    "explained_on": _today,
    "decided_on": _today,
    **choices.MAKERS,
}


class ActForm(forms.Form):
    """`values()` are the arguments of the service."""

    def __init__(self, offer: Offer, user: User, *args, **kwargs) -> None:
        kwargs["initial"] = initial_for(offer) | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.offer, self.user = offer, user
        step = offer.step
        self.names = [*step.needs, *step.takes]
        for name in self.names:
            if name in choices.WHOLE:
                self.fields.update(choices.WHOLE[name].fields(offer, user))
            else:
                self.fields[name] = self._field(name, needed=name in step.needs)

    def _field(self, name: str, *, needed: bool) -> forms.Field:
        if name in FILE_FIELDS:
            several = (self.offer.step.key, name) in SEVERAL
            return Handed(DOCUMENT, label=FIELDS[name], required=needed, several=several)
        make = MAKERS.get(name) or (_text if name in LONG else _line)
        field = make(Fields(self.offer, self.user, needed), FIELDS[name])
        field.help_text = field.help_text or HELP.get(name, "")
        return field

    def clean(self) -> dict[str, Any]:
        """Several fields that are one thing to the service become that thing."""
        cleaned = super().clean() or {}
        for name, fault in faults_of(self.offer.step.key, cleaned).items():
            self.add_error(name, fault)
        for name in self.names:
            if name in choices.WHOLE and not self.errors:
                try:
                    cleaned[name] = choices.WHOLE[name].made(cleaned)
                except forms.ValidationError as error:
                    self.add_error(None, error)
        return cleaned

    def values(self) -> dict[str, Any]:
        said = {name: self.cleaned_data.get(name) for name in self.names}
        kept = {name: value for name, value in said.items() if value not in (None, "", [])}
        return kept | (
            {"redactions": said["redactions"]} if "redactions" in said else {}
        )  # empty: nothing is hidden

"""On what an entry for a deputy rests."""

from typing import Any

from django import forms

from foundation.life.models import ProxyEntry
from portal_apps.deputies.models import Person

from ..annexes import SHEET
from ..services import Signed
from ..services.signing import OWN_HAND
from ..states import Kind
from .papers import Handed

PAPER = ProxyEntry.How.PAPER


class SheetForm(forms.Form):
    """`key` is the act; what needs the deputy's own hand rests on a signed sheet only. `begun`: it was begun with a sheet,
    which is enough."""

    how = forms.ChoiceField(label="依据", widget=forms.RadioSelect)
    scan = Handed(
        SHEET,
        label="签名件的扫描件或者照片",
        required=False,
        help_text="书面的必须附上；PDF、JPG 或 PNG，用手机拍也可以。",
    )
    note = forms.CharField(
        label="说明", max_length=300, required=False, help_text="例如：几点的电话，谁接的。"
    )

    def __init__(self, *args, key: str, begun: bool = False, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.begun = begun
        own = [one for one in ProxyEntry.How.choices if key not in OWN_HAND or one[0] == PAPER]
        self.fields["how"].choices = [("", "用开始录入时的凭据"), *own] if begun else own  # type: ignore[attr-defined]
        self.fields["how"].required = not begun
        if key in OWN_HAND:
            self.fields["scan"].required = not begun
            self.fields["how"].initial = PAPER
            self.fields["how"].help_text = "这一步只能凭代表本人签名的纸质件录入。"

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("how") == PAPER and not said.get("scan") and "scan" not in self.errors:
            self.add_error("scan", "书面的要附上签字的扫描件。")
        return said

    def signed(self, person: Person) -> Signed | None:
        """None: the sheet it was begun with."""
        said = self.cleaned_data
        scan = said["scan"].file if said["scan"] else None
        return Signed(person, said["how"], scan, said["note"]) if said["how"] else None


class NewForm(forms.Form):
    kind = forms.ChoiceField(
        label="是什么", choices=Kind.choices, initial=Kind.SUGGESTION, widget=forms.RadioSelect
    )
    title = forms.CharField(label="标题", max_length=120, help_text="照纸上写；正文下一页录入。")

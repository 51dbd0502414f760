"""What an act on many cases asks for, beside the cases."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils.timezone import localdate

from portal_apps.deputies.forms.parts import day
from portal_apps.deputies.models import Body

from ..models import Category, Handling, Item

MORE = 2  # empty lines below the units that are proposed


class Words(forms.Form):
    words = forms.CharField(
        label="催办内容",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="每个单位的经办人和负责人都会收到，也留在每一件的经过里。",
    )

    def said(self) -> dict[str, Any]:
        return {"words": self.cleaned_data["words"]}


class OneCategory(forms.Form):
    category = forms.ModelChoiceField(
        Category.objects.filter(closed=False).select_related("parent"), label="分类", empty_label="请选"
    )

    def said(self) -> dict[str, Any]:
        return {"category": self.cleaned_data["category"].pk}


class Nothing(forms.Form):
    def said(self) -> dict[str, Any]:
        return {}


class Meeting(forms.Form):
    """Of the assignment meeting: its day is the first day of the clocks."""

    held_on = day(
        "交办会日期", initial=localdate, help_text="答复期限自这一天起算。今天补录以前开的会，写开会那天。"
    )
    paper = forms.CharField(
        label="会议名称、文号",
        required=False,
        max_length=120,
        help_text="例如：2026年代表建议交办会，会议纪要第 3 号",
    )

    def clean_held_on(self) -> date:
        held = self.cleaned_data["held_on"]
        if held > localdate():
            raise forms.ValidationError("交办会的日期还没有到。")
        return held

    def said(self) -> dict[str, Any]:
        held = self.cleaned_data["held_on"]
        today = held == localdate()
        paper = self.cleaned_data["paper"] or f"{held:%Y-%m-%d} 交办会"
        return {"held_on": None if today else held.isoformat(), "reason": paper}


class PlaceForm(forms.Form):
    """One unit of one case."""

    role = forms.ChoiceField(label="方式", choices=Handling.Role.choices)
    unit = forms.CharField(
        label="单位", required=False, widget=forms.TextInput(attrs={"list": "units", "autocomplete": "off"})
    )
    task = forms.CharField(label="办理内容", required=False, max_length=300)
    wanted_on = day("要求办结日", required=False)

    def __init__(self, *args, units: dict[str, Body], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.units = units

    def clean_unit(self) -> Body | None:
        name = self.cleaned_data["unit"].strip()
        if name and name not in self.units:
            raise forms.ValidationError(f"承办单位里没有“{name}”，请从名单里选。")
        return self.units.get(name)


class Places(BaseFormSet):
    """The units of one case: as proposed, and room for more."""

    def said(self) -> list[list[Any]]:
        rows = [form.cleaned_data for form in self.forms if form.cleaned_data.get("unit")]
        return [
            [
                row["unit"].pk,
                row["role"],
                row["task"].strip(),
                row["wanted_on"].isoformat() if row["wanted_on"] else None,
            ]
            for row in rows
        ]


_FORMSET: Any = formset_factory(PlaceForm, formset=Places, extra=MORE, max_num=20, absolute_max=20)


def units_by_name() -> dict[str, Body]:
    return {one.name: one for one in Body.objects.open().kind("handling_unit")}


def places_of(item: Item, units: dict[str, Body], data=None) -> Places:
    if data is not None:  # as it was sent: what is left as proposed counts too
        return _FORMSET(data, prefix=f"i{item.pk}", form_kwargs={"units": units})
    proposed = [one for one in item.handlings.all() if one.state == "proposed"]
    initial = [
        {"role": one.role, "unit": one.unit.name, "task": one.task, "wanted_on": one.wanted_on}
        for one in proposed
    ]
    if not initial:
        initial = [{"role": "main", "unit": one.name} for one in item.suggested_units.all()[:1]]
    return _FORMSET(prefix=f"i{item.pk}", initial=initial, form_kwargs={"units": units})


def reason_of(item: Item, data) -> str:
    """Why the unit the deputy proposed is not taken."""
    return str(data.get(f"i{item.pk}-reason", "")).strip()[:300]


FORMS: dict[str, type[forms.Form]] = {
    "assign": Meeting,
    "propose_units": Nothing,
    "classify": OneCategory,
    "urge": Words,
    "sign_for": Nothing,
}


def picked(values: Sequence[str]) -> list[tuple[int, int | None]]:
    """`12` or `12:3`, the key and the version that was seen; anything else is nothing."""
    found = []
    for value in values:
        key, _, seen = value.partition(":")
        if key.isdecimal() and len(key) < 19:
            found.append((int(key), int(seen) if seen.isdecimal() and len(seen) < 9 else None))
    return found

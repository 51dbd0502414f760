"""What the screens of figures are asked."""

from typing import Any

from django import forms

from ..forms.parts import Folded
from ..models import Body, Tag, Term
from ..states import State
from .dimensions import BY_KEY

Rows = Any  # a MandateQuerySet


class TermsForm(forms.Form):
    """Which term, and which one beside it."""

    term = forms.ModelChoiceField(Term.objects.none(), label="哪一届", required=False, empty_label=None)
    former = forms.ModelChoiceField(Term.objects.none(), label="对比", required=False, empty_label="不对比")

    def __init__(self, data) -> None:
        super().__init__(data)
        terms = Term.objects.select_related("area").order_by("-since", "-number")
        for field in self.fields.values():
            field.queryset = terms  # type: ignore[attr-defined]

    def asked(self) -> tuple[Term | None, Term | None]:
        """The term asked for, or the newest of the highest level in use; a term beside it, if any."""
        self.is_valid()
        data = getattr(self, "cleaned_data", {})
        term = data.get("term") or self.fields["term"].queryset.first()  # type: ignore[attr-defined]
        former = data.get("former")
        return term, former if former != term else None


class ListForm(Folded):
    """A list of the deputies of a term; `by` and `value` come from a line of the figures."""

    always = ("term",)
    term = forms.ModelChoiceField(Term.objects.none(), label="哪一届", required=False, empty_label=None)
    text = forms.CharField(label="姓名（可用拼音首字母）、单位或代表证号", required=False, max_length=50)
    delegation = forms.ModelChoiceField(
        Body.objects.kind("delegation"), label="代表团", required=False, empty_label="全部"
    )
    state = forms.ChoiceField(label="状态", required=False, choices=[("", "全部"), *State.choices])
    tag = forms.ModelChoiceField(Tag.objects.all(), label="标签", required=False, empty_label="全部")
    by = forms.ChoiceField(
        required=False,
        choices=[("", ""), *((key, one.name) for key, one in BY_KEY.items())],
        widget=forms.HiddenInput,
    )
    value = forms.CharField(required=False, max_length=30, widget=forms.HiddenInput)

    def __init__(self, data) -> None:
        super().__init__(data)
        terms = Term.objects.select_related("area").order_by("-since", "-number")
        self.fields["term"].queryset = terms  # type: ignore[attr-defined]
        self.is_valid()
        self.said = getattr(self, "cleaned_data", {})
        self.chosen: Term | None = self.said.get("term") or terms.first()
        if self.chosen:
            self.fields["delegation"].queryset = Body.objects.kind("delegation").of_term(self.chosen)  # type: ignore[attr-defined]

    @property
    def narrowed(self) -> str:
        """What a line of the figures narrows the list to: 党派：群众."""
        one = BY_KEY.get(self.said.get("by", ""))
        return f"{one.name}：{one.labels([self._value]).get(self._value, '未填')}" if one else ""

    @property
    def _value(self) -> str:
        return self.said.get("value", "")

    def apply(self, rows: Rows) -> Rows:
        """Those of the rows that are asked for."""
        if self.chosen is None:
            return rows.none()
        said = self.said
        rows = rows.filter(term=self.chosen).matching(
            delegation=said.get("delegation"), state=said.get("state", ""), tag=said.get("tag")
        )
        rows = rows if said.get("state") else rows.alive()
        if text := said.get("text"):
            from ..models import Person

            rows = rows.filter(person__in=Person.objects.matching(text=text))
        if one := BY_KEY.get(said.get("by", "")):
            rows = rows.filter(one.where(self._value, self.chosen))
        return rows

    def conditions(self) -> dict[str, str]:
        """For the trace and for the next address."""
        return {name: str(getattr(value, "pk", value)) for name, value in self.said.items() if value}

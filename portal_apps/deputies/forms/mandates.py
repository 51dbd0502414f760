"""Forms of mandates: register, change by one step of the table, correct."""

from typing import Any

from django import forms

from ..models import Body, Mandate, Membership, Person, Source, Tag, Term
from ..services import Facts, Move
from ..states import LABELS, Step
from .parts import day, text

HELP = {
    "deciding_body": "文件上作出决定的机关",
    "document_number": "如 示人常〔2026〕3 号",
    "announcement": "公告的文号或者标题",
    "document": "PDF、OFD、JPG 或者 PNG",
}


class FactsForm(forms.Form):
    """What the paper says. Which fields there are, and which are compulsory, stands in the table of states."""

    def add_facts(self, needs: tuple[str, ...], *, optional: tuple[str, ...] = ("note",)) -> None:
        for name in (*needs, *(one for one in optional if one not in needs)):
            self.fields[name] = self._field(name, required=name in needs)

    def _field(self, name: str, *, required: bool) -> forms.Field:
        if name == "decided_on":
            return day(LABELS[name], required=required)
        if name == "document":
            return forms.FileField(label=LABELS[name], required=required, help_text=HELP[name])
        length = {"note": 500, "document_number": 60}.get(name, 100)
        return text(LABELS[name], length, required=required, help_text=HELP.get(name, ""))

    def facts(self) -> Facts:
        known = {
            name: value for name, value in self.cleaned_data.items() if name in Facts.__dataclass_fields__
        }
        return Facts(**{name: value for name, value in known.items() if value is not None})


class ChangeForm(FactsForm):
    """One step of the table for one mandate."""

    ground = forms.ChoiceField(label="法定事由", widget=forms.RadioSelect)

    def __init__(self, *args, step: Step, mandate: Mandate, **kwargs):
        super().__init__(*args, **kwargs)
        self.step = step
        field: Any = self.fields["ground"]
        field.choices = [(one.key, f"{one.name}　{one.law}") for one in step.grounds]
        if len(step.grounds) == 1:
            field.initial = step.grounds[0].key
        elif step.verb == "terminate" and mandate.proposal is not None:
            field.initial = mandate.proposal.ground
        if step.verb == "move":
            self._add_places(mandate)
        self.add_facts(step.needs, optional=("deciding_body", "document_number", "document", "note"))

    def _add_places(self, mandate: Mandate) -> None:
        bodies = Body.objects.of_term(mandate.term).open()
        now = Membership.objects.open().of_kind("deputy_group").filter(mandate=mandate)
        self.fields["delegation"] = forms.ModelChoiceField(
            label="代表团", queryset=bodies.kind("delegation"), required=False, initial=mandate.delegation
        )
        self.fields["groups"] = forms.ModelMultipleChoiceField(
            label="代表小组",
            queryset=bodies.kind("deputy_group"),
            required=False,
            initial=list(now.values_list("body", flat=True)),
            widget=forms.CheckboxSelectMultiple,
        )
        self.fields["employer"] = text("工作单位", 100)
        self.fields["employer"].initial = mandate.person.employer

    def move(self) -> Move | None:
        if self.step.verb != "move":
            return None
        said = self.cleaned_data
        return Move(said["delegation"], list(said["groups"]), said["employer"])


class CorrectForm(FactsForm):
    """The facts as they really are; filled in with what stands there."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.add_facts(
            ("decided_on", "note"), optional=("deciding_body", "document_number", "announcement", "document")
        )
        self.fields["note"].label = "为什么更正"


class DetailsForm(forms.Form):
    """What may be put right about a mandate without any decision."""

    constituency = text("选区", 60, help_text="县级、乡级代表才有")
    station = forms.ModelChoiceField(label="联络站", queryset=Body.objects.none(), required=False)
    contact_member = forms.ModelChoiceField(
        label="联系的常委会组成人员", queryset=Person.objects.none(), required=False
    )
    certificate_number = text("代表证号", 30)
    tags = forms.ModelMultipleChoiceField(
        label="标签", queryset=Tag.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        members = Membership.objects.open().of_kind("standing_committee").values("person")
        self.offer("station", Body.objects.open().kind("liaison_station"))
        self.offer("contact_member", Person.objects.filter(pk__in=members))
        self.offer("tags", Tag.objects.all())

    def offer(self, name: str, queryset) -> None:
        self.fields[name].queryset = queryset  # type: ignore[attr-defined]


class MandateForm(DetailsForm, FactsForm):
    """A new mandate of a person."""

    how = forms.ChoiceField(
        label="登记什么",
        choices=[("elect", "新当选，接着审查资格"), ("take_over", "启用系统以前已经公告的在任代表")],
        initial="elect",
    )
    term = forms.ModelChoiceField(label="届", queryset=Term.objects.none(), empty_label="请选")
    source = forms.ChoiceField(label="产生方式", choices=Source)
    electing_unit = forms.ModelChoiceField(label="选举单位", queryset=Body.objects.none(), required=False)
    delegation = forms.ModelChoiceField(label="代表团", queryset=Body.objects.none(), required=False)
    field_order = ("how", "term", "source", "electing_unit", "constituency", "delegation")
    COLUMNS = ("source", "electing_unit", "constituency", "delegation", "station", "contact_member")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        bodies = Body.objects.open().select_related("term__area")
        self.offer("term", Term.objects.open().select_related("area"))
        self.offer("electing_unit", bodies.kind("electing_unit"))
        self.offer("delegation", bodies.kind("delegation"))
        self.add_facts(("deciding_body", "decided_on"), optional=("document_number", "document", "note"))

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in (*self.COLUMNS, "certificate_number")}

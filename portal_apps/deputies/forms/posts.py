"""Forms of posts, offices, absences and alerts: small facts of a file."""

from typing import Any

from django import forms

from ..kinds import KINDS
from ..models import Body, Mandate, PublicOffice, Relocation, Session
from .parts import day, text


class AppointForm(forms.Form):
    where = forms.ChoiceField(label="机构和职务")
    since = day("任职日期")
    ground = text("依据", 200, required=True, help_text="任命或者推选的决定、文号")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        bodies: dict[str, list[Body]] = {}
        for body in Body.objects.open().select_related("term__area"):
            bodies.setdefault(body.kind, []).append(body)
        groups: list[tuple[str, Any]] = [("", "请选")]
        for kind in KINDS:
            lines = [
                (f"{body.pk}:{post}", f"{body}　{name}")
                for body in bodies.get(kind.key, ())
                for post, name in kind.posts
            ]
            if lines:
                groups.append((kind.name, lines))
        self.fields["where"].choices = groups  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        body, _, post = self.cleaned_data["where"].partition(":")
        return {
            "body": Body.objects.get(pk=body),
            "post": post,
            "since": self.cleaned_data["since"],
            "ground": self.cleaned_data["ground"],
        }


class EndForm(forms.Form):
    until = day("最后一天")
    ground = text("依据", 200, required=True)


class UntilForm(forms.Form):
    until = day("最后一天")


class OfficeForm(forms.Form):
    branch = forms.ChoiceField(label="哪一类机关", choices=[("", "请选"), *PublicOffice.Branch.choices])
    title = text("单位和职务", 100, required=True)
    since = day("任职日期")


class AbsenceForm(forms.Form):
    session = forms.ModelChoiceField(label="哪次会议", queryset=Session.objects.none(), empty_label="请选")
    approved = forms.BooleanField(label="经批准请假（不计入）", required=False)
    ground = text("依据", 200, required=True, help_text="出席情况报告、请假条")

    def __init__(self, *args, mandate: Mandate, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["session"].queryset = mandate.term.sessions.select_related("term__area")  # type: ignore[attr-defined]


class OwnRelocationForm(forms.Form):
    """A deputy's own report."""

    what = forms.ChoiceField(label="什么变动", choices=[("", "请选"), *Relocation.What.choices])
    moved_on = day("哪一天")
    place = text("到哪里", 100, required=True, help_text="省、市、区县，或者新的单位")


class RelocationForm(OwnRelocationForm):
    source = text("依据", 200, required=True, help_text="户籍证明、调令的文号，或者怎样核实的")


class ReasonForm(forms.Form):
    reason = text("理由", 200, required=True)


class OutcomeForm(forms.Form):
    outcome = text("核实的结果", 300, required=True, rows=3)

"""The list of deputies as a table people may hand in."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.timezone import localdate

from foundation.imports.kinds import TableKind, register_table

from ..models import Term
from ..states import BY_VERB
from .apply import apply
from .columns import COLUMNS
from .judge import judge

KEY = "deputies"
VERBS = ("elect", "take_over")


class TermForm(forms.Form):
    """Into which term, by which step, on which paper: one for the whole list."""

    term = forms.ModelChoiceField(Term.objects.none(), label="哪一届", empty_label=None)
    verb = forms.ChoiceField(
        label="新的人怎样登记",
        choices=[(verb, BY_VERB[verb].name) for verb in VERBS],
        help_text="“载入在任代表”只用于启用系统以前已经公告的代表。已经在系统里的人，只更新资料。",
    )
    deciding_body = forms.CharField(label="决定机关", max_length=100, help_text="哪里选出或者确认的")
    document_number = forms.CharField(label="文号", max_length=60, help_text="当选或公告文件的文号")
    decided_on = forms.DateField(label="决定日期", widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["term"].queryset = Term.objects.open().select_related("area")  # type: ignore[attr-defined]

    def clean_decided_on(self):
        if self.cleaned_data["decided_on"] > localdate():
            raise ValidationError("决定日期还没有到。")
        return self.cleaned_data["decided_on"]


def register() -> None:
    register_table(
        TableKind(
            key=KEY,
            name="代表名单",
            verb="deputies.edit",
            columns=COLUMNS,
            judge=judge,
            apply=apply,
            choices=TermForm,
            after="figures:people",
            help="代表的基本信息和代表资格。认得公民身份号码的按号码找人，没有的按姓名和出生年月。",
        )
    )

"""Forms of a change of term."""

from django import forms

from ..forms.parts import day, text
from ..models import Term


class RolloverForm(forms.Form):
    former = forms.ModelChoiceField(
        label="哪一届届满", queryset=Term.objects.none(), empty_label="请选", help_text="接着是它的下一届"
    )
    since = day("新一届首次会议举行的日子", help_text="上一届到前一天为止（《代表法》第四条）")
    ground = text("依据", 300, required=True, help_text="换届选举结果、首次会议的文号")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        terms = Term.objects.open().exclude(since=None).select_related("area")
        self.fields["former"].queryset = terms  # type: ignore[attr-defined]


class RefuseForm(forms.Form):
    reason = text("不批准的理由", 300, required=True)

"""Filters of the audit screen."""

from django import forms

from foundation.audit.digests import keyed
from foundation.audit.models import AuditRecord
from foundation.audit.verbs import all_verbs

PERSONAL = ("person", "address")


class AuditFilter(forms.Form):
    """Every field is a condition of `AuditQuerySet.matching`; an empty one asks nothing."""

    person = forms.CharField(label="操作人", required=False, max_length=50)
    verb = forms.ChoiceField(label="动作", required=False)
    object = forms.CharField(label="对象（末尾加 * 查开头）", required=False, max_length=100)
    result = forms.ChoiceField(
        label="结果", required=False, choices=[("", "全部"), *AuditRecord.Result.choices]
    )
    address = forms.CharField(label="地址", required=False, max_length=64)
    request = forms.CharField(label="请求号", required=False, max_length=32)
    since = forms.DateField(label="从", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label="到", required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        named = sorted(all_verbs().items(), key=lambda pair: pair[1])
        self.fields["verb"] = forms.ChoiceField(label="动作", required=False, choices=[("", "全部"), *named])

    def asked(self) -> dict:
        """The conditions; wrong values count as not asked."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def told(self) -> dict[str, str]:
        """The conditions as a trace keeps them: who was looked for is told by digest."""
        return {
            name: keyed(str(value))[:12] if name in PERSONAL else str(value)
            for name, value in self.asked().items()
        }

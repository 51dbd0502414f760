"""Filters of the audit screen."""

from django import forms

from foundation.audit.models import AuditRecord
from foundation.audit.verbs import verb_name


class AuditFilter(forms.Form):
    text = forms.CharField(label="对象、动作或人", required=False, max_length=100)
    verb = forms.ChoiceField(label="动作", required=False)  # its choices are the verbs that occurred
    since = forms.DateField(label="从", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label="到", required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        used = AuditRecord.objects.order_by("verb").values_list("verb", flat=True).distinct()
        choices = [("", "全部"), *((verb, verb_name(verb)) for verb in used)]
        self.fields["verb"] = forms.ChoiceField(label="动作", required=False, choices=choices)

    def conditions(self) -> dict:
        """What was asked, as the trace of an export keeps it; wrong values count as not asked."""
        self.is_valid()
        return {name: str(value) for name, value in self.cleaned_data.items() if value}

    def records(self):
        self.is_valid()
        asked = {name: value for name, value in self.cleaned_data.items() if value}
        return AuditRecord.objects.matching(**asked)

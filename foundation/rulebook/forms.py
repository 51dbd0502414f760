"""The fields of a version."""

from django import forms

from .models import RuleVersion
from .values import FLAGS, Unit

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class RuleForm(forms.Form):
    """Those a version of this rule has: only what is counted has a way of counting."""

    value = forms.CharField(label="值", max_length=300)
    start_counts = forms.TypedChoiceField(
        label="起算当天",
        choices=[("", "不算在内（《民法典》第二百零一条）"), ("1", "算在内")],
        coerce=bool,
        required=False,
    )
    roll = forms.ChoiceField(label="最后一天遇节假日", choices=RuleVersion.Rolls.choices)
    amber_percent = forms.IntegerField(
        label="时间用掉百分之几亮黄灯",
        min_value=1,
        max_value=100,
        required=False,
        help_text="留空：不按百分比",
    )
    amber_days = forms.IntegerField(
        label="或者剩下几天亮黄灯",
        min_value=0,
        max_value=999,
        required=False,
        help_text="按工作日计的，数工作日",
    )
    source = forms.CharField(
        label="依据",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="哪部法律、哪份文件的第几条",
    )
    valid_from = forms.DateField(label="从哪天起用", widget=DAY)
    valid_until = forms.DateField(label="用到哪天", widget=DAY, required=False, help_text="留空：一直用")
    reason = forms.CharField(label="为什么改", max_length=300)

    def __init__(self, version: RuleVersion, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not version.rule.counted:
            for name in ("start_counts", "roll", "amber_percent", "amber_days"):
                del self.fields[name]
        self.fields["value"] = _value_field(version)
        for field in self.fields.values():
            field.error_messages["required"] = f"请填写{field.label}。"

    def clean_value(self) -> str:
        value = self.cleaned_data["value"]
        return ",".join(value) if isinstance(value, list) else value


def _value_field(version: RuleVersion) -> forms.Field:
    options = FLAGS if version.unit == Unit.FLAG else version.rule.options
    if version.unit == Unit.LIST:
        ticks = forms.CheckboxSelectMultiple(attrs={"class": "tick"})
        return forms.MultipleChoiceField(label="值", choices=options.items(), widget=ticks, required=False)
    if options:
        return forms.ChoiceField(label="值", choices=options.items())
    text = forms.TextInput(attrs={"type": "time"} if version.unit == Unit.TIME else {})
    return forms.CharField(
        label="值", max_length=300, widget=text, help_text=f"单位：{version.get_unit_display()}"
    )

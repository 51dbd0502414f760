"""Forms of broadcasts."""

from django import forms

from cms.library.narrowing import ACCESS


def moment(label: str) -> forms.DateTimeField:
    return forms.DateTimeField(
        label=label,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
    )


class BroadcastForm(forms.Form):
    title = forms.CharField(label="标题", max_length=200)
    starts_at, ends_at = moment("计划开始"), moment("计划结束")
    access = forms.ChoiceField(
        label="谁能看",
        choices=list(ACCESS.items()),
        initial="public",
        widget=forms.RadioSelect,
        help_text="“仅代表”的直播不能放在公开的页面。",
    )
    delay_s = forms.IntegerField(
        label="延迟（秒）",
        required=False,
        min_value=0,
        help_text="公众晚这么久看到；这段时间里能把不该播的切掉。",
    )
    subject_label = forms.CharField(label="所属会议", max_length=200, required=False)
    subject_address = forms.CharField(
        label="会议页面的地址", max_length=300, required=False, help_text="网站上的页面写 / 开头的地址。"
    )
    points = forms.CharField(
        label="议程",
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="一行一项，可以整段粘贴；发言人写在竖线后面，例如：听取养老服务工作报告 | 张主任",
    )

"""What people may ask and enter on the screens of clocks and calendar."""

from django import forms
from django.utils.timezone import localdate

from .engine.notice import Reading, read
from .kinds import kinds
from .models import Clock

LAMPS = [
    ("", "未停止的"),
    ("red", "已逾期"),
    ("amber", "快到期"),
    ("running", "计时中"),
    ("paused", "已暂停"),
    ("stopped", "已停止"),
    ("late", "逾期后停止"),
    ("all", "全部"),
]
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
LONGEST_NOTICE = 200_000  # bytes


class ClockFilter(forms.Form):
    lamp = forms.ChoiceField(label="状态", required=False, choices=LAMPS)
    kind = forms.ChoiceField(label="种类", required=False)
    until = forms.DateField(label="截止日不晚于", required=False, widget=DAY)
    text = forms.CharField(label="事项", required=False, max_length=100)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        known = sorted((key, kind.label) for key, kind in kinds.items())
        self.fields["kind"] = forms.ChoiceField(label="种类", required=False, choices=[("", "全部"), *known])

    def conditions(self) -> dict:
        """What was asked; wrong values count as not asked."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def clocks(self):
        asked, today = self.conditions(), localdate()
        clocks = Clock.objects.most_urgent_first(today)
        clocks = {
            "red": lambda: clocks.overdue(today),
            "amber": lambda: clocks.amber(today),
            "running": clocks.running,
            "paused": clocks.paused,
            "stopped": clocks.stopped,
            "late": clocks.late,
            "all": clocks.all,
        }.get(asked.get("lamp", ""), clocks.open)()
        if "kind" in asked:
            clocks = clocks.filter(kind=asked["kind"])
        if "until" in asked:
            clocks = clocks.filter(due_on__lte=asked["until"])
        if "text" in asked:
            clocks = clocks.filter(title__icontains=asked["text"].replace("\0", ""))
        return clocks.select_related("rule__rule").prefetch_related("target")


class EntryForm(forms.Form):
    """Says which field is missing by its name."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.error_messages["required"] = f"请填写{field.label}。"


class NoticeForm(EntryForm):
    """The wording of the notice, or a table; pasted or as a file."""

    year = forms.IntegerField(label="年份", min_value=1990, max_value=2100)
    source = forms.CharField(
        label="通知的名称和文号",
        max_length=200,
        help_text="例如：国务院办公厅关于 2026 年部分节假日安排的通知",
    )
    text = forms.CharField(
        label="通知内容",
        required=False,
        max_length=LONGEST_NOTICE,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text="粘贴通知全文；或一行一天，例如 2026-01-01,放假,元旦。",
    )
    file = forms.FileField(label="或者选一个文件（CSV 或文本）", required=False)
    reason = forms.CharField(label="载入的理由", max_length=300, required=False)

    def clean(self) -> dict:
        """The text of a file goes where a pasted one would be."""
        said = super().clean() or {}
        if file := said.get("file"):
            said["text"] = _text_of(file.read(LONGEST_NOTICE + 1))
        if not said.get("text", "").strip():
            self.add_error("text", "请粘贴通知内容，或选一个文件。")
        return said

    def reading(self) -> Reading:
        return read(self.cleaned_data["text"], self.cleaned_data["year"])


def _text_of(content: bytes) -> str:
    if len(content) > LONGEST_NOTICE or b"\0" in content:
        raise forms.ValidationError("这个文件太大，或者不是文本。请另存为 CSV 再选。")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030", "replace")

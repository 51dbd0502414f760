"""What a deputy fills in. Nothing but the title is needed to save: what is missing is said by the gate, not by the form."""

from typing import Any

from django import forms

from foundation.rulebook.reading import number, rule_value
from portal_apps.deputies.models import Body

from ..models import PART_NAMES, PARTS, Item
from ..models.items import Repeated, Wish
from ..states import Kind

GUIDE = {
    "suggestion": {
        "situation": "您看到了什么，在哪里，影响多少人，有什么数字。可以按键盘上的话筒说出来。",
        "analysis": "为什么会这样，卡在哪里。",
        "proposal": "一条写一个办法，最好写明由谁办、办到什么程度、什么时候。",
    },
    "motion": {
        "situation": "要解决什么问题，属于本级人大职权的哪一项。",
        "analysis": "事实、数据、法律和政策依据。",
        "proposal": "具体的方案；立法、修法的附条文草案。",
    },
}
TITLES = {
    "suggestion": "一句话说清什么事，例如：关于在老旧小区设置电动自行车集中充电点的建议",
    "motion": "一句话说清案由，例如：关于制定城市绿化条例的议案",
}
TICKS = {
    "wants_contact": "希望承办单位加强联系沟通",
    "joinable": "其他代表可以联名",
    "waives_reply": "供工作参考，不需要书面答复",
    "confidential": "请对承办单位以外保密（可能受到报复等）",
}


def _line(label: str, length: int, help_text: str = "") -> forms.CharField:
    return forms.CharField(label=label, max_length=length, required=False, help_text=help_text)


class UnitChoice(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple


class ToFile(forms.CharField):
    """Needed when it is filed, not when it is saved."""

    def validate(self, value: str) -> None:
        pass


class WritingForm(forms.Form):
    """Fields in the order one thinks: the matter, where it comes from, who should do it, what the public may read."""

    use_required_attribute = False

    title = forms.CharField(label="标题", widget=forms.Textarea(attrs={"rows": 2}), strip=True)
    situation = ToFile(widget=forms.Textarea(attrs={"rows": 8}))
    analysis = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 5}))
    proposal = ToFile(widget=forms.Textarea(attrs={"rows": 8}))
    survey = _line("由调查研究形成的，写明哪次", 200, "专题调研、座谈、走访；没有就空着。")
    source_note = _line("来源", 200, "视察、联络站群众意见等。")
    repeated = forms.ChoiceField(
        label="以前提过、还没有解决的", required=False, choices=[("", "第一次提"), *Repeated.choices]
    )
    suggested_unit_text = _line("名单里没有的单位", 200, "交办时会研究您的意见，不采用的要写明理由。")
    contact_note = _line("怎样联系您方便", 200, "例如：工作日下午打电话。")
    open_wish = forms.ChoiceField(
        label="可以在网上公开吗",
        choices=Wish.choices,
        initial=Wish.OPEN,
        widget=forms.RadioSelect,
        help_text="您的电话、住址、证件号任何情况下都不公开。",
    )
    no_secrets = forms.BooleanField(label="我声明：内容不涉及国家秘密和工作秘密", required=False)

    def __init__(self, *args, kind: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.kind = kind
        most = number("motions.title_most")
        self.fields["title"].help_text = f"{TITLES[kind]}。最多 {most} 个字，一件只写一件事。"
        for name, label in PART_NAMES[kind].items():
            self.fields[name].label, self.fields[name].help_text = label, GUIDE[kind][name]
        self.fields["suggested_units"] = UnitChoice(
            Body.objects.open().kind("handling_unit"), label="您觉得该由谁办", required=False
        )
        self._add_ticks()
        if kind == Kind.MOTION:
            for name in ("suggested_units", "suggested_unit_text", "repeated"):
                del self.fields[name]

    def _add_ticks(self) -> None:
        """A waiver stands there only where the office offers one (代表法第五十一条)."""
        for name, label in TICKS.items():
            if self.kind == Kind.MOTION and name in ("waives_reply", "wants_contact"):
                continue
            if name != "waives_reply" or rule_value("suggestion.waiver_enabled"):
                self.fields[name] = forms.BooleanField(label=label, required=False)
        self.order_fields([*MATTER, "suggested_units"])
        self.order_fields([*(one for one in self.fields if one not in LAST), *LAST])

    def words(self) -> dict[str, Any]:
        """Arguments of `write` and `edit`; line ends as the database keeps them."""
        told = self.cleaned_data
        text = {name: "\n".join(told[name].splitlines()) for name in PARTS}
        about = {name: value for name, value in told.items() if name not in ("title", *PARTS)}
        if "suggested_units" in about:
            about["suggested_units"] = list(about["suggested_units"])
        return {"title": " ".join(told["title"].split()), "text": text, "about": about}

    @classmethod
    def of(cls, item: Item, **kwargs) -> "WritingForm":
        """Filled with what is saved."""
        return cls(kind=item.kind, initial=said_of(item), **kwargs)


MATTER = ("title", *PARTS, "survey", "source_note", "repeated")
LAST = ("open_wish", "no_secrets")
ABOUT_FIELDS = ("survey", "source_note", "repeated", "suggested_unit_text", "contact_note", *TICKS, *LAST)


def said_of(item: Item) -> dict[str, Any]:
    text = item.text
    return (
        {"title": item.title, "suggested_units": list(item.suggested_units.all())}
        | {name: getattr(text, name) if text else "" for name in PARTS}
        | {name: getattr(item, name) for name in ABOUT_FIELDS}
    )

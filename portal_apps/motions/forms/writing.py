"""What a deputy fills in. Nothing but the title is needed to save: what is missing is said by the gate, not by the form."""

from typing import Any

from django import forms

from foundation.rulebook.reading import number, rule_value
from portal_apps.deputies.models import Body

from ..models import PART_NAMES, PARTS, Category, Guide, Item, Saved
from ..models.items import Repeated, Wish
from ..states import Kind

TICKS = {
    "wants_contact": "希望承办单位加强联系沟通",
    "joinable": "其他代表可以联名",
    "waives_reply": "供工作参考，不需要书面答复",
    "confidential": "请对承办单位以外保密（可能受到报复等）",
}


def _line(label: str, length: int) -> forms.CharField:
    return forms.CharField(label=label, max_length=length, required=False)


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
    survey = _line("由调查研究形成的，写明哪次", 200)
    source_note = _line("来源", 200)
    repeated = forms.ChoiceField(
        label="以前提过、还没有解决的", required=False, choices=[("", "第一次提"), *Repeated.choices]
    )
    suggested_unit_text = _line("名单里没有的单位", 200)
    contact_note = _line("怎样联系您方便", 200)
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
        for name, label in PART_NAMES[kind].items():
            self.fields[name].label = label
        self.fields["suggested_category"] = forms.ModelChoiceField(
            Category.objects.filter(closed=False),
            label="您觉得属于哪一类",
            required=False,
            empty_label="请代表工委定",
        )
        self.fields["suggested_units"] = UnitChoice(
            Body.objects.open().kind("handling_unit"), label="您觉得该由谁办", required=False
        )
        self._add_ticks()
        if kind == Kind.MOTION:
            for name in ("suggested_units", "suggested_unit_text", "suggested_category", "repeated"):
                del self.fields[name]
        self._guide()

    def _guide(self) -> None:
        """What stands beside a field, and a scaffold for an empty one, are the office's words."""
        self.scaffolds = {}
        for one in Guide.objects.filter(kind=self.kind, field__in=self.fields):
            self.fields[one.field].help_text = one.help
            self.scaffolds[one.field] = one.scaffold
        most = number("motions.title_most")
        said = self.fields["title"].help_text
        self.fields["title"].help_text = f"{f'{said}。' if said else ''}最多 {most} 个字，一件只写一件事。"

    def _add_ticks(self) -> None:
        """A waiver stands there only where the office offers one (代表法第五十一条)."""
        for name, label in TICKS.items():
            if self.kind == Kind.MOTION and name in ("waives_reply", "wants_contact"):
                continue
            if name != "waives_reply" or rule_value("suggestion.waiver_enabled"):
                self.fields[name] = forms.BooleanField(label=label, required=False)
        self.order_fields([*MATTER, "suggested_category", "suggested_units"])
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
        """Filled with what is saved, also where it does not count yet."""
        waiting = Saved.objects.waiting(item)
        initial = said_of(item) | (waiting.words if waiting else {})
        return cls(kind=item.kind, initial=initial, **kwargs)


MATTER = ("title", *PARTS, "survey", "source_note", "repeated")
LAST = ("open_wish", "no_secrets")
ABOUT_FIELDS = ("survey", "source_note", "repeated", "suggested_unit_text", "contact_note", *TICKS, *LAST)


def said_of(item: Item) -> dict[str, Any]:
    text = item.text
    return (
        {
            "title": item.title,
            "suggested_units": list(item.suggested_units.all()),
            "suggested_category": item.suggested_category,
        }
        | {name: getattr(text, name) if text else "" for name in PARTS}
        | {name: getattr(item, name) for name in ABOUT_FIELDS}
    )

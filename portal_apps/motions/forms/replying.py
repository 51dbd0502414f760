"""The page of a reply: the letter, and the promises found in it."""

from django import forms
from django.utils.timezone import localdate

from portal_apps.deputies.forms.parts import day

from ..models import Handling, ResultClass
from ..models.filing import Situation
from ..services import Letter
from .choices import ReplyLetter

HEAD = ("situation",)
BODY = ("title", "body", "assist_note")
FOOT = ("document_number", "contact_unit", "contact_person", "contact_phone", "copies")
OPENNESS = ("publicity", "publicity_reason", "public_summary")


class ReplyForm(forms.Form):
    """What the unit writes; what the platform sets (salutation, opening, thanks, signature) has no field."""

    def __init__(self, handling: Handling, data=None) -> None:
        super().__init__(data)
        self.handling = handling
        self.fields.update(ReplyLetter.of(handling))
        letters = dict(ResultClass.objects.values_list("situation", "letter"))
        tracked = set(ResultClass.objects.filter(tracked=True).values_list("situation", flat=True))
        self.fields["situation"] = forms.ChoiceField(
            label="办理结果",
            widget=forms.RadioSelect,
            initial=self.fields["situation"].initial,
            help_text="《河南省办法》第十九条的五种情形；字母印在答复函右上角。",
            choices=[
                (key, f"{letters.get(key, '')}　{name}{'（要有承诺，跟踪落实）' if key in tracked else ''}")
                for key, name in Situation.choices
            ],
        )
        if not handling.item.handlings.assisting().exists():
            del self.fields["assist_note"]

    def part(self, names: tuple[str, ...]) -> list:
        return [self[name] for name in names if name in self.fields]

    @property
    def parts(self) -> dict[str, list]:
        return {
            "head": self.part(HEAD),
            "body": self.part(BODY),
            "foot": self.part(FOOT),
            "openness": self.part(OPENNESS),
        }

    def letter(self) -> Letter:
        return ReplyLetter.made({"assist_note": "", **self.cleaned_data})


class PromiseForm(forms.Form):
    """What, by when, who: taken over as found, or changed."""

    promise = forms.CharField(label="承诺什么", max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    due_on = day("何时兑现")
    responsible = forms.CharField(label="谁负责", max_length=100)

    def clean_due_on(self):
        found = self.cleaned_data["due_on"]
        if found < localdate():
            raise forms.ValidationError("这一天已经过去，请写今天以后的日期。")
        return found

"""Pieces that several forms share."""

from typing import Any

from django import forms

from ..fields import FIELD_NAMES
from ..models import SEALED
from ..standards import standard

EMPTY = "-"  # typed into a sealed field: nothing shall stand there
LONG = ("address", "aids")


def day(label: str, *, required: bool = True, **more) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, widget=widget, **more)


def text(label: str, length: int, *, required: bool = False, rows: int = 0, **more) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    return forms.CharField(label=label, max_length=length, required=required, widget=widget, **more)


def code(field: str) -> forms.ChoiceField:
    """A code of a national standard; the standard is named beside the field."""
    named = standard(field)
    return forms.ChoiceField(
        label=FIELD_NAMES[field],
        required=False,
        choices=[("", "未填"), *named.choices],
        help_text=f"{named.number} {named.title}",
    )


class SealedFields(forms.Form):
    """What is sealed is never filled in beforehand: left empty it stays, `-` takes it out."""

    LABELS_AND_LENGTHS = {
        "id_number": 18,
        "phone": 20,
        "email": 100,
        "address": 200,
        "postcode": 6,
        "office_phone": 30,
        "aids": 300,
    }
    offered: tuple[str, ...] = SEALED

    def __init__(self, *args, shown: dict[str, str] | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.offered:
            now = (shown or {}).get(name, "")
            self.fields[name] = text(
                FIELD_NAMES[name],
                self.LABELS_AND_LENGTHS[name],
                help_text=f"现在是 {now}；不改就空着，要清掉填一个减号" if now else "还没有填",
            )

    def sealed(self) -> dict[str, str]:
        """Those that were filled in."""
        said = {name: self.cleaned_data[name].strip() for name in self.offered}
        return {name: "" if value == EMPTY else value for name, value in said.items() if value}

    def clean_id_number(self) -> str:
        number = self.cleaned_data["id_number"].strip().upper()
        if number and number != EMPTY and not valid_id_number(number):
            raise forms.ValidationError(
                "公民身份号码不对：18 位，最后一位要和前面的算得上（GB 11643—1999）。"
            )
        return number


class Folded(forms.Form):
    """A filter whose search line (`text`) is always seen; `always` are conditions that cannot be empty."""

    always: tuple[str, ...] = ()

    def more(self) -> list[forms.BoundField]:
        """The conditions that are folded away."""
        return [field for field in self.visible_fields() if field.name != "text"]

    @property
    def in_use(self) -> int:
        """How many of them narrow the list."""
        return sum(bool(self.data.get(one.name)) for one in self.more() if one.name not in self.always)


WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def valid_id_number(number: str) -> bool:
    """Whether the last character fits the others (GB 11643—1999)."""
    if len(number) != 18 or not (number[:17].isascii() and number[:17].isdigit()):
        return False
    left = sum(int(digit) * weight for digit, weight in zip(number[:17], WEIGHTS, strict=True)) % 11
    return "10X98765432"[left] == number[17]


def chosen(form: forms.Form) -> dict[str, Any]:
    """The conditions of a filter; one that makes no sense asks nothing."""
    form.is_valid()
    return {name: value for name, value in form.cleaned_data.items() if value}

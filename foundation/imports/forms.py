"""What a person fills in on the way of a table."""

import re

from django import forms

from .cells import is_empty
from .kinds import TableKind
from .reading.header import plain

SAMPLES = 3
LONG_NUMBER = re.compile(r"(?<=\d{3})\w{4,}(?=\w{2})")  # of a person: enough is shown to recognise it


class FileForm(forms.Form):
    file = forms.FileField(
        label="表格文件",
        help_text="可以上传 .xlsx 和 .csv。第一张表，一行一个人；标题行上面可以有大标题。",
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={"empty": "文件是空的。", "required": "请选择文件。"},
    )


class MatchForm(forms.Form):
    """One choice for each heading of the file: `samples` are the first values below it."""

    def __init__(self, kind: TableKind, header: list[str], columns: dict[str, int], lines, data=None) -> None:
        super().__init__(data)
        self.kind, chosen = kind, {place: key for key, place in columns.items()}
        options = [("", "不导入")]
        options += [(one.key, one.name + ("（必须有）" if one.required else "")) for one in kind.columns]
        for place, heading in enumerate(header):
            label = heading or f"第 {place + 1} 列（没有标题）"
            field = forms.ChoiceField(
                label=label, choices=options, required=False, initial=chosen.get(place, "")
            )
            field.samples = _samples(lines, place)  # type: ignore[attr-defined]
            field.known = bool(plain(heading)) and place in chosen  # type: ignore[attr-defined]
            self.fields[f"c{place}"] = field

    def clean(self):
        data = super().clean() or {}
        seen: dict[str, str] = {}
        for name, key in data.items():
            if key and key in seen:
                other = self.fields[seen[key]].label
                self.add_error(name, f"“{self.kind.by_key[key].name}”已经对上了“{other}”，一列只能对一次。")
            seen.setdefault(key, name)
        return data

    @property
    def columns(self) -> dict[str, int]:
        """Key of a column → place in the file."""
        return {key: int(name[1:]) for name, key in self.cleaned_data.items() if key}


def _samples(lines, place: int) -> str:
    raw = (cells[place] for _, cells in lines)
    found = [LONG_NUMBER.sub("****", str(one)[:20]) for one in raw if not is_empty(one)]
    return "，".join(found[:SAMPLES])

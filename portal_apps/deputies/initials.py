"""Initials of a name in pinyin, so that 石白露 is found by sbl: people type four letters faster than three characters."""

from typing import Any

from django.db import models


def initials(name: str) -> str:
    """Every reading of the surname (单: s, d, c) with the usual one of the rest, as words: " cxx dxx sxx"."""
    from pypinyin import (
        Style,
        lazy_pinyin,
        pinyin,
    )  # a dictionary of 40,000 characters: loaded when first needed

    han = "".join(one for one in name if "\u3400" <= one <= "\u9fff")
    if not han:
        return ""
    usual = lazy_pinyin(han, style=Style.FIRST_LETTER)
    first = pinyin(han[0], style=Style.FIRST_LETTER, heteronym=True)[0]
    return "".join(sorted(f" {letter}{''.join(usual[1:])}"[:40] for letter in {*first, usual[0]}))


class InitialsField(models.CharField):
    """Worked out from `name` whenever the column is written, one row or many."""

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        found = initials(model_instance.name)  # type: ignore[attr-defined]
        setattr(model_instance, self.attname, found)
        return found

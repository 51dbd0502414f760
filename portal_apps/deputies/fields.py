"""The fields of a file as people call them."""

from .models import Person, PersonalData
from .models.people import SEALED

FIELD_NAMES: dict[str, str] = {
    **{field.name: str(field.verbose_name) for field in Person._meta.concrete_fields},
    **{
        field.name: str(field.verbose_name)
        for field in PersonalData._meta.concrete_fields
        if field.name in SEALED
    },
}
CHOICES: dict[str, dict] = {field.name: dict(field.flatchoices) for field in Person._meta.concrete_fields}


def said(field: str, value) -> str:
    """A value in words: the name of a code, a day, or the text itself."""
    if value in ("", None):
        return "（空）"
    return str(CHOICES.get(field, {}).get(value, value))

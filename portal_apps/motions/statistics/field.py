"""The parameter `figure` of a list: the items a number counts."""

from django import forms

from .scope import Drilled, Issued, read


class FigureField(forms.CharField):
    """Comes in an address only; nobody types it."""

    widget = forms.HiddenInput

    def clean(self, value) -> Drilled | Issued | None:
        return read(str(value)) if value else None

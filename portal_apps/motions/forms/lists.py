"""A form for a row of each list of the office."""

from django import forms
from django.forms import modelform_factory

from foundation.rights.refusals import Refused

from ..books import Book, sample_number
from ..models import Category


class _Row(forms.ModelForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name in ("order", "parent"):
            if name in self.fields:
                self.fields[name].required = False
        parent = self.fields.get("parent")
        if isinstance(parent, forms.ModelChoiceField):
            parent.queryset = Category.objects.filter(closed=False).exclude(pk=self.instance.pk)
            parent.empty_label = "（最上一级）"
        for name, field in self.fields.items():
            if isinstance(field.widget, forms.Textarea):
                field.widget.attrs["rows"] = 5 if name in ("words", "text") else 3

    def clean_order(self) -> int:
        return self.cleaned_data.get("order") or 0

    def clean_pattern(self) -> str:
        pattern = self.cleaned_data["pattern"].strip()
        try:
            sample_number(pattern)
        except Refused as refusal:
            raise forms.ValidationError(str(refusal)) from None
        return pattern


def form_of(book: Book) -> type[forms.ModelForm]:
    return modelform_factory(book.model, form=_Row, fields=book.fields)

"""The conditions of the list."""

from django import forms

from portal_apps.deputies.models import Body

from ..models import Category
from ..states import ItemState, Kind


class ListFilter(forms.Form):
    """An empty field asks nothing; a wrong value neither."""

    text = forms.CharField(label="找", required=False, max_length=60)
    kind = forms.ChoiceField(label="类型", required=False, choices=[("", "全部"), *Kind.choices])
    state = forms.ChoiceField(label="状态", required=False, choices=[("", "全部"), *ItemState.choices])
    category = forms.ModelChoiceField(
        Category.objects.filter(closed=False), label="分类", required=False, empty_label="全部"
    )
    unit = forms.ModelChoiceField(
        Body.objects.kind("handling_unit"), label="承办单位", required=False, empty_label="全部"
    )

    def narrow(self, rows):
        self.is_valid()
        asked = {name: value for name, value in self.cleaned_data.items() if value}
        for word in asked.pop("text", "").split():
            rows = rows.matching(word)
        unit = asked.pop("unit", None)
        if unit:
            rows = rows.filter(handlings__unit=unit).exclude(handlings__state="cancelled")
        return rows.filter(**asked).distinct()

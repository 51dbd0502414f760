"""Forms of areas, terms, sessions, bodies and liaison persons."""

from typing import Any

from django import forms

from foundation.accounts.models import User

from ..kinds import BY_KEY
from ..models import Area, Body, LiaisonPerson, Session, Term

DATES = {name: forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d") for name in ("since", "until")}


class Kept(forms.ModelForm):
    """Whether it may be so is asked by the service; the form only reads what was typed."""

    def _post_clean(self):
        """Write the values on the instance without asking the model: `organise.keep` says it in words."""
        from django.forms.models import construct_instance

        self.instance = construct_instance(self, self.instance, self._meta.fields, self._meta.exclude)


class AreaForm(Kept):
    class Meta:
        model = Area
        fields = ("name", "short", "level", "parent", "code")


class TermForm(Kept):
    class Meta:
        model = Term
        fields = ("area", "number", "since", "until")
        widgets = DATES
        labels = {"since": "首次会议举行（任期起）", "until": "下届首次会议前一天（任期止）"}


class SessionForm(Kept):
    class Meta:
        model = Session
        fields = ("term", "number", "since", "until")
        widgets = DATES
        labels = {"since": "开幕", "until": "闭幕"}


class BodyForm(Kept):
    """Only the fields that bodies of this kind have."""

    class Meta:
        model = Body
        fields = ("name", "term", "parent", "organ", "area", "order", "since", "until", "ground")
        widgets = DATES

    def __init__(self, *args, kind: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.kind = kind
        what = BY_KEY[kind]
        if not what.of_term:
            del self.fields["term"]
        if not what.organ:
            del self.fields["organ"]
        if not what.below:
            del self.fields["parent"]
        else:
            above: Any = self.fields["parent"]
            above.queryset = Body.objects.kind(*what.below).open().exclude(pk=self.instance.pk)
        self.fields["order"].required = False

    def clean_order(self) -> int:
        return self.cleaned_data["order"] or 0


class LiaisonForm(Kept):
    class Meta:
        model = LiaisonPerson
        fields = ("name", "duty", "office_phone", "user", "since")
        widgets = DATES

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        users: Any = self.fields["user"]
        users.queryset = User.objects.filter(is_active=True).order_by("display_name", "username")


class BodyFilter(forms.Form):
    text = forms.CharField(label="名称", required=False)
    ended = forms.BooleanField(label="也看已经结束的", required=False)

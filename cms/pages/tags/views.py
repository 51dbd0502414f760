"""Merging: choose the tag that stays."""

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse_lazy
from django.views.generic import FormView

from foundation.rights.door import requires

from ..models import ContentTag
from ..services import merge_tags


class MergeForm(forms.Form):
    into = forms.ModelChoiceField(ContentTag.objects.none(), label="并入标签", empty_label="请选择")

    def __init__(self, *args, tag, **kwargs):
        super().__init__(*args, **kwargs)
        into = self.fields["into"]
        assert isinstance(into, forms.ModelChoiceField)
        into.queryset = ContentTag.objects.exclude(pk=tag.pk).order_by("name")


@requires("content.lists")
class MergeView(FormView):
    form_class = MergeForm
    template_name = "pages/tags/merge.html"
    success_url = reverse_lazy("contenttag:index")

    def dispatch(self, request, *args, **kwargs):
        self.tag = get_object_or_404(ContentTag, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "tag": self.tag}

    def get_context_data(self, **kwargs):
        return super().get_context_data(tag=self.tag, pages=self.tag.tagged_pages.count(), **kwargs)

    def form_valid(self, form):
        into, name = form.cleaned_data["into"], self.tag.name
        count = merge_tags(self.tag, into=into, by=self.request.user)
        messages.success(self.request, f"标签“{name}”已并入“{into.name}”，涉及 {count} 个页面。")
        return super().form_valid(form)

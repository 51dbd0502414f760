"""Screens of the gate: the check of one draft, and taking lists in from a file."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from wagtail.models import Page

from foundation.rights.door import requires
from foundation.rights.may import may

from .models import GateWaiver, TermList
from .places import placed
from .services import ImportRefused, WaiverRefused, assess_revision, import_leaders, import_terms, waive


def check(request, page_id: int):
    """Issues of the newest draft; POST releases one warning."""
    page = get_object_or_404(Page, pk=page_id).specific
    may_release = may(request.user, "content.waive")
    if not page.permissions_for_user(request.user).can_edit() and not may_release:
        raise PermissionDenied
    revision = page.get_latest_revision() or page.save_revision(log_action=False)
    if request.method == "POST":
        return release(request, page, revision)
    issues = assess_revision(page, revision)
    return render(
        request,
        "editorial_gate/check.html",
        {
            "page": page,
            "placed": placed(revision.as_object(), issues),
            "may_release": may_release,
            "waivers": GateWaiver.objects.filter(revision=revision).select_related("by"),
            "edit_url": reverse("wagtailadmin_pages:edit", args=[page.pk]),
        },
    )


def release(request, page, revision):
    try:
        waive(
            page,
            revision,
            request.POST.get("key", ""),
            by=request.user,
            reason=request.POST.get("reason", ""),
        )
        messages.success(request, "已放行，并记入审计。")
    except WaiverRefused as refusal:
        messages.error(request, str(refusal))
    return redirect("editorial_gate:check", page.pk)


class TermsForm(forms.Form):
    term_list = forms.ModelChoiceField(TermList.objects, label="放进词表")
    file = forms.FileField(label="CSV 文件")


class LeadersForm(forms.Form):
    file = forms.FileField(label="CSV 文件")


@requires("content.lists")
def upload_terms(request):
    hint = "第一行是列名：词、类别（禁用、敏感、易错、允许）、正确写法、说明。已有的词按新内容更新。"
    return upload(
        request,
        TermsForm,
        "导入词条",
        hint,
        lambda data, raw: import_terms(raw, data["term_list"], by=request.user),
    )


@requires("content.lists")
def upload_leaders(request):
    hint = "第一行是列名：姓名、职务（几个职务用“；”分开）、排序、任职起、任职止、依据。"
    return upload(
        request,
        LeadersForm,
        "导入领导人名单",
        hint,
        lambda data, raw: import_leaders(raw, by=request.user),
    )


def upload(request, form_class, heading: str, hint: str, take):
    form = form_class(request.POST or None, request.FILES or None)
    context = {"form": form, "heading": heading, "hint": hint}
    if request.method == "POST" and form.is_valid():
        try:
            counts = take(form.cleaned_data, form.cleaned_data["file"].read())
        except ImportRefused as refusal:
            return render(
                request,
                "editorial_gate/upload.html",
                {**context, "error": f"没有导入。{refusal}"},
                status=400,
            )
        updated = counts.get("updated", 0)
        messages.success(request, f"已导入：新增 {counts['created']}，更新 {updated}。")
        return redirect("wagtailadmin_home")
    return render(request, "editorial_gate/upload.html", context)

"""What every page of the portal stands on: the page without a network, and the parts side by side."""

from datetime import timedelta
from hashlib import sha256

from django import forms
from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.timezone import localdate
from django.views.decorators.cache import cache_control

from foundation.shelves import Line, Shelf
from foundation.waiting import Waiting


@cache_control(max_age=3600)
def offline(request):
    """Kept by the browser and shown when nothing answers; the same for everybody, so it names nobody."""
    return HttpResponse(_offline())


def _offline() -> str:
    return render_to_string(
        "office/offline.html", {"house": settings.WAGTAIL_SITE_NAME, "hotline": settings.HOTLINE}
    )


def service_worker(request):
    """At the root, because a worker reaches only what lies below its own address. New content, new worker."""
    digest = sha256(_offline().encode()).hexdigest()[:12]
    return render(request, "office/sw.js", {"digest": digest}, content_type="text/javascript; charset=utf-8")


class Sample(forms.Form):
    """One field of each sort."""

    name = forms.CharField(label="姓名", help_text="和身份证上一样")
    day = forms.DateField(label="哪一天", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    kind = forms.ChoiceField(label="种类", choices=[("", "请选"), ("a", "建议"), ("b", "议案")])
    text = forms.CharField(label="内容", widget=forms.Textarea, required=False)


def parts(request):
    """Every shared part with sample content, for whoever builds a screen. Not in production."""
    if not (settings.DEBUG or settings.DEMO or settings.SHOW_PARTS):
        raise Http404
    now, today = timezone.now(), localdate()
    steps = [
        {"at": now - timedelta(days=9), "title": "提交", "by": "方谷雨", "text": "社区老年助餐点的补贴"},
        {"at": now - timedelta(days=2), "title": "交办", "by": "代表工委", "url": "/"},
        {"title": "评价市民政局的答复", "state": "you"},
        {"title": "办结", "state": "next"},
    ]
    waiting = [
        Waiting("评价市民政局的答复", "/", "先办这件", "第 87 号建议", today - timedelta(days=2), "去评价"),
        Waiting("确认联名", "/", "等您答复", "增设公交站遮雨棚", today),
        Waiting("专题调研报名", "/", "活动", due=today + timedelta(days=6)),
        Waiting("代表团通知", "/", "没有期限"),
    ]
    lines = [
        Line("社区老年助餐点的补贴和食品安全", "/", "已答复，等您评价", "第 87 号", True, track=8, at=7),
        Line("老旧小区电动自行车集中充电点", "/", "草稿，还差 2 项就能提交", "昨天 21:14 保存", track=8),
    ]
    shelves = [Shelf("我的建议", lines, "/", "全部 5 件", "/", "写一件新建议")]
    context = {"steps": steps, "waiting": waiting, "shelves": shelves, "form": Sample({"name": ""})}
    return render(request, "office/gallery.html", context)

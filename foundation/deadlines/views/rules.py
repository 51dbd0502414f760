"""The rule table: what holds, on what it rests, who changed it; a change is a new version."""

from itertools import groupby

from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate

from foundation.rights.door import requires

from ..forms import RuleForm
from ..models import DeadlineRule, RuleVersion
from ..services import change_rule, may_change_rule
from .door import say


@requires("rules.keep")
def rule_list(request):
    today = localdate()
    rules = DeadlineRule.objects.with_versions().order_by("id")
    rows = [(rule, rule.in_force(today)) for rule in rules]
    parts = [(part, list(entries)) for part, entries in groupby(rows, key=lambda row: row[0].part)]
    return render(request, "deadlines/rules.html", {"parts": parts})


@requires("rules.keep")
def rule(request, key: str):
    mine = get_object_or_404(DeadlineRule.objects.with_versions(), key=key)
    versions = sorted(mine.versions.all(), key=lambda version: -version.number)
    last = versions[0]
    form = RuleForm(last, request.POST or None, initial=_initial(last))
    if request.method == "POST" and form.is_valid():
        done = "已写成新的一版。已经开始的期限仍按原来的一版。"
        if say(request, lambda: _change(mine, form.cleaned_data, request), done):
            return redirect("deadlines:rule", key)
    context = {
        "rule": mine,
        "now": mine.in_force(localdate()),
        "versions": versions,
        "last": last,
        "form": form,
        "may_change": may_change_rule(request.user, mine),
    }
    return render(request, "deadlines/rule.html", context)


def _change(rule: DeadlineRule, entered: dict, request) -> None:
    said, seen = dict(entered), request.POST.get("seen", "")
    reason = said.pop("reason")
    change_rule(rule, by=request.user, reason=reason, seen=int(seen) if seen.isdecimal() else None, **said)


def _initial(last: RuleVersion) -> dict:
    names = ("value", "roll", "amber_percent", "amber_days", "source", "valid_until")
    start = {"valid_from": localdate(), "start_counts": "1" if last.start_counts else ""}
    return {name: getattr(last, name) for name in names} | start

"""The rules a person keeps: what holds, on what it rests, who changed it; a change is a new version."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate

from foundation.accounts.dangerous import ask_for_proof
from foundation.rights.door import requires
from foundation.rights.may import demand
from foundation.rights.table import AREAS, BY_VERB

from .areas import PROVED, VERBS, verbs_of
from .forms import RuleForm
from .models import Rule, RuleVersion
from .refusals import NotAllowed, Refused
from .services import change_rule


@requires(*VERBS)
def rule_list(request):
    today, verbs = localdate(), verbs_of(request.user)
    rules = Rule.objects.with_versions().filter(verb__in=verbs)
    rows = [(rule, rule.in_force(today)) for rule in rules]
    areas = [
        (AREAS[BY_VERB[verb].area], _by_part([row for row in rows if row[0].verb == verb])) for verb in verbs
    ]
    return render(request, "rulebook/rules.html", {"areas": [area for area in areas if area[1]]})


@requires(*VERBS)
def rule(request, key: str):
    mine = get_object_or_404(Rule.objects.with_versions(), key=key)
    demand(request.user, mine.verb)
    versions = sorted(mine.versions.all(), key=lambda version: -version.number)
    last = versions[0]
    form = RuleForm(last, request.POST or None, initial=_initial(last))
    if request.method == "POST" and form.is_valid():
        if mine.verb in PROVED and (question := ask_for_proof(request)):
            return question
        if _changed(mine, form.cleaned_data, request):
            return redirect("rulebook:rule", key)
    now = mine.in_force(localdate())
    context = {"rule": mine, "now": now, "versions": versions, "last": last, "form": form}
    return render(request, "rulebook/rule.html", context)


def _by_part(rows: list) -> list[tuple[str, list]]:
    parts: dict[str, list] = {}
    for row in rows:
        parts.setdefault(row[0].part, []).append(row)
    return list(parts.items())


def _changed(rule: Rule, entered: dict, request) -> bool:
    said, seen = dict(entered), request.POST.get("seen", "")
    reason = said.pop("reason")
    try:
        change_rule(
            rule, by=request.user, reason=reason, seen=int(seen) if seen.isdecimal() else None, **said
        )
    except NotAllowed:
        raise
    except Refused as refusal:
        messages.error(request, str(refusal))
        return False
    kept = "已经开始的期限仍按原来的一版。" if rule.counted else "一分钟内处处生效。"
    messages.success(request, f"已写成新的一版。{kept}")
    return True


def _initial(last: RuleVersion) -> dict:
    names = ("value", "roll", "amber_percent", "amber_days", "source", "valid_until")
    start = {"valid_from": localdate(), "start_counts": "1" if last.start_counts else ""}
    value = list(last.typed) if last.unit == "list" else last.value
    return {name: getattr(last, name) for name in names} | start | {"value": value}

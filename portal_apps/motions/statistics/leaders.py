"""This year at one look, on the first page of those who lead and those who keep the work."""

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.timezone import localdate

from foundation.rights.may import may
from foundation.shelves import Line, Shelf

from .counting import numbers, promises, years
from .facts import settle
from .figures import BY_KEY
from .scope import Scope, opens

SHOWN = ("overdue", "unjudged", "result_bad", "broken")


def leaders(user) -> Shelf | None:
    """Four numbers and the way to all others; for who chooses key items or issues the report."""
    if not (may(user, "suggestions.choose_key") or may(user, "suggestions.report")):
        return None
    settle()
    today, known = localdate(), years()
    scope = Scope(known[0] if known else today.year)
    if not opens(user, scope):
        return None
    found, kept = (
        numbers(
            scope, today, tuple(BY_KEY[key] for key in (*SHOWN, "due", "answered", "judged", "promised"))
        ),
        promises(scope, today),
    )
    lines = []
    for key in SHOWN:
        one = found[key]
        words = (
            f"{one.figure.part_of and BY_KEY[one.figure.part_of].name} {one.whole}"
            if one.whole is not None
            else ""
        )
        where = f"{reverse('motions:list')}?{urlencode({'tab': 'all', 'figure': one.address})}"
        hot = one.value > 0 and key in ("overdue", "broken")
        lines.append(Line(one.figure.name, where, words, f"{one.value} 件", red=hot))
    note = f"承诺已到期 {kept.due} 项，兑现 {kept.kept} 项（{kept.percent}），还没到期 {kept.open} 项。"
    return Shelf(f"{scope.year} 年度办理情况", lines, reverse("motions:figures"), "看统计", note=note)

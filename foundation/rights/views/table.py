"""The whole table for everybody who works here, and what one's own roles give."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render

from foundation.accounts.roles import BY_KEY, ROLES

from ..table import AREAS, VERBS


@login_required
def table(request):
    """`?role=` shows one role; own roles come first."""
    chosen = BY_KEY.get(request.GET.get("role", ""))
    shown = [role for role in ROLES if chosen in (None, role)]
    areas = [
        {
            "name": name,
            "rows": [row for row in (_row(one, shown) for one in _verbs(area)) if row["cells"]],
        }
        for area, name in AREAS.items()
    ]
    mine = [(role, [one for one in VERBS if role.key in one.holders]) for role in request.user.roles]
    context = {"areas": [one for one in areas if one["rows"]], "roles": ROLES, "chosen": chosen, "mine": mine}
    return render(request, "rights/table.html", context)


def _verbs(area: str):
    return [one for one in VERBS if one.area == area]


def _row(verb, roles) -> dict:
    cells = [(role.name, verb.holders[role.key].label) for role in roles if role.key in verb.holders]
    return {"verb": verb, "cells": cells}

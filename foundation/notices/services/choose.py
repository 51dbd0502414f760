"""What a person wants to be told outside, and how."""

from typing import Any

from django.db import transaction

from foundation.audit.services import record

from ..carriers import LABELS, open_carriers
from ..models import Choice, Preference
from ..refusals import MessageRefused
from ..registry import KINDS
from ..sending.plan import choice_for


def choices_of(person) -> list[dict]:
    """Every kind with its carriers: the choice in force, and whether it can be changed."""
    chosen: dict[str, dict[str, str]] = {}
    for kind, carrier, choice in Preference.objects.filter(person=person).values_list(
        "kind", "carrier", "choice"
    ):
        chosen.setdefault(kind, {})[carrier] = choice
    return [
        {
            "kind": kind,
            "carriers": [
                {
                    "key": key,
                    "label": LABELS[key],
                    "choice": choice_for(kind, key, chosen.get(kind.key, {})),
                    "fixed": key in kind.compulsory,
                }
                for key in open_carriers()
            ],
        }
        for kind in KINDS.values()
    ]


def choose(person, choices: dict[tuple[str, str], str], *, by=None) -> int:
    """Store the person's own choices, {(kind, carrier): now, digest or off}; how many changed.

    `by` enters them on behalf of the person; the caller asked whether that is allowed (foundation.life.enter_for).

    Raises MessageRefused for what is compulsory and set otherwise, and for what does not exist; then nothing changes.
    """
    with transaction.atomic():
        in_force = {
            (entry["kind"].key, one["key"]): one["choice"]
            for entry in choices_of(person)
            for one in entry["carriers"]
        }
        changed = 0
        for (kind, carrier), choice in choices.items():
            if (kind, carrier) not in in_force or choice not in Choice.values:
                raise MessageRefused("没有这样的选择，请刷新页面再试。")
            if choice == in_force[kind, carrier]:
                continue
            if carrier in KINDS[kind].compulsory:
                raise MessageRefused(f"{KINDS[kind].label}的{LABELS[carrier]}不能关闭：{KINDS[kind].source}")
            Preference.objects.update_or_create(
                person=person, kind=kind, carrier=carrier, defaults={"choice": choice}
            )
            changed += 1
        if changed:
            proxy: dict[str, Any] = {"acting_for": f"user:{person.pk}"} if by and by.pk != person.pk else {}
            record(
                actor=by or person,
                verb="messages.choose",
                object_key=f"user:{person.pk}",
                changed=changed,
                **proxy,
            )
    return changed

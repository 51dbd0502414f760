"""The table as docs/motions: an index and one page for each verb."""

from foundation.accounts.roles import BY_KEY as ROLES
from foundation.rights.table import BY_VERB as RIGHTS

from ..clocks import BY_KEY as CLOCKS
from ..telling import GROUPS
from . import PART_NAMES, PARTS
from .step import FIELDS, SUBJECTS, Effect, Step

ACTS = {"start": "开始", "stop": "停止", "restart": "重新起算", "extend": "延长"}
KINDS = {"suggestion": "建议", "motion": "议案"}
WHO = {
    "lead": "领衔代表（或者代录）",
    "co": "联名代表（或者代录）",
    "sponsor": "提出代表（或者代录）",
    "": "",
}
HEAD = "<!-- Written by `manage.py motion_docs` from portal_apps/motions/table. -->\n\n"


def pages() -> dict[str, str]:
    """File name → text."""
    return {"README.md": _index()} | {
        f"{step.key}.md": _page(step) for part in PARTS.values() for step in part
    }


def _index() -> str:
    lines = [
        "# Motions and suggestions: every act",
        "",
        "Code, tests and these pages read one table, `portal_apps/motions/table`. Why: "
        "[decision 0190](../decisions/0190-motions.md).",
    ]
    for key, steps in PARTS.items():
        lines += [
            "",
            f"## {PART_NAMES[key]}",
            "",
            "| 动作 | 对象 | 从 | 到 | 权限 |",
            "| --- | --- | --- | --- | --- |",
        ]
        lines += [
            f"| [{step.name}]({step.key}.md) `{step.key}` | {SUBJECTS[step.subject]} | {_states(step, step.sources)} | "
            f"{_states(step, step.to)} | {'、'.join(f'`{right}`' for right in step.rights)} |"
            for step in steps
        ]
    return HEAD + "\n".join(lines) + "\n"


def _page(step: Step) -> str:
    rows = {
        "对象": f"{SUBJECTS[step.subject]}（{'、'.join(KINDS[kind] for kind in step.kinds)}）",
        "从": _states(step, step.sources),
        "到": _states(step, step.to),
        "依据": step.rule,
        "权限": "<br>".join(_right(right) for right in step.rights),
        "谁": WHO[step.who],
        "必填": _fields(step.needs),
        "可填": _fields(step.takes),
        "期限": "<br>".join(_clock(step, effect) for effect in step.clocks),
        "通知": "、".join(GROUPS[name].name for name in step.tells),
        "何时适用": step.when,
        "说明": step.note,
    }
    body = "\n".join(f"| {name} | {value} |" for name, value in rows.items() if value)
    return f"{HEAD}# {step.name} `{step.key}`\n\n| | |\n| --- | --- |\n{body}\n"


def _states(step: Step, states: tuple[str, ...]) -> str:
    return "、".join(step.state_name(one) for one in states)


def _fields(names: tuple[str, ...]) -> str:
    return "、".join(f"{FIELDS[name]} `{name}`" for name in names)


def _right(right: str) -> str:
    holders = "、".join(
        f"{ROLES[role].name}（{scope.label}）" for role, scope in RIGHTS[right].holders.items()
    )
    return f"`{right}` {RIGHTS[right].name}：{holders}"


def _clock(step: Step, effect: Effect) -> str:
    watch = CLOCKS[effect.key]
    ends = "、".join(step.state_name(one) for one in effect.to)
    return f"{ACTS[effect.act]}“{watch.label}”`{watch.rule}`{f'（到“{ends}”时）' if ends else ''}"

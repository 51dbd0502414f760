"""The table of acts as law and documentation want it."""

import ast
from pathlib import Path

import pytest

from foundation.rights.table import BY_VERB as RIGHTS
from foundation.rulebook.models import Rule
from portal_apps.motions.clocks import BY_KEY as CLOCKS
from portal_apps.motions.states import STATES_OF, HandlingState, PromiseState
from portal_apps.motions.table import BY_KEY, FIELDS, HANDLING, ITEM, NEW, PROMISE, SAME, STEPS, possible
from portal_apps.motions.table.pages import pages
from portal_apps.motions.telling import GROUPS

ROOT = Path(__file__).parents[3]


def test_the_documentation_shows_this_very_table():
    folder = ROOT / "docs" / "motions"
    shown = {file.name: file.read_text(encoding="utf-8") for file in folder.glob("*.md")}
    assert shown == pages(), "manage.py motion_docs writes them anew"


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.key)
def test_every_act_names_rights_rules_fields_clocks_and_groups_that_exist(step):
    assert set(step.rights) <= set(RIGHTS)
    assert "第" in step.rule
    assert {*step.needs, *step.takes} <= set(FIELDS)
    assert {effect.key for effect in step.clocks} <= set(CLOCKS)
    assert set(step.tells) <= set(GROUPS)
    known = {ITEM: {state for kind in step.kinds for state in STATES_OF[kind]}, HANDLING: set(HandlingState)}
    known[PROMISE] = set(PromiseState)
    assert {*step.sources, *step.to} - {NEW, SAME} <= {
        str(one) for one in known[step.subject]
    } or step.subject == ITEM
    for effect in step.clocks:
        assert set(effect.to) <= {*step.to, *step.sources}


def test_no_act_stands_twice_in_the_table():
    assert len(BY_KEY) == len(STEPS)


@pytest.mark.parametrize("kind", STATES_OF)
def test_every_state_of_a_kind_is_reached_and_only_ends_have_no_way_on(kind):
    own = [step for step in STEPS if step.subject == ITEM and kind in step.kinds]
    reached = {end for step in own for end in step.to} - {SAME}
    assert set(STATES_OF[kind]) <= reached
    stuck = {
        state for state in STATES_OF[kind] if not any({*s.to} - {SAME} for s in possible(ITEM, kind, state))
    }
    ends = {
        "suggestion": {"letter", "closed", "withdrawn"},
        "motion": {"closed", "converted", "withdrawn"},
    }
    assert stuck == ends[kind]


def test_every_state_of_a_handling_is_reached_from_the_proposal():
    ways = {(a, b) for s in STEPS if s.subject == HANDLING for a in s.sources for b in s.ends(a)}
    reached = {"proposed"}
    while more := {b for a, b in ways if a in reached} - reached:
        reached |= more
    assert reached == set(HandlingState.values)


def test_a_redo_leads_to_a_second_reply_and_never_to_a_second_redo():
    assert "redo" not in BY_KEY["dispose"].to
    assert BY_KEY["evaluate"].sources == ("replied",)


@pytest.mark.django_db
def test_every_clock_follows_a_rule_that_is_loaded():
    keys = {watch.rule for watch in CLOCKS.values()}
    assert keys <= set(Rule.objects.values_list("key", flat=True))


def test_every_act_is_done_by_code_and_every_code_stands_in_the_table():
    """Verbs name their step as a literal: `perform("accept", …)`."""
    named = set()
    for file in (ROOT / "portal_apps" / "motions" / "services").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "perform":
                named.add(node.args[0].value)
    assert named == set(BY_KEY)

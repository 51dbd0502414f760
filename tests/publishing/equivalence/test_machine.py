"""Thirty histories of a site, of more than twenty steps each; `./run bench publishing-equivalence` walks more."""

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from .machine import FIGURES, SiteMachine

SEQUENCES, STEPS = 30, 24


def test_the_incremental_site_equals_the_full_one_after_any_history():
    begun = FIGURES.sequences
    chosen = settings(
        max_examples=SEQUENCES,
        stateful_step_count=STEPS,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(SiteMachine, settings=chosen)
    assert FIGURES.sequences - begun >= SEQUENCES
    assert FIGURES.steps >= 20 * SEQUENCES
    assert FIGURES.comparisons >= SEQUENCES

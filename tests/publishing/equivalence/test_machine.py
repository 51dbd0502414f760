"""Thirty histories of a site, of more than twenty steps each; `./run bench publishing-equivalence` walks more."""

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from .machine import FIGURES, SiteMachine

SEQUENCES, STEPS = 38, 24  # hypothesis ends some of them early


def test_the_incremental_site_equals_the_full_one_after_any_history():
    chosen = settings(
        max_examples=SEQUENCES,
        stateful_step_count=STEPS,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(SiteMachine, settings=chosen)
    assert FIGURES.sequences >= 30
    assert FIGURES.comparisons >= FIGURES.sequences

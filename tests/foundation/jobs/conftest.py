"""Kinds of jobs that tests give out, taken back afterwards."""

import pytest

from foundation.jobs.registry import JobKind, kinds, register_kind


@pytest.fixture
def kind():
    """Register a kind for one test: `kind(function, queue=…, max_attempts=…)` returns its name."""
    before = dict(kinds)

    def register(function, name="test.kind", **options):
        register_kind(JobKind(name, function, label=options.pop("label", "试验"), **options))
        return name

    yield register
    kinds.clear()
    kinds.update(before)

"""Templates that tests give out, taken back afterwards."""

import pytest

from foundation.notices import registry


@pytest.fixture(autouse=True)
def texts():
    """`texts("test.due", title=…)` registers a template; all are forgotten with the test."""
    before = dict(registry.TEMPLATES), dict(registry.KINDS)

    def register(
        key="test.due", kind="task", title="{name}将于 {due} 到期", text="请办理{name}。", **options
    ):
        return registry.register_template(key, kind=kind, title=title, text=text, **options)

    register()
    yield register
    for kept, found in zip((registry.TEMPLATES, registry.KINDS), before, strict=True):
        kept.clear()
        kept.update(found)

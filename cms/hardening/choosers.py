"""Choosers start themselves by an inline script. Here they only say what to start; hardening/start.js does it."""

import re

from django.utils.safestring import mark_safe
from wagtail.admin.widgets.chooser import BaseChooser

START = re.compile(r"<script>new ([\w.]+)\((.*)\);</script>", re.DOTALL)


def as_data(html: str) -> str:
    """The same HTML with `new Name(args)` as data. HTML of another shape stays, and the policy refuses it."""
    return START.sub(_data, html)


def _data(match: re.Match[str]) -> str:
    arguments = match[2].replace("<", "\\u003c")  # nothing in the data may close the element
    return f'<script type="application/json" data-start="new {match[1]}">[{arguments}]</script>'


def say_instead_of_run() -> None:
    """Wrap BaseChooser.render, which has no template to override."""
    render = BaseChooser.render

    def render_as_data(self, name, value, attrs=None, renderer=None):
        return mark_safe(as_data(render(self, name, value, attrs, renderer)))

    BaseChooser.render = render_as_data

"""Pelican's writer, taking down what would be written; whether it has to be is decided later, page by page."""

import io
import os
from dataclasses import dataclass
from typing import Any

from jinja2 import Template
from pelican.writers import Writer


@dataclass(slots=True)
class Captured:
    """A page a generator of Pelican wants: its template and the variables only it has."""

    file: str
    template: Template
    variables: dict[str, Any]


class _Taker:
    """In the place of a template: remembers for what it was asked to render."""

    def __init__(self, writer: "CaptureWriter", template: Template):
        self.writer, self.template = writer, template

    def render(self, variables: dict[str, Any]) -> str:
        shared = self.writer.shared
        own = {
            name: value
            for name, value in variables.items()
            if name not in shared or shared[name] is not value
        }
        self.writer.taken.append(Captured(variables["output_file"], self.template, own))
        return ""


class CaptureWriter(Writer):
    """`files` is what plugins write through the writer themselves."""

    def __init__(self, output_path: str, settings: Any):
        super().__init__(output_path, settings)
        self.taken: list[Captured] = []
        self.shared: dict[str, Any] = {}
        self._pages: set[str] = set()

    def write_file(
        self, name: str, template: Any, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> None:
        self.shared = context
        super().write_file(name, _Taker(self, template), context, *args, **kwargs)

    def _open_w(self, filename: str, encoding: str, override: bool = False) -> Any:
        last = self.taken[-1] if self.taken else None
        if last and os.path.join(self.output_path, last.file) == filename and filename not in self._pages:
            self._pages.add(filename)
            return io.StringIO()
        if (
            filename in self._pages
        ):  # of two pages for one file the first stays, unless the other may replace it
            self.taken.pop() if not override else self._replace(filename)
            return io.StringIO()
        return open(filename, "w", encoding=encoding)

    def _replace(self, filename: str) -> None:
        last = self.taken[-1]
        self.taken = [one for one in self.taken if one.file != last.file or one is last]

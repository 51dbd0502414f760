"""The tree of columns. It stands still while a site takes changes: with a changed column the site is loaded anew."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property

from .head import Head


class Columns:
    def __init__(self, heads: Mapping[str, Head]):
        self.heads = heads
        self._chains: dict[str, list[Head]] = {}
        self._lists: dict[str, tuple[str, ...]] = {}

    def above(self, head: Head) -> list[Head]:
        """The column a document stands in and those above it, nearest first."""
        return self.chain(head["data"].get("parent", "") if head.kind == "column" else head.column)

    def chain(self, column_id: str) -> list[Head]:
        """A column and those above it."""
        if column_id not in self._chains:
            chain: list[Head] = []
            parent = column_id
            while (column := self.heads.get(parent)) and column.kind == "column" and column not in chain:
                chain.append(column)
                parent = column["data"].get("parent", "")
            self._chains[column_id] = chain
        return self._chains[column_id]

    def lists_of(self, column_id: str) -> tuple[str, ...]:
        """The lists of what stands in a column."""
        if column_id not in self._lists:
            self._lists[column_id] = tuple(f"column:{one.id}" for one in self.chain(column_id))
        return self._lists[column_id]

    @cached_property
    def by_locale(self) -> dict[str, list[Head]]:
        """Columns of a locale in menu order."""
        found: dict[str, list[Head]] = defaultdict(list)
        for head in self.heads.values():
            if head.kind == "column":
                found[head.locale].append(head)
        for columns in found.values():
            columns.sort(key=lambda column: (column["data"].get("position", 0), column.path))
        return found

    def children(self, column_id: str, locale: str) -> list[Head]:
        return [one for one in self.by_locale[locale] if one["data"].get("parent", "") == column_id]

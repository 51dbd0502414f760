"""The tree of columns, and the list pages they lead to. It stands still while a site takes changes: with a changed one the site is loaded anew."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from .head import Head, link_of


class Columns:
    def __init__(self, heads: Mapping[str, Head]):
        self.heads = heads
        self._chains: dict[str, list[Head]] = {}
        self._lists: dict[str, tuple[str, ...]] = {}

    def above(self, head: Head) -> list[Head]:
        """The column a document stands in and those above it, nearest first."""
        if head.kind == "column":
            return self.chain(head["data"].get("parent", ""))
        return self.chain(head.column or self._at.get((head.locale, head.list_of), ""))

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

    @cached_property
    def _at(self) -> dict[tuple[str, str], str]:
        """By language and address."""
        return {(one.locale, one.path): one.id for found in self.by_locale.values() for one in found}

    @cached_property
    def _pages(self) -> dict[str, list[Head]]:
        """List pages by the column that leads to them, "" for those whose column is not there, by language."""
        found: dict[str, list[Head]] = defaultdict(list)
        for head in self.heads.values():
            if head.list_of:
                found[self._at.get((head.locale, head.list_of)) or f":{head.locale}"].append(head)
        for pages in found.values():
            pages.sort(key=lambda head: head.path)
        return found

    def pages(self, column_id: str) -> list[dict[str, Any]]:
        """Links to the list pages of a column."""
        return [link for head in self._pages.get(column_id, ()) if (link := link_of(head))]

    def stray_pages(self, locale: str) -> list[dict[str, Any]]:
        """Links to list pages whose column is not there."""
        return self.pages(f":{locale}")

    def children(self, column_id: str, locale: str) -> list[Head]:
        return [one for one in self.by_locale[locale] if one["data"].get("parent", "") == column_id]

"""Finding thousands of terms in one walk over the text (Aho–Corasick)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

import ahocorasick

from .fold import fold, fold_term

TermKind = Literal["forbidden", "sensitive", "misspelt", "allowed"]


@dataclass(frozen=True, slots=True)
class TermRule:
    """A term to look for. `allowed` phrases are exceptions: what lies inside one of them is not reported."""

    text: str
    kind: TermKind
    right: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    start: int
    end: int
    rule: TermRule


class TermAutomaton:
    """Built once for a version of the lists, then only read: safe to share between threads."""

    def __init__(self, rules: Iterable[TermRule]) -> None:
        self.automaton = ahocorasick.Automaton()
        by_text: dict[str, list[TermRule]] = {}
        for rule in with_right_forms(rules):
            by_text.setdefault(fold_term(rule.text), []).append(rule)
        by_text.pop("", None)
        for text, same in by_text.items():
            self.automaton.add_word(text, (len(text), tuple(same)))
        self.size = len(by_text)
        self.automaton.make_automaton()

    def allows(self, text: str) -> bool:
        """Whether exactly this text stands among the exceptions (a published duty number, for instance)."""
        _, rules = self.automaton.get(fold_term(text), (0, ()))
        return any(rule.kind == "allowed" for rule in rules)

    def find(self, text: str) -> list[Hit]:
        """Hits in the order of the text, without those inside an allowed phrase or inside a longer hit."""
        if not self.size:
            return []
        folded, places = fold(text)
        spans = [
            (end - length + 1, end + 1, rules)
            for end, (length, rules) in self.automaton.iter(folded)
            if stands_alone(folded, end - length + 1, end + 1)
        ]
        spans.sort(key=lambda span: (span[0], -span[1]))
        hits, reach_allowed = [], -1
        reach_same: dict[Any, int] = {}
        for start, end, rules in spans:
            if any(rule.kind == "allowed" for rule in rules):
                reach_allowed = max(reach_allowed, end)
            if end <= reach_allowed:
                continue
            for rule in rules:
                if rule.kind != "allowed" and end > reach_same.get(rule.kind, -1):
                    reach_same[rule.kind] = end
                    hits.append(Hit(places[start], places[end - 1] + 1, rule))
        return hits


def with_right_forms(rules: Iterable[TermRule]) -> Iterable[TermRule]:
    """The rules, plus an exception for every right form that contains its own wrong form."""
    for rule in rules:
        yield rule
        if rule.kind == "misspelt" and fold_term(rule.text) in fold_term(rule.right):
            yield TermRule(rule.right, "allowed")


def stands_alone(text: str, start: int, end: int) -> bool:
    """A Latin term is a word of its own: "sb" is not found in "usb"."""
    return not (glued(text, start) or glued(text, end))


def glued(text: str, place: int) -> bool:
    return 0 < place < len(text) and is_latin(text[place - 1]) and is_latin(text[place])


def is_latin(char: str) -> bool:
    return char.isascii() and char.isalnum()

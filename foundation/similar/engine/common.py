"""The longest runs two texts have in common, found in time linear in their length (a suffix automaton)."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Run:
    """The same letters at two places."""

    ours: int
    theirs: int
    length: int


class Automaton:
    """Knows every substring of a text."""

    def __init__(self, text: str) -> None:
        self.next: list[dict[str, int]] = [{}]
        self.link, self.length, self.end = [-1], [0], [0]
        last = 0
        for place, letter in enumerate(text, 1):
            last = self._grow(last, letter, place)

    def _state(self, length: int, link: int, end: int, following: dict[str, int]) -> int:
        self.next.append(following)
        self.length.append(length)
        self.link.append(link)
        self.end.append(end)
        return len(self.next) - 1

    def _grow(self, last: int, letter: str, place: int) -> int:
        grown = self._state(place, 0, place, {})
        state = last
        while state >= 0 and letter not in self.next[state]:
            self.next[state][letter] = grown
            state = self.link[state]
        if state < 0:
            return grown
        following = self.next[state][letter]
        if self.length[state] + 1 == self.length[following]:
            self.link[grown] = following
            return grown
        length, end = self.length[state] + 1, self.end[following]
        twin = self._state(length, self.link[following], end, dict(self.next[following]))
        while state >= 0 and self.next[state].get(letter) == following:
            self.next[state][letter] = twin
            state = self.link[state]
        self.link[following] = self.link[grown] = twin
        return grown

    def runs(self, theirs: str, least: int) -> list[Run]:
        """Every run of at least `least` letters that can be prolonged on neither side, in the order of `theirs`."""
        found: list[Run] = []
        state = length = 0
        for place, letter in enumerate([*theirs, None]):
            before = state, length
            while state and letter not in self.next[state]:
                state = self.link[state]
                length = self.length[state]
            if letter is not None and letter in self.next[state]:
                state, length = self.next[state][letter], length + 1
            else:
                length = 0
            was_state, was = before
            if was >= least and length <= was:
                found.append(Run(self.end[was_state] - was, place - was, was))
        return found

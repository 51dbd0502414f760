"""Who stands where in one list. Places are given once, from the oldest; what leaves makes a gap."""

from array import array
from bisect import bisect_left
from collections.abc import Iterator

PER_PAGE = 20


class Places:
    """Members by place. `end` = places ever given out, those of members that left included."""

    __slots__ = ("end", "ids", "positions")

    def __init__(self) -> None:
        self.positions = array("l")
        self.ids: list[str] = []
        self.end = 0

    def __len__(self) -> int:
        return len(self.ids)

    def __iter__(self) -> Iterator[tuple[int, str]]:
        return zip(self.positions, self.ids, strict=True)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Places) and [*self, self.end] == [*other, other.end]

    __hash__ = None  # type: ignore[assignment]

    def fill(self, members: list[tuple[int, str]]) -> None:
        """All members at once, in any order."""
        members.sort()
        self.positions = array("l", [position for position, _ in members])
        self.ids = [document_id for _, document_id in members]

    def add(self, position: int, document_id: str) -> None:
        index = bisect_left(self.positions, position)
        self.positions.insert(index, position)
        self.ids.insert(index, document_id)
        self.end = max(self.end, position + 1)

    def remove(self, position: int) -> None:
        index = bisect_left(self.positions, position)
        del self.positions[index], self.ids[index]

    def block(self, number: int) -> list[str]:
        """Members of archive page `number` (from 1, the oldest), newest first. Gaps stay gaps."""
        first = bisect_left(self.positions, (number - 1) * PER_PAGE)
        last = bisect_left(self.positions, number * PER_PAGE)
        return self.ids[first:last][::-1]

    @property
    def full(self) -> int:
        """How many archive pages there are: blocks that will never take another member."""
        return self.end // PER_PAGE

    def newest(self, count: int = PER_PAGE) -> list[str]:
        return self.ids[: -count - 1 : -1]

    def neighbours(self, position: int) -> tuple[str, str]:
        """(newer, older) member beside a place, "" at the ends."""
        index = bisect_left(self.positions, position)
        newer = self.ids[index + 1] if index + 1 < len(self.ids) else ""
        return newer, self.ids[index - 1] if index else ""

    def before(self, position: int, count: int) -> list[str]:
        """The members on the `count` places before, oldest first."""
        index = bisect_left(self.positions, position)
        return self.ids[max(0, index - count) : index]

    def after(self, position: int, count: int) -> list[str]:
        """The next `count` members, oldest first."""
        index = bisect_left(self.positions, position + 1)
        return self.ids[index : index + count]


NOBODY = Places()

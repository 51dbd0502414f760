"""What stands against taking a message at all: it is not in the book, and may come again."""

from typing import Any


class Fault(Exception):
    """`code` is for the program of the other side, `reason` for its people, `where` a place in what they sent."""

    def __init__(
        self, status: int, code: str, reason: str, *, where: str = "", expected: int | None = None
    ) -> None:
        super().__init__(reason)
        self.status, self.code, self.reason, self.where, self.expected = status, code, reason, where, expected

    def said(self) -> dict[str, Any]:
        told: dict[str, Any] = {"code": self.code, "reason": self.reason}
        if self.where:
            told["where"] = self.where
        if self.expected is not None:
            told["expected"] = self.expected
        return {"error": told}


class NotDone(Exception):
    """The message is in the book and was refused: the act it asks for is not possible."""

    def __init__(self, code: str, reason: str, where: str = "") -> None:
        super().__init__(reason)
        self.code, self.reason, self.where = code, reason, where

"""What a carrier is given and what it answers. Plain Python."""

import re
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol


class Result(StrEnum):
    """How a request ended. Only `LATER` and `ABSENT` say that nothing left the house."""

    ACCEPTED = "accepted"  # the gateway has it; a receipt may follow
    DELIVERED = "delivered"  # it arrived
    REFUSED = "refused"  # it will never arrive; trying again is no use
    LATER = "later"  # proven not sent; try again after `wait` seconds
    UNKNOWN = "unknown"  # it may have been sent: never send again by time alone
    ABSENT = "absent"  # asked afterwards: the gateway does not know it


@dataclass(frozen=True)
class Outcome:
    """`code` is the gateway's word, `reason` what staff read. Neither holds a number, an address or a secret."""

    result: Result
    reason: str = ""
    code: str = ""
    remote_id: str = ""
    wait: float = 0.0

    def __post_init__(self) -> None:
        # what comes from outside is not trusted to be a code
        object.__setattr__(self, "code", re.sub(r"[^\w.:^-]", "", self.code, flags=re.ASCII)[:64])
        object.__setattr__(self, "remote_id", re.sub(r"[^\w.:^@-]", "", self.remote_id, flags=re.ASCII)[:64])


@dataclass(frozen=True)
class Letter:
    """One message to one address. `reference` travels with it and comes back in receipts."""

    reference: str
    address: str = field(repr=False)
    title: str = field(repr=False)
    text: str = field(repr=False)
    template: str
    sms: str = field(repr=False)
    values: dict[str, str] = field(repr=False, default_factory=dict)
    sent_at: datetime | None = None
    remote_id: str = ""


@dataclass(frozen=True)
class Report:
    """A receipt that a gateway brought by itself: for our reference or its own number, and to which telephone."""

    phone: str = field(repr=False)
    outcome: Outcome
    reference: str = ""
    remote_id: str = ""


class Carrier(Protocol):
    """An adapter. It never raises for what happens on the way; it never logs an address or a secret."""

    receipts: bool  # whether `look_up` can tell anything
    absence_proves: bool  # whether "not known" means "was not sent"

    def address(self, person: Any) -> str:
        """Where to reach the person; empty when unknown."""
        ...

    def send(self, letter: Letter) -> Outcome:
        """One request. Returns UNKNOWN whenever bytes went out and no answer came that can be understood."""
        ...

    def look_up(self, letter: Letter) -> Outcome:
        """What became of a letter: ACCEPTED, DELIVERED, REFUSED, ABSENT; UNKNOWN when the question failed."""
        ...


def mobile(person: Any) -> str:
    """The 11 digits of a mainland mobile number, or nothing."""
    return digits_of(person.phone or "")


def digits_of(number: str) -> str:
    """The same of a number as somebody writes it."""
    digits = re.sub(r"\D", "", number)
    digits = digits.removeprefix("86") if len(digits) == 13 else digits
    return digits if re.fullmatch(r"1[3-9]\d{9}", digits) else ""


def masked(address: str) -> str:
    """138****0042, w***@example.org: what may be stored and shown."""
    name, at, host = address.partition("@")
    if at:
        return f"{name[:1]}***@{host}"
    return f"{address[:3]}****{address[-4:]}" if len(address) >= 11 else "****"


DELIVERED = "运营商回执：已送达"
NO_ADDRESS = Outcome(Result.REFUSED, "没有可用的号码或地址，请补登记", "no_address")

"""Moments as documents say them."""

from datetime import UTC, datetime


def moment(value: datetime | None) -> str:
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if value else ""

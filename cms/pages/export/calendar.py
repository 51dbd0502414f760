"""The date of a broadcast as a file that calendars of phones and computers take (RFC 5545)."""

from datetime import UTC, datetime

from django.conf import settings

WIDEST = 75  # bytes of a line; longer ones are folded


def calendar_of(broadcast) -> bytes:
    """The same for the same facts, so that a page is not made anew for nothing: its stamp is when it was arranged."""
    address = broadcast.subject_address
    where = address if address.startswith("http") else f"{settings.SITE_BASE_URL}{address or '/'}"
    host = settings.SITE_BASE_URL.partition("://")[2].partition(":")[0]
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//smart-congress//live//ZH", "METHOD:PUBLISH", "BEGIN:VEVENT",
        f"UID:{broadcast.pk}@{host}", f"DTSTAMP:{_utc(broadcast.created_at)}",
        f"DTSTART:{_utc(broadcast.starts_at)}", f"DTEND:{_utc(broadcast.ends_at)}",
        f"SUMMARY:{_text('直播：' + broadcast.title)}", f"URL:{where}",
        *([f"DESCRIPTION:{_text(broadcast.subject_label)}"] if broadcast.subject_label else []),
        "END:VEVENT", "END:VCALENDAR",
    ]  # fmt: skip
    return "".join(f"{_folded(line)}\r\n" for line in lines).encode()


def _utc(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _text(words: str) -> str:
    for mark in "\\;,":
        words = words.replace(mark, f"\\{mark}")
    return " ".join(words.split())


def _folded(line: str) -> str:
    """Lines of at most 75 bytes, never cut within a character."""
    pieces, now = [], ""
    for letter in line:
        if len((now + letter).encode()) > WIDEST - 1:
            pieces.append(now)
            now = ""
        now += letter
    return "\r\n ".join([*pieces, now])

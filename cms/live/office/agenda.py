"""The agenda as people write it: a line each, the speaker behind a bar."""

import re

BAR = re.compile(r"[\s　]*[|｜\t][\s　]*")


def points(text: str) -> list[tuple[str, str]]:
    """ "听取报告 | 张主任" a line; without a bar nobody is named. Empty lines do not count."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    found = [BAR.split(line, maxsplit=1) for line in lines]
    return [(parts[0], parts[1] if len(parts) > 1 else "") for parts in found]


def as_lines(rows) -> str:
    return "\n".join(f"{one.title} | {one.speaker}" if one.speaker else one.title for one in rows)

"""A hash of the publisher itself: pages made by other code or another Pelican are made again."""

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

PACKAGES = ("pelican", "jinja2", "markupsafe", "feedgenerator", "rjieba")
OUTSIDE = ("checks", "management", "migrations", "serving", "services")  # what shapes no page


@cache
def tool_hash() -> str:
    found = hashlib.blake2b(digest_size=16)
    for name in PACKAGES:
        found.update(f"{name}={version(name)}\n".encode())
    folder = Path(__file__).parent
    for file in sorted(folder.rglob("*.py")):
        where = file.relative_to(folder)
        if where.parts[0] not in OUTSIDE:
            found.update(where.as_posix().encode() + b"\0" + file.read_bytes())
    return found.hexdigest()

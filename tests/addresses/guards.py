"""What the words of the table mean: from a guard, a role and whose thing it is to yes or no, by the table of rights."""

from pathlib import Path
from typing import NamedTuple

from foundation.rights.scopes import Scope
from foundation.rights.table import BY_VERB

TABLE = Path(__file__).with_name("table.txt")
#: open to strangers; open before the second step at login; open to all who are logged in; own things; nobody at all
PLAIN = ("anyone", "start", "all", "own", "none")


class Row(NamedTuple):
    get: str
    post: str
    route: str


def table() -> tuple[dict[str, str], dict[str, Row]]:
    """(short names, rows by route). Lines are `let name = guard`, `# remark`, or `GET-guard POST-guard route`."""
    names, rows = {}, {}
    for line in TABLE.read_text().splitlines():
        if line.startswith("let "):
            name, _, guard = line.removeprefix("let ").partition(" = ")
            names[name] = guard
        elif line and not line.startswith("#"):
            row = Row(*line.split(" ", 2))
            rows[row.route] = row
    return names, rows


def opens(guard: str, role: str, mine: bool, names: dict[str, str]) -> bool:
    """Whether this guard lets this role ("" for none) in: `|` is or, `&` is and, which binds closer.

    `area.act` is a verb of the table of rights, to anything; `area.act@` to this very thing. Raises KeyError for a
    word that is neither.
    """
    return any(all(_opens(word, role, mine, names) for word in way.split("&")) for way in guard.split("|"))


def _opens(word: str, role: str, mine: bool, names: dict[str, str]) -> bool:
    if word in names:
        return opens(names[word], role, mine, names)
    if word in PLAIN:
        return mine if word == "own" else word != "none"
    scope = BY_VERB[word.removesuffix("@")].holders.get(role)
    return scope is not None and (
        not word.endswith("@") or scope is Scope.ALL or (scope is Scope.OWN and mine)
    )

"""`{% keep key, … %} … {% endkeep %}`: a part of a template that is made once for equal keys.

Menus, footers and list entries say the same on thousands of pages. The keys must name everything the part shows that
can differ between two pages of one language and one release; a test renders every template with and without the
memory and compares. Keys may be texts, numbers, lists and dicts.
"""

from typing import Any

from jinja2 import Environment, nodes
from jinja2.ext import Extension
from jinja2.parser import Parser
from markupsafe import Markup

LIMIT = 20_000  # parts remembered; beyond that the older half is forgotten


class Kept:
    """A part, the cards it asked for, and what `harden` found in it."""

    __slots__ = ("found", "reads", "text")

    def __init__(self, text: Markup, reads: frozenset[str]):
        self.text, self.reads = text, reads
        self.found: Any = None


class Memory:
    """Parts of one run: its documents, menus and theme do not change while it lasts."""

    def __init__(self) -> None:
        self.parts: dict[tuple, Kept] = {}
        self.used: list[Kept] = []  # on the page being made, outermost only, in order
        self._open: list[tuple[tuple, set[str]]] = []

    def start_page(self) -> None:
        self.used = []
        self._open.clear()


class Keep(Extension):
    tags = {"keep"}

    def __init__(self, environment: Environment):
        super().__init__(environment)
        if not hasattr(environment, "page"):
            environment.extend(page=None)  # an environment of somebody else: nothing is remembered

    def parse(self, parser: Parser) -> list[nodes.Node]:
        line = next(parser.stream).lineno
        keys: list[nodes.Expr] = [nodes.Const(f"{parser.name}:{line}")]
        while parser.stream.current.type != "block_end":
            if len(keys) > 1:
                parser.stream.expect("comma")
            keys.append(parser.parse_expression())
        body = parser.parse_statements(("name:endkeep",), drop_needle=True)
        kept = parser.free_identifier(line)
        made: list[nodes.Node] = [
            nodes.AssignBlock(kept, None, body),
            nodes.Assign(kept, self.call_method("put", [kept])),
        ]
        wanted = nodes.Compare(kept, [nodes.Operand("eq", nodes.Const(None))])
        return [
            nodes.Assign(kept, self.call_method("get", [nodes.Tuple(keys, "load")])).set_lineno(line),
            nodes.If(wanted, made, [], []).set_lineno(line),
            nodes.Output([kept]).set_lineno(line),
        ]

    def get(self, keys: tuple) -> Markup | None:
        """The part made before; None: it has to be made now, and `put` follows."""
        page = self.environment.page  # type: ignore[attr-defined]
        memory: Memory | None = page and page.memory
        if memory is None:
            return None
        key = (page.locale, *map(_frozen, keys))
        kept = memory.parts.get(key)
        if kept is None:
            memory._open.append((key, page.reads))
            page.reads = set()
            return None
        page.reads |= kept.reads
        if not memory._open:
            memory.used.append(kept)
        return kept.text

    def put(self, text: Markup) -> Markup:
        page = self.environment.page  # type: ignore[attr-defined]
        memory: Memory | None = page and page.memory
        if memory is None:
            return text
        key, outer = memory._open.pop()
        if len(memory.parts) >= LIMIT:
            for old in list(memory.parts)[: LIMIT // 2]:
                del memory.parts[old]
        kept = memory.parts[key] = Kept(text, frozenset(page.reads))
        page.reads = outer | page.reads
        if not memory._open:
            memory.used.append(kept)
        return text


def _frozen(value: Any) -> Any:
    kind = type(value)
    if kind is str:
        return value
    if kind is list or kind is tuple:
        return tuple(map(_frozen, value)) if value else ()
    if kind is dict:
        return tuple((name, _frozen(one)) for name, one in value.items())
    return value

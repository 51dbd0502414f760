"""Makes a Jinja environment quick for our templates without changing what they mean.

Templates read attributes of plain dicts hundreds of times a page, and each `include` copies the variables of its
page. So dicts are read without asking for a Python attribute first, and what is the same on every page (settings,
facts of the language, globals) stays in one place behind the page's own variables instead of being copied with them.
"""

from collections.abc import Mapping
from typing import Any

from jinja2 import Environment
from jinja2.nodes import EvalContext
from jinja2.runtime import Context, missing

DICT_ATTRIBUTES = frozenset(dir(dict))
BACKGROUND = "\0background"  # no template can name this variable


def quicken(env: Environment) -> None:
    env.getattr = _attribute_reader(env)  # type: ignore[method-assign]
    env.context_class = PageContext


def _attribute_reader(env: Environment):
    slow = env.getattr

    def read(obj: Any, attribute: str) -> Any:
        if type(obj) is dict and attribute not in DICT_ATTRIBUTES:
            try:
                return obj[attribute]
            except KeyError:
                return env.undefined(obj=obj, name=attribute)
        return slow(obj, attribute)

    return read


class PageContext(Context):
    """Variables of a page and, behind them, its background. Imported macros see neither, as ever in Jinja."""

    def __init__(self, environment, parent, name, blocks, globals=None):
        self.parent = parent
        self.vars: dict[str, Any] = {}
        self.environment = environment
        self.eval_ctx = EvalContext(environment, name)
        self.exported_vars: set[str] = set()
        self.name = name
        self.globals_keys: set[str] = set()  # no template has globals of its own
        self.blocks = {block: [code] for block, code in blocks.items()}
        self._background = parent.get(BACKGROUND, {})

    def resolve_or_missing(self, key: str) -> Any:
        if key in self.vars:
            return self.vars[key]
        if key in self.parent:
            return self.parent[key]
        return self._background.get(key, missing)


def render_text(
    env: Environment, template: str, variables: dict[str, Any], background: Mapping[str, Any]
) -> str:
    """What `template` makes of `variables`. `background` holds everything else it may ask for, globals too."""
    found = env.get_template(template)
    context = found.new_context({**variables, BACKGROUND: background}, shared=True)
    try:
        return "".join(found.root_render_func(context))
    except Exception:
        env.handle_exception()

"""Makes a Jinja environment quick for our templates without changing what they mean.

Templates read attributes of plain dicts, escape texts and include parts hundreds of times a page. So dicts are read
without asking for a Python attribute first, texts are escaped without a `Markup` around each, a template is looked
up once, and what is the same on every page (settings, facts of the language, globals) stays in one place behind the
page's own variables instead of being copied with them.
"""

from collections.abc import Callable, Iterator, Mapping
from types import FunctionType, MethodType
from typing import Any

from jinja2 import Environment, Template, nodes
from jinja2.compiler import CodeGenerator, Frame, optimizeconst
from jinja2.nodes import EvalContext
from jinja2.runtime import Context, Macro, missing

from .escaping import escape_text

DICT_ATTRIBUTES = frozenset(dir(dict))
BACKGROUND = "\0background"  # no template can name this variable


TOGETHER = "together"  # a buffer that is none: what would be gathered there is yielded at once
YIELDED = {f"{TOGETHER}.extend((": "yield concat((", f"{TOGETHER}.append(": "yield identity("}


class _NoKeys(frozenset):
    """No template has globals of its own; Jinja subtracts the names of all globals from these at each import."""

    def __sub__(self, other: object) -> "_NoKeys":
        return self


NO_KEYS = _NoKeys()


def quicken(env: Environment, translate: Callable[[str], str]) -> None:
    """`translate` is what templates call `_`."""
    env.getattr = _attribute_reader(env)  # type: ignore[method-assign]
    env.get_template = _template_finder(env)  # type: ignore[method-assign]
    env.context_class = PageContext
    env.code_generator_class = QuickCode
    env.extend(quick_escape=escape_text, quick_words=translate)


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


def _template_finder(env: Environment):
    slow = env.get_template
    known: dict[str, Template] = {}

    def find(name: str | Template, parent: str | None = None, globals: Any = None) -> Template:
        if globals is not None or not isinstance(name, str):
            return slow(name, parent, globals)
        if name not in known:
            known[name] = slow(name, parent)
        return known[name]

    return find


class PageContext(Context):
    """Variables of a page and, behind them, its background. Imported macros see neither, as ever in Jinja."""

    def __init__(self, environment, parent, name, blocks, globals=None, *, outer=None):
        """Like Jinja's own; a part that a page includes shares what does not differ from the page (`outer`)."""
        self.parent, self.vars, self.exported_vars = parent, {}, set()
        self.environment, self.name = environment, name
        self.eval_ctx = outer.eval_ctx if outer else EvalContext(environment, name)
        self.globals_keys = NO_KEYS  # type: ignore[assignment]
        self.background = outer.background if outer else parent.get(BACKGROUND, {})
        self.blocks = {block: [made] for block, made in blocks.items()}

    def resolve_or_missing(self, key: str) -> Any:
        if key in self.vars:
            return self.vars[key]
        if key in self.parent:
            return self.parent[key]
        return self.background.get(key, missing)

    def include(self, name: str, local: dict[str, Any]) -> Iterator[str]:
        """What `{% include %}` prints: the template with all that is known here."""
        template = self.environment.get_template(name)
        parent = {**self.parent, **self.vars}
        for key, value in local.items():
            if value is not missing:
                parent[key] = value
        inner = PageContext(self.environment, parent, name, template.blocks, outer=self)
        return template.root_render_func(inner)

    def call(self, obj, /, *args, **kwargs):
        kind = type(obj)
        if kind is Macro:
            kwargs.pop("_block_vars", None)
            kwargs.pop("_loop_vars", None)
            return obj(self.eval_ctx, *args, **kwargs)
        if (kind is MethodType or kind is FunctionType) and not hasattr(obj, "jinja_pass_arg"):
            kwargs.pop("_block_vars", None)
            kwargs.pop("_loop_vars", None)
            return obj(*args, **kwargs)
        return super().call(obj, *args, **kwargs)


class QuickCode(CodeGenerator):
    """Jinja's own code with four calls made cheaper, and neighbouring pieces handed over together."""

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:
        if frame.buffer is not None or len(node.nodes) == 1:
            super().visit_Output(node, frame)
            return
        frame.buffer = TOGETHER
        try:
            super().visit_Output(node, frame)
        finally:
            frame.buffer = None

    def writeline(self, x: str, node: nodes.Node | None = None, extra: int = 0) -> None:
        super().writeline(YIELDED.get(x, x), node, extra)

    def write_commons(self) -> None:
        super().write_commons()
        self.writeline("escape = environment.quick_escape")
        self.writeline("attribute = environment.getattr")
        self.writeline("words = environment.quick_words")

    @optimizeconst
    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        self.write("attribute(")
        self.visit(node.node, frame)
        self.write(f", {node.attr!r})")

    @optimizeconst
    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        """`_("…")` needs nothing of the page, nor do the methods of an extension."""
        if isinstance(node.node, nodes.ExtensionAttribute) and not node.kwargs:
            self.visit(node.node, frame)
            self.write("(")
            for argument in node.args:
                self.visit(argument, frame)
                self.write(", ")
            self.write(")")
            return
        named = isinstance(node.node, nodes.Name) and node.node.name == "_" and not node.kwargs
        if not named or len(node.args) != 1 or not isinstance(node.args[0], nodes.Const):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.write("words(")
        self.visit(node.args[0], frame)
        self.write(")")

    def visit_Include(self, node: nodes.Include, frame: Frame) -> None:
        plain = isinstance(node.template, nodes.Const) and isinstance(node.template.value, str)
        if not plain or node.ignore_missing or not node.with_context:
            super().visit_Include(node, frame)
            return
        self.writeline("for event in context.include(", node)
        self.visit(node.template, frame)
        self.write(f", {self.dump_local_context(frame)}):")
        self.indent()
        self.simple_write("event", frame)
        self.outdent()

"""What may be said to people: kinds of messages and their templates. Apps register in `AppConfig.ready`."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from string import Formatter
from typing import Any

from django.utils.timezone import is_aware, localtime

TITLE_LIMIT = 200


class MessageFault(Exception):
    """A program asks for a message that cannot be written: unknown template, missing value, foreign address."""


@dataclass(frozen=True)
class Kind:
    """What people choose carriers for. `compulsory` names the carriers nobody can switch off, `source` why."""

    key: str
    label: str
    note: str
    carriers: dict[str, str] = field(default_factory=dict)  # carrier → now, digest; others are off
    compulsory: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True)
class Template:
    """Texts with {names} of values; {object} is the thing it concerns.

    `late` gives values of the SMS that must not be stored (a one-time link): asked for when a copy goes out.

    `sms` leaves the house: no content of the case. `url` is a path with {names}, or a function of the object
    and the values.
    """

    key: str
    kind: str
    title: str
    text: str
    sms: str = ""
    url: str | Callable[[Any, dict[str, Any]], str] = ""
    urgent: bool = False
    late: dict[str, Callable[[Any], str]] = field(default_factory=dict)

    @property
    def sms_names(self) -> list[str]:
        """Names of the values in the SMS, in their order: the parameters a gateway is given."""
        return names_in(self.sms)

    @property
    def stored_names(self) -> list[str]:
        """Those that are written down with the message."""
        return [name for name in self.sms_names if name not in self.late]


KINDS: dict[str, Kind] = {}
TEMPLATES: dict[str, Template] = {}


def register_kind(kind: Kind) -> None:
    """Make a kind known. Registering a key twice replaces it (tests)."""
    KINDS[kind.key] = kind


def register_template(
    key: str,
    *,
    kind: str,
    title: str,
    text: str,
    sms: str = "",
    url: str | Callable[[Any, dict[str, Any]], str] = "",
    urgent: bool = False,
    late: dict[str, Callable[[Any], str]] | None = None,
) -> Template:
    """Make a message known to every process. Raises MessageFault for an unknown kind or a broken text."""
    if kind not in KINDS:
        raise MessageFault(f"template {key}: no kind {kind!r}; there are {sorted(KINDS)}")
    for part in (title, text, sms, url if isinstance(url, str) else ""):
        names_in(part)
    TEMPLATES[key] = Template(key, kind, title, text, sms or title_only(kind), url, urgent, late or {})
    return TEMPLATES[key]


def title_only(kind: str) -> str:
    """The SMS of a template without one of its own: that there is something, not what."""
    return f"您有一条新的{KINDS[kind].label}消息，请登录工作平台查看。"


def template(key: str) -> Template:
    """Raises MessageFault for a key nobody registered."""
    if key not in TEMPLATES:
        raise MessageFault(f"no template {key!r}; an app registers it with register_template in its ready()")
    return TEMPLATES[key]


def names_in(text: str) -> list[str]:
    """The {names} of a text. Raises MessageFault for anything but plain names."""
    try:
        found = [name for _, name, spec, conversion in Formatter().parse(text) if name is not None]
    except ValueError as broken:
        raise MessageFault(f"{text!r}: {broken}") from None
    for name in found:
        if not name.isidentifier():
            raise MessageFault(f"{text!r}: {{{name}}} is not a plain name")
    return list(dict.fromkeys(found))


def fill(text: str, values: dict[str, Any], *, of: str) -> str:
    """The text with its values as people read them. Raises MessageFault when one is missing or empty."""
    missing = [name for name in names_in(text) if values.get(name) in (None, "")]
    if missing:
        raise MessageFault(f"template {of}: no value for {', '.join(missing)} in {text!r}")
    return text.format(**{name: spoken(values[name]) for name in names_in(text)})


def spoken(value: Any) -> str:
    """2026-11-23, 2026-11-23 09:00 (local time), anything else in its own words on one line."""
    if isinstance(value, datetime):
        return f"{localtime(value) if is_aware(value) else value:%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return f"{value:%Y-%m-%d}"
    return " ".join(str(value).split())


def address(written: Template, thing: Any, values: dict[str, Any]) -> str:
    """Where the message leads: a path of this platform, or nothing."""
    if callable(written.url):
        url = written.url(thing, values)
    elif written.url:
        url = fill(written.url, values, of=written.key)
    else:
        url = thing.get_absolute_url() if hasattr(thing, "get_absolute_url") else ""
    if url and (not url.startswith("/") or url.startswith("//") or "\\" in url):
        raise MessageFault(f"template {written.key}: {url!r} is not a path of this platform")
    return url


register_kind(
    Kind(
        "deadline",
        "期限提醒",
        "快到期、已到期的事项。",
        {"sms": "now", "mail": "now", "wecom": "now"},
        compulsory=("sms",),
        source="代表法第五十一条等法定期限；逾期会产生法律后果，不能关闭短信。",
    )
)
register_kind(
    Kind(
        "account",
        "账号安全",
        "登录、密码、角色和授权的变动。",
        {"sms": "now", "mail": "now"},
        compulsory=("sms",),
        source="GB/T 22239-2019 第三级 8.1.4.1 身份鉴别、8.1.4.2 访问控制。",
    )
)
register_kind(Kind("task", "待办", "交到您手里、等您办理的事。", {"sms": "now", "mail": "digest"}))
register_kind(Kind("progress", "办理进展", "您提出或参与的事走到了哪一步。", {"mail": "digest"}))
register_kind(Kind("general", "通知", "会议、活动和机关的一般通知。", {"mail": "digest"}))

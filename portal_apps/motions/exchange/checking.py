"""Holds a JSON value against the part of JSON Schema 2020-12 that our schemas use; says in Chinese what is wrong and where."""

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from uuid import UUID

TYPES: dict[str, tuple[type, str]] = {
    "object": (dict, "对象"),
    "array": (list, "数组"),
    "string": (str, "文字"),
    "integer": (int, "整数"),
    "boolean": (bool, "true 或 false"),
}
FORMATS: dict[str, Callable[[str], object]] = {
    "date": date.fromisoformat,
    "date-time": datetime.fromisoformat,
    "uuid": UUID,
}


class Unfit(Exception):
    """`where` is a JSON pointer."""

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(f"{where or '/'}：{reason}")
        self.where, self.reason = where or "/", reason


def check(value: Any, schema: dict[str, Any], where: str = "") -> None:
    """Raises Unfit for the first thing that does not fit."""
    if "const" in schema and value != schema["const"]:
        raise Unfit(where, f"要是 {schema['const']}")
    if "enum" in schema and value not in schema["enum"]:
        raise Unfit(where, f"要是这些中的一个：{'、'.join(schema['enum'])}")
    wanted = schema.get("type")
    if wanted:
        kind, name = TYPES[wanted]
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise Unfit(where, f"要是{name}")
        if wanted in _PARTS:
            _PARTS[wanted](value, schema, where)


def _object(value: dict, schema: dict[str, Any], where: str) -> None:
    parts = schema.get("properties", {})
    for name in schema.get("required", ()):
        if name not in value:
            raise Unfit(f"{where}/{name}", "缺少这一项")
    for name, one in value.items():
        if name in parts:
            check(one, parts[name], f"{where}/{name}")
        elif schema.get("additionalProperties") is False:
            raise Unfit(f"{where}/{name}", "没有这一项")


def _array(value: list, schema: dict[str, Any], where: str) -> None:
    if len(value) < schema.get("minItems", 0):
        raise Unfit(where, f"至少要有 {schema['minItems']} 项")
    for index, one in enumerate(value):
        check(one, schema.get("items", {}), f"{where}/{index}")


def _string(value: str, schema: dict[str, Any], where: str) -> None:
    if len(value.strip()) < schema.get("minLength", 0):
        raise Unfit(where, "不能空着")
    if len(value) > schema.get("maxLength", len(value)):
        raise Unfit(where, f"最多 {schema['maxLength']} 字")
    if "\x00" in value:
        raise Unfit(where, "有不能保存的字符")
    if "pattern" in schema and not re.search(schema["pattern"], value):
        raise Unfit(where, "格式不对")
    try:
        FORMATS.get(schema.get("format", ""), str)(value)
    except ValueError:
        raise Unfit(where, f"不是 {schema['format']} 格式") from None


def _integer(value: int, schema: dict[str, Any], where: str) -> None:
    if value < schema.get("minimum", value) or value > schema.get("maximum", value):
        raise Unfit(where, f"不在 {schema.get('minimum', '')} 到 {schema.get('maximum', '')} 之间")


_PARTS: dict[str, Callable[[Any, dict[str, Any], str], None]] = {
    "object": _object,
    "array": _array,
    "string": _string,
    "integer": _integer,
}

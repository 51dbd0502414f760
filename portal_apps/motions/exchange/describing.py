"""The schemas and the API description as documents: served, and written into docs/exchange."""

from typing import Any

from .schemas import (
    ACK,
    DIALECT,
    ENVELOPE,
    FETCH,
    INWARD,
    MESSAGE_IN,
    MESSAGE_OUT,
    OUTWARD,
    STATES,
    Kind,
    Schema,
)

ERROR = {
    "type": "object",
    "properties": {
        "error": {
            "type": "object",
            "properties": {
                "code": {"type": "string"},
                "reason": {"type": "string"},
                "where": {"type": "string"},
                "expected": {"type": "integer"},
            },
            "required": ["code", "reason"],
        }
    },
    "required": ["error"],
}


def _messages(head: Schema, kinds: dict[str, Kind], title: str) -> Schema:
    """One schema for a direction: the head, and the body that goes with each kind."""
    bodies = [
        {
            "if": {"properties": {"kind": {"const": kind.key}}},
            "then": {
                "title": kind.name,
                **({"description": kind.note} if kind.note else {}),
                "properties": {"body": kind.body},
            },
        }
        for kind in kinds.values()
    ]
    properties = {**head["properties"], "kind": {"type": "string", "enum": list(kinds)}}
    return {"$schema": DIALECT, "title": title, **head, "properties": properties, "allOf": bodies}


def schemas() -> dict[str, Schema]:
    """By the name of the file."""
    return {
        "message-to-congress": _messages(MESSAGE_IN, INWARD, "政府系统发给人大的消息"),
        "message-to-government": _messages(MESSAGE_OUT, OUTWARD, "人大发给政府系统的消息"),
        "acknowledgement": {"$schema": DIALECT, "title": "回执", **ACK},
        "envelope": {"$schema": DIALECT, "title": "签名信封", **ENVELOPE},
        "states": {"$schema": DIALECT, "title": "在办件清单（每日核对）", **STATES},
        "fetch": {"$schema": DIALECT, "title": "取附件", **FETCH},
        "error": {"$schema": DIALECT, "title": "没有收下", **ERROR},
    }


def _json(name: str) -> dict[str, Any]:
    return {"content": {"application/json": {"schema": {"$ref": f"#/components/schemas/{name}"}}}}


def _answers(good: str, *errors: str) -> dict[str, Any]:
    said = {"200": {"description": "收下了", **_json(good)}}
    return said | {code: {"description": ERRORS[code], **_json("error")} for code in errors}


ERRORS = {
    "400": "不是规定的格式（code: malformed、schema），where 指出哪一项",
    "401": "令牌或者签名不对（code: token、signature、unknown_key）",
    "404": "没有这一件，或者不归对方办",
    "409": "次序不对（code: gap，expected 是等着的那一条）、同一消息号内容不同（id_reused）、文件还没有传（file_missing）",
    "413": "太大",
    "422": "摘要对不上（code: digest）",
    "429": "太频繁，Retry-After 秒后再试",
}


def openapi() -> dict[str, Any]:
    """OpenAPI 3.1 of what the congress serves; the other side serves /messages and /states alike."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "智慧人大：代表建议办理交换接口", "version": "1"},
        "servers": [{"url": "/exchange/v1"}],
        "security": [{"token": []}],
        "paths": _paths(),
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "schemas": {name: _inner(one) for name, one in schemas().items()},
        },
    }


def _paths() -> dict[str, Any]:
    messages = "送一条消息；信封里是 message-to-congress，答的信封里是 acknowledgement"
    keys = {"summary": "我方现用和还认的公钥", "responses": {"200": {"description": "公钥"}}}
    return {
        "/messages": _post(messages, _answers("envelope", "400", "401", "404", "409", "413", "429")),
        "/files/{digest}": {"put": _upload()},
        "/fetch": _post(
            "取附件；信封里是 fetch",
            {"200": {"description": "文件本身", **BINARY}, **_answers_only("400", "401", "404", "429")},
        ),
        "/states": {
            "get": {
                "summary": "在办件清单；信封里是 states",
                "responses": _answers("envelope", "401", "429"),
            }
        },
        "/keys": {"get": keys},
    }


BINARY = {"content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}


def _post(summary: str, answers: dict[str, Any]) -> dict[str, Any]:
    body = {"requestBody": {"required": True, **_json("envelope")}}
    return {"post": {"summary": summary, **body, "responses": answers}}


def _upload() -> dict[str, Any]:
    digest = {
        "name": "digest",
        "in": "path",
        "required": True,
        "schema": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
    }
    return {
        "summary": "先传消息要用的文件，按 SHA-256；重复传没有坏处",
        "parameters": [digest],
        "requestBody": {"required": True, **BINARY},
        "responses": {"204": {"description": "有了"}, **_answers_only("401", "413", "422", "429")},
    }


def _answers_only(*errors: str) -> dict[str, Any]:
    return {code: {"description": ERRORS[code], **_json("error")} for code in errors}


def _inner(schema: Schema) -> Schema:
    return {key: value for key, value in schema.items() if key != "$schema"}

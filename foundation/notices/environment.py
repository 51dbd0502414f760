"""Which carriers are connected, from the environment. None is, unless its variables are set."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

HERE = "foundation.notices.carriers"
SMS = {
    "aliyun": (f"{HERE}.aliyun.AliyunSms", ("key", "secret", "sign_name"), ("url", "signature")),
    "tencent": (
        f"{HERE}.tencent.TencentSms",
        ("key", "secret", "app_id", "sign_name"),
        ("url", "region"),
    ),
}


def carriers_from(environ: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """NOTICE_CARRIERS: SMS_GATEWAY and what it needs, EMAIL_HOST, WECOM_ROBOT_KEY (docs/operations/messages.md).

    Raises ImproperlyConfigured naming the variable that is missing or wrong; never a secret.
    """
    found: dict[str, dict[str, Any]] = {}
    if gateway := environ.get("SMS_GATEWAY", ""):
        found["sms"] = _sms(gateway, environ)
    if environ.get("EMAIL_HOST"):
        found["mail"] = {"BACKEND": f"{HERE}.mail.Mail"}
    if key := environ.get("WECOM_ROBOT_KEY", ""):
        options = {"key": key} | ({"url": environ["WECOM_URL"]} if environ.get("WECOM_URL") else {})
        found["wecom"] = {"BACKEND": f"{HERE}.wecom.WeComRobot", "OPTIONS": options}
    return found


def receipt_token_from(environ: Mapping[str, str]) -> str:
    """SMS_RECEIPT_TOKEN; empty: the gateway brings no receipts, it is asked. Raises ImproperlyConfigured."""
    token = environ.get("SMS_RECEIPT_TOKEN", "")
    if token and (not re.fullmatch(r"[A-Za-z0-9_-]{32,}", token) or token.isdecimal()):
        raise ImproperlyConfigured("SMS_RECEIPT_TOKEN 要至少 32 位字母、数字、- 或 _，不能全是数字。")
    return token


def _sms(gateway: str, environ: Mapping[str, str]) -> dict[str, Any]:
    if gateway == "generic":
        description = _json("SMS_GATEWAY_FILE", Path(_needed("SMS_GATEWAY_FILE", environ)).read_text())
        secrets = {"key": environ.get("SMS_KEY", ""), "secret": environ.get("SMS_SECRET", "")}
        return {"BACKEND": f"{HERE}.generic.GenericSms", "OPTIONS": description | secrets}
    if gateway not in SMS:
        raise ImproperlyConfigured(f"SMS_GATEWAY 是 {gateway!r}，可用的有 aliyun、tencent、generic。")
    backend, needed, optional = SMS[gateway]
    options: dict[str, Any] = {name: _needed(f"SMS_{name.upper()}", environ) for name in needed}
    for name in optional:
        if value := environ.get(f"SMS_{name.upper()}", ""):
            options[name] = value
    options["templates"] = _json("SMS_TEMPLATES", environ.get("SMS_TEMPLATES", "{}"))
    return {"BACKEND": backend, "OPTIONS": options}


def _needed(name: str, environ: Mapping[str, str]) -> str:
    if not environ.get(name):
        raise ImproperlyConfigured(f"接通短信还缺少环境变量：{name}。说明见 docs/operations/messages.md。")
    return environ[name]


def _json(name: str, text: str) -> dict[str, Any]:
    try:
        said = json.loads(text)
    except ValueError:
        said = None
    if not isinstance(said, dict):
        raise ImproperlyConfigured(f"{name} 应是一个 JSON 对象。")
    return said

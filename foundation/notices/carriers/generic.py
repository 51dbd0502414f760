"""SMS through any HTTP gateway, described by settings: a government cloud's own 10639 service, an operator's, a mock."""

import hashlib
import hmac
import json
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from . import http
from .contract import NO_ADDRESS, Letter, Outcome, Result, mobile

DIGESTS: dict[str, Callable[[str, str], str]] = {
    "md5": lambda text, _secret: hashlib.md5(text.encode(), usedforsecurity=False).hexdigest(),
    "sha256": lambda text, _secret: hashlib.sha256(text.encode()).hexdigest(),
    "hmac-sha256": lambda text, secret: hmac.digest(secret.encode(), text.encode(), "sha256").hex(),
}


class GenericSms:
    """`send` and `query` describe a request; `{phone} {text} {reference} {day} {time} {key} {secret} {sign}` are filled in.

    send:  url, body, headers, format (json, form), ok {field, values}, later [codes], id_field
    query: url, body, headers, format, list (where the rows stand), match (field with our reference), status
           (field), delivered [values], failed [values]; without it an unknown outcome goes to staff.
    sign:  algorithm (md5, sha256, hmac-sha256), over (a text with the same names)
    """

    def __init__(
        self,
        *,
        send: dict[str, Any],
        query: dict[str, Any] | None = None,
        sign: dict[str, str] | None = None,
        key: str = "",
        secret: str = "",
        absence_proves: bool = False,
        timeout: float = http.TIMEOUT,
    ) -> None:
        self.sending, self.query, self.sign = send, query, sign
        self.key, self.secret, self.timeout = key, secret, timeout
        self.receipts, self.absence_proves = query is not None, absence_proves

    def address(self, person) -> str:
        return mobile(person)

    def send(self, letter: Letter) -> Outcome:
        if not letter.address:
            return NO_ADDRESS
        said = self._ask(self.sending, letter)
        if isinstance(said, Outcome):
            return said
        ok = self.sending["ok"]
        code = str(_at(said, ok["field"]))
        if code == "None":
            return Outcome(Result.UNKNOWN, "网关的答复里没有结果，是否收下不明", "no_result")
        if code in map(str, ok["values"]):
            remote = _at(said, self.sending["id_field"]) if "id_field" in self.sending else ""
            return Outcome(Result.ACCEPTED, "网关已收下", code, str(remote or ""))
        if code in map(str, self.sending.get("later", [])):
            return Outcome(Result.LATER, "网关暂时不收，稍后自动再发", code, wait=60.0)
        return Outcome(Result.REFUSED, f"网关拒收（{code[:40]}）", code)

    def look_up(self, letter: Letter) -> Outcome:
        if self.query is None:
            return Outcome(Result.UNKNOWN, "这个网关不能查询", "no_query")
        said = self._ask(self.query, letter)
        if isinstance(said, Outcome):
            return Outcome(Result.UNKNOWN, f"查询失败：{said.reason}", said.code)
        rows = _at(said, self.query["list"])
        if not isinstance(rows, list):
            return Outcome(Result.UNKNOWN, "查询的答复看不懂", "no_list")
        for row in rows:
            if str(_at(row, self.query["match"])) == letter.reference:
                return self._receipt(str(_at(row, self.query["status"])))
        return Outcome(Result.ABSENT, "网关没有这条短信")

    def _receipt(self, status: str) -> Outcome:
        assert self.query is not None
        if status in map(str, self.query.get("delivered", [])):
            return Outcome(Result.DELIVERED, "运营商回执：已送达", status)
        if status in map(str, self.query.get("failed", [])):
            return Outcome(Result.REFUSED, "运营商没有送到", status)
        return Outcome(Result.ACCEPTED, "网关已收下，等回执", status)

    def _ask(self, request: dict[str, Any], letter: Letter) -> dict[str, Any] | Outcome:
        known = {
            "phone": letter.address,
            "text": letter.sms,
            "reference": letter.reference,
            "day": f"{letter.sent_at:%Y%m%d}" if letter.sent_at else time.strftime("%Y%m%d"),
            "time": str(int(time.time())),
            "key": self.key,
            "secret": self.secret,
        }
        if self.sign:
            known["sign"] = DIGESTS[self.sign["algorithm"]](self.sign["over"].format(**known), self.secret)
        body = {name: str(text).format(**known) for name, text in request.get("body", {}).items()}
        headers = {name: str(text).format(**known) for name, text in request.get("headers", {}).items()}
        if request.get("format", "json") == "json":
            sent, kind = json.dumps(body, ensure_ascii=False).encode(), "application/json; charset=utf-8"
        else:
            sent, kind = urlencode(body).encode(), "application/x-www-form-urlencoded; charset=utf-8"
        try:
            answer = http.post(request["url"], sent, {"Content-Type": kind, **headers}, self.timeout)
        except http.NotReached as error:
            return http.not_reached(error)
        except http.Lost as error:
            return http.lost(error)
        said = answer.json()
        return http.not_understood(answer) if said is None else said


def _at(said: Any, path: str) -> Any:
    """`data.0.status` in what the gateway said; None where there is nothing."""
    for step in path.split("."):
        if isinstance(said, list) and step.isdigit() and int(step) < len(said):
            said = said[int(step)]
        else:
            said = said.get(step) if isinstance(said, dict) else None
    return said

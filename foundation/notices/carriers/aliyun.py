"""SMS through Aliyun (SendSms, QuerySendDetails, version 2017-05-25)."""

import hashlib
import json
import uuid
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from . import aliyun_signature, http
from .codes import refusal, undelivered
from .contract import DELIVERED, NO_ADDRESS, Letter, Outcome, Report, Result, digits_of, mobile
from .wording import UNREGISTERED, approved

VERSION = "2017-05-25"
CHINA = ZoneInfo("Asia/Shanghai")  # the gateway counts days by this clock
PAGE = 50


class AliyunSms:
    """`signature` is v3, or v1 for private clouds that know no other."""

    receipts = absence_proves = True
    thanks = {"code": 0, "msg": "接收成功"}

    def __init__(
        self,
        *,
        key: str,
        secret: str,
        sign_name: str,
        templates: dict[str, str],
        url: str = "https://dysmsapi.aliyuncs.com",
        signature: str = "v3",
        timeout: float = http.TIMEOUT,
    ) -> None:
        self.key, self.secret, self.sign_name, self.templates = key, secret, sign_name, templates
        self.url, self.timeout = url.rstrip("/"), timeout
        self.sign = {"v3": self._v3, "v1": self._v1}[signature]

    def address(self, person) -> str:
        return mobile(person)

    def send(self, letter: Letter) -> Outcome:
        wording = approved(letter, self.templates)
        if not letter.address or wording is None:
            return UNREGISTERED if letter.address else NO_ADDRESS
        asked = {"PhoneNumbers": letter.address, "SignName": self.sign_name, "OutId": letter.reference}
        asked |= {"TemplateCode": wording[0], "TemplateParam": json.dumps(wording[1], ensure_ascii=False)}
        said = self._ask("SendSms", asked)
        if isinstance(said, Outcome):
            return said
        if said.get("Code") == "OK":
            return Outcome(Result.ACCEPTED, "网关已收下", "OK", str(said.get("BizId", "")))
        return refusal(str(said.get("Code", "")))

    def look_up(self, letter: Letter) -> Outcome:
        """By the number and the day, then by our own reference; a list that is not whole proves nothing."""
        page, seen = 1, 0
        while True:
            said = self._details(letter, page)
            if isinstance(said, Outcome):
                return Outcome(Result.UNKNOWN, f"查询失败：{said.reason}", said.code)
            if said.get("Code") != "OK":
                return Outcome(Result.UNKNOWN, "查询被网关拒绝", str(said.get("Code", "")))
            rows = (said.get("SmsSendDetailDTOs") or {}).get("SmsSendDetailDTO") or []
            for row in rows:
                if row.get("OutId") == letter.reference:
                    return _receipt(row)
            seen, total = seen + len(rows), int(said.get("TotalCount") or 0)
            if seen >= total:
                return Outcome(Result.ABSENT, "网关没有这条短信")
            if not rows:  # it counts messages it does not list
                return Outcome(Result.UNKNOWN, "网关的查询结果不完整", "incomplete")
            page += 1

    def report(self, row: dict[str, Any]) -> Report:
        """One row of the SmsReport that the gateway brings by HTTP."""
        code = str(row.get("err_code") or "")
        arrived = (
            Outcome(Result.DELIVERED, DELIVERED, code) if row.get("success") is True else undelivered(code)
        )
        phone, reference = digits_of(str(row.get("phone_number"))), str(row.get("out_id") or "")
        return Report(phone, arrived, reference, str(row.get("biz_id") or ""))

    def _details(self, letter: Letter, page: int) -> dict[str, Any] | Outcome:
        day = (letter.sent_at or datetime.now(UTC)).astimezone(CHINA)
        asked = {"PhoneNumber": letter.address, "SendDate": f"{day:%Y%m%d}"}
        asked |= {"PageSize": str(PAGE), "CurrentPage": str(page)}
        return self._ask("QuerySendDetails", asked)

    def _ask(self, action: str, asked: dict[str, str]) -> dict[str, Any] | Outcome:
        query, headers = self.sign(action, asked)
        try:
            answer = http.post(f"{self.url}/?{query}", b"", headers, self.timeout)
        except http.NotReached as error:
            return http.not_reached(error)
        except http.Lost as error:
            return http.lost(error)
        said = answer.json()
        return http.not_understood(answer) if said is None or "Code" not in said else said

    def _v3(self, action: str, asked: dict[str, str]) -> tuple[str, dict[str, str]]:
        headers = {
            "host": urlsplit(self.url).netloc,
            "x-acs-action": action,
            "x-acs-version": VERSION,
            "x-acs-date": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
            "x-acs-signature-nonce": uuid.uuid4().hex,
            "x-acs-content-sha256": hashlib.sha256(b"").hexdigest(),
        }
        signed = aliyun_signature.v3("POST", asked, headers, b"", self.key, self.secret)
        return aliyun_signature.encoded(asked), headers | {"Authorization": signed}

    def _v1(self, action: str, asked: dict[str, str]) -> tuple[str, dict[str, str]]:
        values = asked | {
            "Action": action,
            "Version": VERSION,
            "Format": "JSON",
            "AccessKeyId": self.key,
            "SignatureMethod": "HMAC-SHA1",
            "SignatureVersion": "1.0",
            "SignatureNonce": uuid.uuid4().hex,
            "Timestamp": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
        }
        values["Signature"] = aliyun_signature.v1("POST", values, self.secret)
        return aliyun_signature.encoded(values), {}


def _receipt(row: dict[str, Any]) -> Outcome:
    """SendStatus 1: no receipt yet, 2: not delivered, 3: delivered."""
    code = str(row.get("ErrCode") or "")
    if row.get("SendStatus") == 3:
        return Outcome(Result.DELIVERED, DELIVERED, code)
    return (
        undelivered(code)
        if row.get("SendStatus") == 2
        else Outcome(Result.ACCEPTED, "网关已收下，等回执", code)
    )

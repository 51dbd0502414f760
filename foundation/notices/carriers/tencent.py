"""SMS through Tencent Cloud (SendSms, PullSmsSendStatusByPhoneNumber, version 2021-01-11)."""

import json
import time
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from . import http, tencent_signature
from .codes import refusal, undelivered
from .contract import DELIVERED, NO_ADDRESS, Letter, Outcome, Report, Result, digits_of, mobile
from .wording import UNREGISTERED, approved

VERSION = "2021-01-11"
PAGE = 100
PAGES = 10  # a number that got a thousand messages in a day is not ours to page through


class TencentSms:
    """Tencent lists receipts, not messages: one that is not listed may still be on its way."""

    receipts, absence_proves = True, False
    thanks = {"result": 0, "errmsg": "OK"}

    def __init__(
        self,
        *,
        key: str,
        secret: str,
        app_id: str,
        sign_name: str,
        templates: dict[str, str],
        url: str = "https://sms.tencentcloudapi.com",
        region: str = "ap-guangzhou",
        timeout: float = http.TIMEOUT,
    ) -> None:
        self.key, self.secret, self.app_id, self.sign_name = key, secret, app_id, sign_name
        self.templates, self.url, self.region, self.timeout = templates, url.rstrip("/"), region, timeout
        self.host = urlsplit(self.url).netloc

    def address(self, person) -> str:
        return mobile(person)

    def send(self, letter: Letter) -> Outcome:
        wording = approved(letter, self.templates)
        if not letter.address or wording is None:
            return UNREGISTERED if letter.address else NO_ADDRESS
        asked = {
            "PhoneNumberSet": [f"+86{letter.address}"],
            "SmsSdkAppId": self.app_id,
            "SignName": self.sign_name,
            "TemplateId": wording[0],
            "TemplateParamSet": list(wording[1].values()),
            "SessionContext": letter.reference,
        }
        said = self._ask("SendSms", asked)
        if isinstance(said, Outcome):
            return said
        rows = said.get("SendStatusSet") or [{}]
        if rows[0].get("Code") == "Ok":
            return Outcome(Result.ACCEPTED, "网关已收下", "Ok", str(rows[0].get("SerialNo", "")))
        return refusal(str(rows[0].get("Code", "")))

    def look_up(self, letter: Letter) -> Outcome:
        begin = int((letter.sent_at or datetime.now(UTC)).timestamp()) - 300
        for page in range(PAGES):
            asked = {"PhoneNumber": f"+86{letter.address}", "SmsSdkAppId": self.app_id}
            said = self._ask(
                "PullSmsSendStatusByPhoneNumber",
                asked | {"BeginTime": begin, "Offset": page * PAGE, "Limit": PAGE},
            )
            if isinstance(said, Outcome):
                return Outcome(Result.UNKNOWN, f"查询失败：{said.reason}", said.code)
            rows = said.get("PullSmsSendStatusSet") or []
            for row in rows:
                if _is(row, letter):
                    return _receipt(row)
            if len(rows) < PAGE:
                break
        return Outcome(Result.ABSENT, "还没有回执")

    def report(self, row: dict[str, Any]) -> Report:
        """One row of the status notification that the gateway brings by HTTP; `ext` is our SessionContext."""
        said, serial = str(row.get("errmsg") or ""), str(row.get("sid") or "")
        arrived = row.get("report_status") == "SUCCESS"
        outcome = Outcome(Result.DELIVERED, DELIVERED, said) if arrived else undelivered(said)
        return Report(digits_of(str(row.get("mobile"))), outcome, str(row.get("ext") or ""), serial)

    def _ask(self, action: str, asked: dict[str, Any]) -> dict[str, Any] | Outcome:
        body, moment = json.dumps(asked, ensure_ascii=False).encode(), int(time.time())
        headers = {
            "Host": self.host,
            "Content-Type": tencent_signature.JSON,
            "X-TC-Action": action,
            "X-TC-Version": VERSION,
            "X-TC-Region": self.region,
            "X-TC-Timestamp": str(moment),
            "Authorization": tencent_signature.authorization(
                self.host, action, body, moment, self.key, self.secret
            ),
        }
        try:
            answer = http.post(f"{self.url}/", body, headers, self.timeout)
        except http.NotReached as error:
            return http.not_reached(error)
        except http.Lost as error:
            return http.lost(error)
        said = (answer.json() or {}).get("Response")
        if not isinstance(said, dict):
            return http.not_understood(answer)
        return refusal(str(said["Error"].get("Code", ""))) if "Error" in said else said


def _is(row: dict[str, Any], letter: Letter) -> bool:
    by_serial = bool(letter.remote_id) and row.get("SerialNo") == letter.remote_id
    return by_serial or row.get("SessionContext") == letter.reference


def _receipt(row: dict[str, Any]) -> Outcome:
    serial = str(row.get("SerialNo", ""))
    if row.get("ReportStatus") == "SUCCESS":
        return Outcome(Result.DELIVERED, DELIVERED, "SUCCESS", serial)
    return undelivered(str(row.get("Description") or row.get("ReportStatus") or ""))

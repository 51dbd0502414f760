"""Aliyun's SMS service, 2017-05-25: both signatures checked from the documents, errors with their status and code."""

import base64
import hashlib
import hmac
import json
import re
import time
import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

from .server import FAULTS, Gateway, Request, Sms

ERRORS = {
    "isv.AMOUNT_NOT_ENOUGH": "账户余额不足",
    "isv.BUSINESS_LIMIT_CONTROL": "触发分钟级流控Permits:1",
    "isv.SMS_SIGNATURE_ILLEGAL": "签名不合法",
    "isv.TEMPLATE_MISSING_PARAMETERS": "模板缺少变量",
    "isp.SYSTEM_ERROR": "系统错误",
    "Throttling.User": "Request was denied due to user flow control.",
}


def rfc3986(text: str) -> str:
    return quote(text, safe="~").replace("+", "%20")


@dataclass
class AliyunGateway(Gateway):
    key: str = "LTAI-emulator"
    secret: str = "aliyun-secret-value"
    sign_name: str = "示例人大"
    nonces: set[str] = field(default_factory=set)
    hides: bool = False  # counts messages without listing them, as the real service has been seen to do

    def handle(self, request: Request) -> tuple[int, dict[str, Any]]:
        action = request.headers.get("x-acs-action") or request.query.get("Action", "")
        self.asked.append(action)
        if wrong := self._unsigned(request):
            self.refused.append(wrong)
            return self._error(
                400, "SignatureDoesNotMatch", f"{wrong}: server string to sign is {request.query}"
            )
        if self.faults and self.faults[0] not in FAULTS:
            code = self.faults.popleft()
            return self._error(400 if "." not in code or code.startswith("Thr") else 200, code, ERRORS[code])
        return self._send(request.query) if action == "SendSms" else self._details(request.query)

    def _error(self, status: int, code: str, message: str) -> tuple[int, dict[str, Any]]:
        return status, {"Code": code, "Message": message, "RequestId": str(uuid.uuid4()).upper()}

    def _send(self, asked: dict[str, str]) -> tuple[int, dict[str, Any]]:
        phone = asked["PhoneNumbers"]
        if not re.fullmatch(r"1\d{10}", phone):
            return self._error(200, "isv.MOBILE_NUMBER_ILLEGAL", f"{phone}号码非法")
        if asked["SignName"] != self.sign_name:
            return self._error(200, "isv.SMS_SIGNATURE_ILLEGAL", "签名不合法")
        if not re.fullmatch(r"SMS_\d+", asked["TemplateCode"]):
            return self._error(200, "isv.SMS_TEMPLATE_ILLEGAL", "模板不合法")
        if sum(sms.phone == phone for sms in self.taken) >= self.per_number:
            return self._error(200, "isv.BUSINESS_LIMIT_CONTROL", "触发天级流控Permits:10")
        serial = f"{len(self.taken) + 1:012d}^0"
        day = f"{datetime.now(ZoneInfo('Asia/Shanghai')):%Y%m%d}"
        values = json.loads(asked["TemplateParam"])
        sms = Sms(phone, asked["OutId"], asked["TemplateCode"], values, day, serial)
        if phone in self.blacklist:
            sms.status, sms.code = "failed", "MOBILE_IN_BLACK"
        self.take(sms)
        return 200, {"Code": "OK", "Message": "OK", "BizId": serial, "RequestId": str(uuid.uuid4()).upper()}

    def _details(self, asked: dict[str, str]) -> tuple[int, dict[str, Any]]:
        found = [s for s in self.taken if s.phone == asked["PhoneNumber"] and s.day == asked["SendDate"]]
        size, page = int(asked["PageSize"]), int(asked["CurrentPage"])
        shown = [] if self.hides else found[::-1][(page - 1) * size : page * size]
        rows = [
            {
                "OutId": sms.reference,
                "PhoneNum": sms.phone,
                "TemplateCode": sms.template,
                "SendStatus": {"waiting": 1, "failed": 2, "delivered": 3}[sms.status],
                "ErrCode": sms.code,
            }
            for sms in shown
        ]
        return 200, {
            "Code": "OK",
            "Message": "OK",
            "TotalCount": len(found),
            "SmsSendDetailDTOs": {"SmsSendDetailDTO": rows},
        }

    def report(self, sms: Sms) -> dict[str, Any]:
        return {
            "phone_number": sms.phone,
            "send_time": "2026-11-23 09:00:00",
            "report_time": "2026-11-23 09:00:05",
            "success": sms.status == "delivered",
            "err_code": sms.code,
            "err_msg": "用户接收成功" if sms.status == "delivered" else "接收失败",
            "sms_size": "1",
            "biz_id": sms.serial,
            "out_id": sms.reference,
        }

    def _unsigned(self, request: Request) -> str:
        """Why the signature is not accepted."""
        if "Signature" in request.query:
            return self._check_v1(request)
        return self._check_v3(request)

    def _fresh(self, moment: str, nonce: str) -> str:
        sent = datetime.strptime(moment, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC).timestamp()
        if abs(time.time() - sent) > 900:
            return "InvalidTimeStamp.Expired"
        if nonce in self.nonces:
            return "SignatureNonceUsed"
        self.nonces.add(nonce)
        return ""

    def _check_v1(self, request: Request) -> str:
        said = {name: value for name, value in request.query.items() if name != "Signature"}
        query = "&".join(f"{rfc3986(name)}={rfc3986(said[name])}" for name in sorted(said))
        text = f"{request.method}&{rfc3986('/')}&{rfc3986(query)}"
        made = hmac.new(f"{self.secret}&".encode(), text.encode(), hashlib.sha1).digest()
        if base64.b64encode(made).decode() != request.query["Signature"] or said["AccessKeyId"] != self.key:
            return "signature v1"
        return self._fresh(said["Timestamp"], said["SignatureNonce"])

    def _check_v3(self, request: Request) -> str:
        header = request.headers.get("authorization", "")
        found = re.fullmatch(
            r"ACS3-HMAC-SHA256 Credential=([^,]+),SignedHeaders=([^,]+),Signature=([0-9a-f]{64})", header
        )
        if not found or found[1] != self.key:
            return "no such key"
        names = found[2].split(";")
        if not {"host", "x-acs-action", "x-acs-version", "x-acs-date", "x-acs-content-sha256"} <= set(names):
            return "headers not signed"
        if request.headers["x-acs-content-sha256"] != hashlib.sha256(request.body).hexdigest():
            return "body changed"
        query = "&".join(f"{rfc3986(k)}={rfc3986(v)}" for k, v in sorted(request.query.items()))
        headers = "".join(f"{name}:{request.headers[name]}\n" for name in names)
        canonical = f"POST\n{request.path}\n{query}\n{headers}\n{found[2]}\n"
        canonical += request.headers["x-acs-content-sha256"]
        text = "ACS3-HMAC-SHA256\n" + hashlib.sha256(canonical.encode()).hexdigest()
        if hmac.new(self.secret.encode(), text.encode(), hashlib.sha256).hexdigest() != found[3]:
            return "signature v3"
        return self._fresh(request.headers["x-acs-date"], request.headers["x-acs-signature-nonce"])

"""Tencent Cloud's SMS service, 2021-01-11: errors come with status 200, receipts are listed, messages are not."""

import hashlib
import hmac
import json
import re
import time
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from .server import FAULTS, Gateway, Request, Sms


@dataclass
class TencentGateway(Gateway):
    key: str = "AKID-emulator"
    secret: str = "tencent-secret-value"
    app_id: str = "1400006666"
    sign_name: str = "示例人大"

    def handle(self, request: Request) -> tuple[int, dict[str, Any]]:
        action = request.headers.get("x-tc-action", "")
        self.asked.append(action)
        if wrong := self._unsigned(request):
            self.refused.append(wrong)
            return self._error("AuthFailure.SignatureFailure", wrong)
        if self.faults and self.faults[0] not in FAULTS and "." not in self.faults[0]:
            return self._error(self.faults.popleft(), "internal")
        said = json.loads(request.body)
        if said["SmsSdkAppId"] != self.app_id:
            return self._error("UnauthorizedOperation.SmsSdkAppIdVerifyFail", "no such application")
        return self._send(said) if action == "SendSms" else self._pull(said)

    def _error(self, code: str, message: str) -> tuple[int, dict[str, Any]]:
        return 200, {
            "Response": {"Error": {"Code": code, "Message": message}, "RequestId": str(uuid.uuid4())}
        }

    def _send(self, said: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        rows = [self._one(phone, said) for phone in said["PhoneNumberSet"]]
        return 200, {"Response": {"SendStatusSet": rows, "RequestId": str(uuid.uuid4())}}

    def _one(self, phone: str, said: dict[str, Any]) -> dict[str, Any]:
        code, serial = "Ok", f"2640:{len(self.taken):016d}"
        if self.faults and self.faults[0] not in FAULTS:
            code = self.faults.popleft()
        elif not re.fullmatch(r"\+861\d{10}", phone):
            code = "InvalidParameterValue.IncorrectPhoneNumber"
        elif phone in self.blacklist:
            code = "FailedOperation.PhoneNumberInBlacklist"
        elif said["SignName"] != self.sign_name:
            code = "FailedOperation.SignatureIncorrectOrUnapproved"
        elif sum(sms.phone == phone for sms in self.taken) >= self.per_number:
            code = "LimitExceeded.PhoneNumberDailyLimit"
        if code == "Ok":
            values, context = said["TemplateParamSet"], said["SessionContext"]
            self.take(Sms(phone, context, said["TemplateId"], values, "", serial))
        return {
            "SerialNo": serial if code == "Ok" else "",
            "PhoneNumber": phone,
            "Fee": int(code == "Ok"),
            "SessionContext": said["SessionContext"],
            "Code": code,
            "Message": "send success" if code == "Ok" else code,
        }

    def _pull(self, said: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        known = [s for s in self.taken if s.phone == said["PhoneNumber"] and s.status != "waiting"]
        rows = [
            {
                "SerialNo": sms.serial,
                "PhoneNumber": sms.phone,
                "ReportStatus": "SUCCESS" if sms.status == "delivered" else "FAIL",
                "Description": sms.code,
                "SessionContext": sms.reference,
            }
            for sms in known[said["Offset"] : said["Offset"] + said["Limit"]]
        ]
        return 200, {"Response": {"PullSmsSendStatusSet": rows, "RequestId": str(uuid.uuid4())}}

    def report(self, sms: Sms) -> dict[str, Any]:
        return {
            "user_receive_time": "2026-11-23 09:00:05",
            "nationcode": "86",
            "mobile": sms.phone.removeprefix("+86"),
            "report_status": "SUCCESS" if sms.status == "delivered" else "FAIL",
            "errmsg": sms.code,
            "description": "用户短信送达成功" if sms.status == "delivered" else "用户短信接收失败",
            "sid": sms.serial,
        }

    def _unsigned(self, request: Request) -> str:
        found = re.fullmatch(
            r"TC3-HMAC-SHA256 Credential=([^/]+)/([^/]+)/([^/]+)/tc3_request, "
            r"SignedHeaders=([^,]+), Signature=([0-9a-f]{64})",
            request.headers.get("authorization", ""),
        )
        if not found or found[1] != self.key:
            return "no such key"
        moment = int(request.headers["x-tc-timestamp"])
        if abs(time.time() - moment) > 300 or found[2] != datetime.fromtimestamp(moment, UTC).strftime(
            "%Y-%m-%d"
        ):
            return "AuthFailure.SignatureExpire"
        headers = "".join(f"{name}:{request.headers[name].lower()}\n" for name in found[4].split(";"))
        payload = hashlib.sha256(request.body).hexdigest()
        canonical = "\n".join(["POST", "/", "", headers, found[4], payload])
        text = f"TC3-HMAC-SHA256\n{moment}\n{found[2]}/{found[3]}/tc3_request\n"
        text += hashlib.sha256(canonical.encode()).hexdigest()
        day = hmac.new(("TC3" + self.secret).encode(), found[2].encode(), hashlib.sha256).digest()
        service = hmac.new(day, found[3].encode(), hashlib.sha256).digest()
        signing = hmac.new(service, b"tc3_request", hashlib.sha256).digest()
        made = hmac.new(signing, text.encode(), hashlib.sha256).hexdigest()
        return "" if made == found[5] else "signature"

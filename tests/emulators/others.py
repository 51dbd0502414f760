"""A gateway of a government cloud with a signature of its own, and the robot of a WeCom group."""

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from .server import FAULTS, Gateway, Request, Sms

#: How a house would describe this gateway in its settings file.
DESCRIPTION = {
    "sign": {"algorithm": "md5", "over": "{key}{secret}{time}"},
    "send": {
        "url": "URL/submit",
        "format": "json",
        "body": {
            "account": "{key}",
            "ts": "{time}",
            "sign": "{sign}",
            "mobile": "{phone}",
            "content": "{text}",
            "extno": "{reference}",
        },
        "ok": {"field": "result.code", "values": [0]},
        "later": [7],
        "id_field": "result.msgid",
    },
    "query": {
        "url": "URL/report",
        "format": "form",
        "body": {"account": "{key}", "ts": "{time}", "sign": "{sign}", "mobile": "{phone}", "date": "{day}"},
        "list": "data",
        "match": "extno",
        "status": "stat",
        "delivered": ["DELIVRD"],
        "failed": ["UNDELIV"],
    },
}


@dataclass
class HouseGateway(Gateway):
    key: str = "rd"
    secret: str = "house-secret-value"

    def handle(self, request: Request) -> tuple[int, dict[str, Any]]:
        self.asked.append(request.path)
        form = request.headers["content-type"].startswith("application/x-www-form-urlencoded")
        said = _form(request.body) if form else json.loads(request.body)
        if said["sign"] != hashlib.md5(f"{self.key}{self.secret}{said['ts']}".encode()).hexdigest():
            return 200, {"result": {"code": 2, "msg": "验签失败"}}
        if request.path == "/report":
            stat = {"waiting": "WAIT", "delivered": "DELIVRD", "failed": "UNDELIV"}
            mine = [sms for sms in self.taken if sms.phone == said["mobile"]]
            return 200, {"data": [{"extno": sms.reference, "stat": stat[sms.status]} for sms in mine]}
        if self.faults and self.faults[0] not in FAULTS:
            return 200, json.loads(self.faults.popleft())
        self.take(Sms(said["mobile"], said["extno"], "", said["content"], "", str(len(self.taken))))
        return 200, {"result": {"code": 0, "msgid": len(self.taken)}}


def _form(body: bytes) -> dict[str, str]:
    return dict(parse_qsl(body.decode()))


@dataclass
class WeComGateway(Gateway):
    key: str = "wecom-secret-key"
    said: list[dict[str, Any]] = field(default_factory=list)

    def handle(self, request: Request) -> tuple[int, dict[str, Any]]:
        self.asked.append(request.path)
        if request.path != "/cgi-bin/webhook/send" or request.query.get("key") != self.key:
            return 200, {"errcode": 93000, "errmsg": "invalid webhook url, hint: [1731]"}
        if self.faults and self.faults[0] not in FAULTS:
            return 200, {"errcode": int(self.faults.popleft()), "errmsg": "api freq out of limit"}
        said = json.loads(request.body)
        if len(said["text"]["content"].encode()) > 2048:
            return 200, {"errcode": 40058, "errmsg": "text.content exceed max length 2048"}
        self.said.append(said)
        self.take(Sms(said["text"]["mentioned_mobile_list"][0], "", "", said["text"]["content"], "", ""))
        return 200, {"errcode": 0, "errmsg": "ok"}

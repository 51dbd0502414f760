"""A robot in a WeCom group: it calls the person by mobile number and says that there is something to do."""

import json
from urllib.parse import urlencode

from . import http
from .contract import NO_ADDRESS, Letter, Outcome, Result, mobile

LONGEST = 2048  # bytes of a text; longer ones are refused
LATER = {
    45009: ("群机器人每分钟只能发 20 条，稍后自动再发", 60.0),
    93000: ("群机器人的地址已失效，请系统管理员核对", 900.0),
}


class WeComRobot:
    """Others in the group read along: the text is that of the SMS. There is no receipt and nothing to ask."""

    receipts = absence_proves = False

    def __init__(
        self, *, key: str, url: str = "https://qyapi.weixin.qq.com", timeout: float = http.TIMEOUT
    ) -> None:
        self.key, self.url, self.timeout = key, url.rstrip("/"), timeout

    def address(self, person) -> str:
        return mobile(person)

    def send(self, letter: Letter) -> Outcome:
        if not letter.address:
            return NO_ADDRESS
        content = letter.sms.encode()[:LONGEST].decode(errors="ignore")
        said = {"msgtype": "text", "text": {"content": content, "mentioned_mobile_list": [letter.address]}}
        body = json.dumps(said, ensure_ascii=False).encode()
        headers = {"Content-Type": "application/json; charset=utf-8"}
        try:
            address = f"{self.url}/cgi-bin/webhook/send?{urlencode({'key': self.key})}"
            answer = http.post(address, body, headers, self.timeout)
        except http.NotReached as error:
            return http.not_reached(error)
        except http.Lost as error:
            return http.lost(error)
        heard = answer.json()
        code = heard.get("errcode") if heard else None
        if code is None:
            return http.not_understood(answer)
        if code == 0:
            return Outcome(Result.ACCEPTED, "已发到群里", "0")
        reason, wait = LATER.get(code, (f"群机器人拒收（{code}）", 0.0))
        return Outcome(Result.LATER if wait else Result.REFUSED, reason, str(code), wait=wait)

    def look_up(self, letter: Letter) -> Outcome:
        return Outcome(Result.UNKNOWN, "群机器人不能查询", "no_query")

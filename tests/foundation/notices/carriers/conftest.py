"""Gateways of this machine and the adapters that talk to them over real sockets."""

import json
from collections.abc import Iterator
from types import SimpleNamespace

import pytest

from foundation.notices.carriers.aliyun import AliyunSms
from foundation.notices.carriers.contract import Letter
from foundation.notices.carriers.generic import GenericSms
from foundation.notices.carriers.tencent import TencentSms
from foundation.notices.carriers.wecom import WeComRobot
from tests.emulators.aliyun import AliyunGateway
from tests.emulators.others import DESCRIPTION, HouseGateway, WeComGateway
from tests.emulators.server import Gateway, Server
from tests.emulators.tencent import TencentGateway

PHONE = "13800000042"
REFERENCE = "a" * 32
TEMPLATES = {"test.due": "SMS_1001", "default": "SMS_9"}


def letter(**changed) -> Letter:
    values = {"day": "2026-12-01", "name": "建议 & 第 12 号*~"}
    given = {
        "reference": REFERENCE,
        "address": PHONE,
        "title": "标题",
        "text": "正文",
        "template": "test.due",
    }
    return Letter(**{**given, "sms": "请于 2026-12-01 前办理。", "values": values, **changed})


def adapter(gateway: Gateway, **changed):
    """The product's adapter for an emulator, as settings would make it."""
    options = {"key": gateway.key, "timeout": 1.0, "url": gateway.url}
    if isinstance(gateway, WeComGateway):
        return WeComRobot(**{**options, **changed})
    options["secret"] = gateway.secret
    if isinstance(gateway, HouseGateway):
        described = json.loads(json.dumps(DESCRIPTION).replace("URL", options.pop("url")))
        return GenericSms(**{**options, **described, **changed})
    options |= {"sign_name": gateway.sign_name, "templates": TEMPLATES}
    if isinstance(gateway, TencentGateway):
        return TencentSms(**{**options, "app_id": gateway.app_id, **changed})
    return AliyunSms(**{**options, **changed})


def serve(gateway: Gateway) -> Iterator[SimpleNamespace]:
    with Server(gateway):
        yield SimpleNamespace(gateway=gateway, carrier=adapter(gateway), adapter=adapter)


@pytest.fixture
def aliyun():
    yield from serve(AliyunGateway())


@pytest.fixture
def tencent():
    yield from serve(TencentGateway())


@pytest.fixture
def house():
    yield from serve(HouseGateway())


@pytest.fixture
def wecom():
    yield from serve(WeComGateway())


@pytest.fixture(params=["aliyun", "tencent", "house"])
def sms(request):
    """Each SMS gateway in turn."""
    return request.getfixturevalue(request.param)

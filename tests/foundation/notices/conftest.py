"""Templates that tests give out, taken back afterwards."""

import pytest

from foundation.jobs.services import run_waiting
from foundation.notices import registry
from foundation.notices.sending.work import look_around
from tests.emulators.aliyun import AliyunGateway
from tests.emulators.server import Server


@pytest.fixture(autouse=True)
def texts():
    """`texts("test.due", title=…)` registers a template; all are forgotten with the test."""
    before = dict(registry.TEMPLATES), dict(registry.KINDS)

    def register(
        key="test.due", kind="task", title="{name}将于 {due} 到期", text="请办理{name}。", **options
    ):
        return registry.register_template(key, kind=kind, title=title, text=text, **options)

    register()
    yield register
    for kept, found in zip((registry.TEMPLATES, registry.KINDS), before, strict=True):
        kept.clear()
        kept.update(found)


@pytest.fixture
def gateway(settings):
    """Aliyun's service on this machine, connected as the house's SMS."""
    with Server(AliyunGateway()) as emulator:
        settings.NOTICE_CARRIERS = {"sms": aliyun_settings(emulator)}
        yield emulator


def aliyun_settings(emulator, backend="foundation.notices.carriers.aliyun.AliyunSms") -> dict:
    options = {"key": emulator.key, "secret": emulator.secret, "sign_name": emulator.sign_name}
    options |= {
        "templates": {"test.due": "SMS_1001", "default": "SMS_9"},
        "url": emulator.url,
        "timeout": 1.0,
    }
    return {"BACKEND": backend, "OPTIONS": options}


@pytest.fixture
def rule_is(db, decided):
    """`rule_is("person_per_day", 2)`: the house decided so."""
    return lambda key, value: decided(f"messages.{key}", value)


@pytest.fixture
def work():
    """Let the clock and the workers do what is due now."""

    def do() -> None:
        look_around()
        run_waiting()

    return do

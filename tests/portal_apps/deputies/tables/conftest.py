"""Lists of deputies as offices keep them, with invented people."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from foundation.imports.kinds import kinds
from foundation.imports.models import Upload
from foundation.imports.services import confirm, match, receive
from foundation.jobs.services import run_waiting
from portal_apps.deputies.tables.identity import check_digit
from tests.foundation.imports.conftest import file_of, xlsx

HEAD = [
    "姓名",
    "性别",
    "出生年月",
    "民族",
    "政治面貌",
    "学历",
    "身份证号",
    "手机",
    "工作单位",
    "代表团",
    "代表构成",
]


def number_of(serial: int, born: date = date(1972, 5, 1)) -> str:
    """A valid identity number of nobody: its area code was never given out."""
    first = f"899999{born:%Y%m%d}{serial % 1000:03}"
    return first + check_digit(first)


def line(serial: int, **changed: Any) -> list[Any]:
    """One deputy. Odd serials are men, as the identity number says."""
    born = date(1960, 1, 1) + timedelta(serial)
    values = {
        "姓名": f"代表{serial:04}",
        "性别": "男" if serial % 2 else "女",
        "出生年月": f"{born:%Y.%m}",
        "民族": "汉",
        "政治面貌": "中共党员",
        "学历": "本科",
        "身份证号": number_of(serial, born),
        "手机": f"139{serial:08}",
        "工作单位": "示例单位",
        "代表团": "望河" if serial % 2 else "青坞代表团",
        "代表构成": "干部、妇女" if serial % 2 == 0 else "工人",
    }
    return list((values | changed).values())


@pytest.fixture
def staff(user_for):
    return user_for("congress_staff", display_name="许文澜")


@pytest.fixture
def check(city, staff) -> Callable[..., Upload]:
    """`check(HEAD, line(1), …)`: the list is received, matched by itself and checked."""

    def make(*rows, verb: str = "take_over", term=None) -> Upload:
        choices = {
            "term": (term or city.term).pk,
            "verb": verb,
            "deciding_body": "市人大常委会",
            "document_number": "示例〔2023〕1号",
            "decided_on": "2023-01-05",
        }
        upload = receive(file_of(xlsx(*rows)), kinds["deputies"], by=staff, choices=choices)
        match(upload, upload.columns, by=staff)
        run_waiting()
        upload.refresh_from_db()
        return upload

    return make


@pytest.fixture
def take_in(check, staff) -> Callable[..., Upload]:
    """The same, and confirmed."""

    def make(*rows, **options) -> Upload:
        upload = check(*rows, **options)
        assert upload.faults == 0, upload.problems
        confirm(upload, by=staff)
        run_waiting()
        upload.refresh_from_db()
        return upload

    return make

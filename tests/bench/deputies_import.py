"""`./run bench deputies-import [--rows N] [--json]`: a list of deputies from the file to the stored mandates.

A workbook of N invented deputies with 20 columns is handed in, matched and checked, confirmed and taken over by the
job; then the same file again (all unchanged), then with every employer's duty changed (all updated). Seconds of the
processor and on the wall, for each step and for all of them (`import`); the public profiles that follow are a job
of the publisher's and counted apart (`then_publish`). TEST_DATABASE=postgresql measures on the other engine.
"""

import argparse
import json
import os
import resource
import time
from datetime import date, timedelta

COLUMNS = [
    "姓名",
    "性别",
    "出生年月",
    "民族",
    "政治面貌",
    "学历",
    "学位",
    "职业",
    "工作单位",
    "职务",
    "身份证号",
    "手机",
]
COLUMNS += ["邮箱", "通讯地址", "邮编", "单位电话", "简历", "代表团", "代表构成", "代表证号"]


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench deputies-import")
    parser.add_argument("--rows", type=int, default=5000)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.test")
    import django

    django.setup()
    from tests.services.databases import reset

    reset()
    figures = {"rows": given.rows, **_measure(given.rows), "load": [round(one, 2) for one in os.getloadavg()]}
    if given.json:
        print(json.dumps(figures, ensure_ascii=False))
        return
    for name, value in figures.items():
        print(f"{name:12} {value}")


def _measure(rows: int) -> dict:
    from portal_apps.deputies.models import Area, Body, Term
    from tests.services.people import make_user

    city = Area.objects.create(name="示例市", short="市", level="municipal")
    term = Term.objects.create(area=city, number=16, since=date(2023, 1, 10))
    for number in range(20):
        Body.objects.create(kind="delegation", name=f"第{number}代表团", term=term, area=city)
    staff = make_user("congress_staff")
    first, second = _workbook(rows), _workbook(rows, duty="副主任")
    found = {"new": _run(first, term, staff), "unchanged": _run(first, term, staff)}
    found["updated"] = _run(second, term, staff)
    found["memory_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return found


def _workbook(rows: int, duty: str = "主任") -> bytes:
    from foundation.imports.writing import write_table

    return write_table(COLUMNS, (_line(serial, duty) for serial in range(rows)))


def _line(serial: int, duty: str) -> list:
    from portal_apps.deputies.tables.identity import check_digit

    born = date(1955, 1, 1) + timedelta(serial * 3)
    first = f"899999{born:%Y%m%d}{serial % 1000:03}"
    number, sex = first + check_digit(first), "男" if serial % 2 else "女"
    return [
        *[
            f"代表{serial}",
            sex,
            f"{born:%Y-%m}",
            "汉族",
            "中共党员",
            "大学本科",
            "学士",
            "工程师",
            "示例单位",
            duty,
        ],
        *[
            number,
            f"139{serial:08}",
            f"d{serial}@example.cn",
            f"示例路 {serial} 号",
            "450000",
            "0371-00000000",
        ],
        *["简历" * 60, f"第{serial % 20}代表团", "干部、工人", f"{serial:06}"],
    ]


def _run(data: bytes, term, staff) -> dict:
    from django.core.files.uploadedfile import SimpleUploadedFile

    from foundation.imports.kinds import kinds
    from foundation.imports.models import Upload
    from foundation.imports.services import confirm, match, receive
    from foundation.jobs.services import run_waiting

    choices = {"term": term.pk, "verb": "take_over", "deciding_body": "示例", "document_number": "示例1号"}
    choices["decided_on"] = "2023-01-05"
    steps: dict = {"file_kb": len(data) >> 10}
    started = begin = time.process_time(), time.monotonic()

    def note(name: str) -> None:
        nonlocal begin
        now = time.process_time(), time.monotonic()
        steps[name] = {"cpu_s": round(now[0] - begin[0], 2), "wall_s": round(now[1] - begin[1], 2)}
        begin = now

    upload = receive(SimpleUploadedFile("a.xlsx", data), kinds["deputies"], by=staff, choices=choices)
    note("receive")
    match(upload, upload.columns, by=staff)
    run_waiting("default")
    note("check")
    upload = Upload.objects.get(pk=upload.pk)
    assert upload.faults == 0, upload.problems[:3]
    if upload.counts["create"] or upload.counts["update"]:
        confirm(upload, by=staff)
        run_waiting("default")
        upload.refresh_from_db()
        assert upload.state == "applied", upload.job.error
        note("apply")
    steps["import"] = {"cpu_s": round(begin[0] - started[0], 2), "wall_s": round(begin[1] - started[1], 2)}
    run_waiting()
    note("then_publish")
    return {"counts": upload.counts, **steps}


if __name__ == "__main__":
    main()

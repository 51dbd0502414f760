"""`python -m publishing.verify DIR --key FILE [--json]`: is this release what was signed? Needs no Django.

DIR is a release folder or a site folder (then its current release). Exit code 0: everything fits; 1: something does
not, and every such file is listed; 2: it could not be looked at.
"""

import argparse
import json
import sys
from pathlib import Path

from .release.signing import Keyring, SignatureFault
from .release.verifying import Report, release_of, verify


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m publishing.verify", description="核对一个发布版本")
    parser.add_argument(
        "folder", type=Path, metavar="DIR", help="版本文件夹，或网站文件夹（核对正在使用的版本）"
    )
    parser.add_argument("--key", type=Path, required=True, help="公钥串（JSON）或一个 PEM 公钥")
    parser.add_argument("--json", action="store_true", help="只打印一个 JSON 对象")
    given = parser.parse_args(arguments)
    try:
        ring = Keyring.read(given.key.read_bytes())
        folder = release_of(given.folder)
    except (OSError, SignatureFault) as error:
        print(f"不能核对：{error}", file=sys.stderr)
        return 2
    report = verify(folder, ring)
    print(json.dumps(as_json(report), ensure_ascii=False) if given.json else as_text(report))
    return 0 if report.good else 1


def as_json(report: Report) -> dict:
    return {
        "good": report.good,
        "folder": str(report.folder),
        "release": report.release,
        "number": report.number,
        "files": report.files,
        "bytes": report.size,
        "seconds": round(report.seconds, 3),
        "cpu_seconds": round(report.cpu_seconds, 3),
        "faults": [{"kind": one.kind, "file": one.file, "message": one.message} for one in report.faults],
    }


def as_text(report: Report) -> str:
    name = report.release or report.folder.name
    if report.good:
        return f"核对通过：版本 {name}，{report.files} 个文件与签名的清单完全一致，用时 {report.seconds:.2f} 秒。"
    lines = [
        f"核对不通过：版本 {name}，{len(report.faults)} 处不符。",
        *(f"  {one}" for one in report.faults),
    ]
    return "\n".join([*lines, "请从签名的版本库恢复，或回退到核对通过的版本，并查明是谁改动的。"])


if __name__ == "__main__":
    sys.exit(main())

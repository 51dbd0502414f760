"""`python -m publishing.proof make DIR PATH` and `… check PROOF --key FILE [--page FILE]`: one page, proven alone."""

import argparse
import json
import sys
from pathlib import Path

from .release.manifest import Manifest, ManifestError
from .release.proving import ProofFault, check_proof, make_proof, read_proof
from .release.signing import Keyring, SignatureFault
from .release.verifying import release_of, safe_source


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m publishing.proof", description="单页的发布证明")
    verbs = parser.add_subparsers(dest="verb", required=True)
    make = verbs.add_parser("make", help="给一页做证明，打印 JSON")
    make.add_argument("folder", type=Path, metavar="DIR", help="版本文件夹或网站文件夹")
    make.add_argument("path", metavar="PATH", help="公开地址，如 /news/2026/0102/1/")
    check = verbs.add_parser("check", help="核对一份证明")
    check.add_argument("proof", type=Path, metavar="PROOF")
    check.add_argument("--key", type=Path, required=True, help="公钥串（JSON）或一个 PEM 公钥")
    check.add_argument("--page", help="下载到的页面，“-” 为标准输入")
    given = parser.parse_args(arguments)
    try:
        print(_make(given) if given.verb == "make" else _check(given))
    except (ProofFault, SignatureFault, ManifestError) as fault:
        print(f"证明不成立：{fault}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"读不到：{error}", file=sys.stderr)
        return 2
    return 0


def _make(given: argparse.Namespace) -> str:
    manifest = Manifest.open(safe_source(release_of(given.folder)))
    return json.dumps(make_proof(manifest, given.path), ensure_ascii=False, indent=1)


def _check(given: argparse.Namespace) -> str:
    ring = Keyring.read(given.key.read_bytes())
    page = None
    if given.page:
        page = sys.stdin.buffer.read() if given.page == "-" else Path(given.page).read_bytes()
    head, file, _ = check_proof(read_proof(given.proof), ring, page)
    seen = "内容与所给页面一致" if page is not None else "没有给页面，只核对了证明本身"
    return f"证明成立：{file} 属于第 {head.number} 号版本 {head.release}；{seen}。"


if __name__ == "__main__":
    sys.exit(main())

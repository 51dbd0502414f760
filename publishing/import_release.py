"""Take a release onto this public host: `python -m publishing.import_release SOURCE --site DIR --key FILE`.

SOURCE is a bundle file, `-` for a bundle from standard input, a release folder, or `s3://bucket/prefix` (account in the
environment: RELEASE_S3_ENDPOINT, RELEASE_S3_ACCESS_KEY, RELEASE_S3_SECRET_KEY). With `--watch` SOURCE is a folder of
bundles or an S3 place that is looked at again and again. Needs no Django.

Exit code: 0 accepted or already served, 1 refused, 2 wrong use, 3 source or disk not available.
"""

import argparse
import json
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from .targets.accept import Accepted, accept
from .targets.address import parse
from .targets.bucket import Account, Bucket
from .targets.bundle_source import BundleSource
from .targets.errors import ReleaseRefused, TargetUnavailable
from .targets.public_site import KEEP, PublicSite
from .targets.s3_source import S3Source
from .targets.source import FolderSource, Source
from .targets.watch import FolderWatch, PlaceWatch

REFUSED, UNAVAILABLE = 1, 3


def main(arguments: list[str] | None = None) -> int:
    given = _parser().parse_args(arguments)
    site = PublicSite(given.site, given.key, keep=given.keep)
    try:
        if given.watch:
            return _watch(site, given)
        with _source(site, given.source) as source:
            found = accept(site, source, older=given.older, thorough=given.thorough)
    except ReleaseRefused as refused:
        _say_refused(given, given.source, refused)
        return REFUSED
    except (TargetUnavailable, ValueError) as trouble:
        _say(given, {"error": str(trouble)}, f"没有导入。{trouble}", sys.stderr)
        return UNAVAILABLE
    except OSError as trouble:
        text = f"没有导入。读写 {trouble.filename or given.source} 时出错：{trouble.strerror}。"
        _say(given, {"error": str(trouble)}, text, sys.stderr)
        return UNAVAILABLE
    _say_accepted(given, given.source, found)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m publishing.import_release", description="把发布端的版本导入这台公开主机"
    )
    parser.add_argument(
        "source", help="包文件、-（标准输入）、版本目录，或 s3://桶/前缀；--watch 时是放包的目录"
    )
    parser.add_argument("--site", type=Path, required=True, help="公开站点所在目录，nginx 指向其中的 current")
    parser.add_argument("--key", type=Path, required=True, help="发布端的公钥文件")
    parser.add_argument("--keep", type=int, default=KEEP, help=f"保留最近几个版本，默认 {KEEP}")
    parser.add_argument(
        "--older", action="store_true", help="允许序号更小的版本：只在发布端从备份恢复后用一次"
    )
    parser.add_argument("--thorough", action="store_true", help="核对每个文件的本机副本，缺损的从包里补上")
    parser.add_argument("--watch", action="store_true", help="一直等着，到一个导入一个")
    parser.add_argument("--every", type=float, default=5, help="--watch 时隔几秒看一次，默认 5")
    parser.add_argument("--remove", action="store_true", help="--watch 时删去已导入的包文件")
    parser.add_argument("--json", action="store_true", help="每个结果打印一行 JSON")
    return parser


@contextmanager
def _source(site: PublicSite, text: str) -> Iterator[Source]:
    if text.startswith("s3:"):
        yield _s3(site, text)
    elif text == "-":
        yield BundleSource(sys.stdin.buffer)
    elif Path(text).is_dir():
        yield FolderSource(Path(text))
    else:
        with open(text, "rb") as stream:
            yield BundleSource(stream)


def _s3(site: PublicSite, text: str) -> S3Source:
    return S3Source(Bucket(Account.from_environment(), *parse(text).bucket), site.read_shelf)


def _watch(site: PublicSite, given: argparse.Namespace) -> int:
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    if given.source.startswith("s3:"):
        watch: FolderWatch | PlaceWatch = PlaceWatch(site, given.source, lambda: _s3(site, given.source))
    else:
        watch = FolderWatch(site, Path(given.source), remove=given.remove)
    while not stop.is_set():
        for outcome in watch.look():
            if outcome.accepted:
                _say_accepted(given, outcome.source, outcome.accepted)
            elif outcome.refused:
                _say_refused(given, outcome.source, outcome.refused)
        stop.wait(given.every)
    return 0


def _say_accepted(given: argparse.Namespace, source: str, found: Accepted) -> None:
    text = f"版本 {found.release} 已经在用，不用再导入。"
    if not found.already:
        text = (
            f"版本 {found.release} 已导入并启用：新文件 {found.files} 个，"
            f"{found.bytes / 1e6:.1f} MB，用时 {found.seconds:.1f} 秒。"
        )
    elif found.files:
        text = f"版本 {found.release} 本来就在用，补上了 {found.files} 个缺损的副本。"
    _say(given, {"source": source, "accepted": asdict(found)}, text, sys.stdout)


def _say_refused(given: argparse.Namespace, source: str, refused: ReleaseRefused) -> None:
    value = {"source": source, "refused": refused.code, "what": refused.what, "cure": refused.cure}
    _say(given, value, f"没有导入 {source}。{refused}", sys.stderr)


def _say(given: argparse.Namespace, value: dict, text: str, stream) -> None:
    line = json.dumps(value, ensure_ascii=False) if given.json else text
    print(line, file=sys.stdout if given.json else stream, flush=True)


if __name__ == "__main__":
    sys.exit(main())

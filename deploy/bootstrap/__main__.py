"""The verbs of `./run`."""

import os
import subprocess
import sys
import time

from . import environment, places, say

HELP = """\
用法 / usage:
  ./run                     安装并启动全部（网站、后台、平台、任务进程），含演示内容 / install and start everything
  ./run test [pytest 参数]  安装测试所需并运行全部测试 / install what tests need, run the whole suite
  ./run check [名称 …]      代码检查：格式、类型、分层、体积…… / the checks of the house
  ./run bench NAME [参数]   性能测量 / measurements; without NAME: list them
  ./run manage 命令 [参数]  管理命令，如 / management commands, e.g. ./run manage publish --full
  ./run help                这段说明 / this text

环境变量 / environment:
  VAR_DIR    全部数据所在目录 / where all data is kept             (./var)
  SITE_PORT  网站端口 / port of the public site                     (8080)
  WEB_PORT   后台与平台端口 / port of CMS and portal                (8000)
  UPLOADS_PORT 接收上传的端口 / port of the upload service           (8090)
  BIND       监听地址 / address to listen on                        (127.0.0.1)
  PYTHON     指定 Python 3.11–3.13 / interpreter to use
"""


def start(arguments: list[str]) -> int:
    """Everything, as a newcomer wants it."""
    if arguments:
        raise say.Trouble(
            f"不认识「{arguments[0]}」，请看 ./run help", f"unknown: {arguments[0]}, see ./run help"
        )
    started = time.monotonic()
    from . import data, packages, serve

    where = places.places()
    serve.assert_ports_free(where)
    held = data.lock(where)
    environment.ensure()
    environment.ensure_npm()
    packages.offer_printing()
    data.prepare(where)
    if sys.executable != str(places.PYTHON):  # the crew needs honcho, which lives in the environment
        held.close()
        os.environ["SPC_STARTED"] = str(started)
        os.execve(
            places.PYTHON,
            [str(places.PYTHON), "-m", "deploy.bootstrap"],
            {**os.environ, "PYTHONPATH": str(places.ROOT)},
        )
    return serve.serve(where, float(os.environ.pop("SPC_STARTED", started)))


def test(arguments: list[str]) -> int:
    """The suite; see testing.py."""
    environment.ensure(development=True)
    environment.ensure_npm(development=True)
    from . import testing

    return testing.run(arguments)


def check(arguments: list[str]) -> int:
    """tests/checks, in the development environment."""
    environment.ensure(development=True)
    environment.ensure_npm(development=True)
    return _inside({}, "-m", "tests.checks", *arguments)


def bench(arguments: list[str]) -> int:
    """tests/bench/NAME.py."""
    found = sorted(
        p.stem.replace("_", "-")
        for p in (places.ROOT / "tests" / "bench").glob("*.py")
        if not p.stem.startswith("_")
    )
    if not arguments or arguments[0] not in found:
        say.line("./run bench " + " | ".join(found))
        return 0 if not arguments else 2
    environment.ensure(development=True)
    environment.ensure_npm(development=True)
    return _inside({}, "-m", f"tests.bench.{arguments[0].replace('-', '_')}", *arguments[1:])


def manage(arguments: list[str]) -> int:
    """Django's command line with the data of this directory."""
    environment.ensure()
    environment.ensure_npm()
    return _inside(places.places().environment(), str(places.ROOT / "manage.py"), *arguments)


def _inside(surroundings: dict[str, str], *command: str) -> int:
    """In the product's environment, where the person stands: a relative path means what it says."""
    chosen = {**os.environ, **surroundings, "PYTHONPATH": str(places.ROOT)}
    try:
        return subprocess.call([str(places.PYTHON), *command], env=chosen)
    except KeyboardInterrupt:
        return 130


def helps(arguments: list[str]) -> int:
    """What there is."""
    say.line(HELP)
    return 0


VERBS = {
    "test": test,
    "check": check,
    "bench": bench,
    "manage": manage,
    "help": helps,
    "--help": helps,
    "-h": helps,
}


def main(arguments: list[str]) -> int:
    """Dispatch, with our own import path taken out of what children inherit."""
    outside = os.environ.pop("SPC_PYTHONPATH", "")
    os.environ.pop("PYTHONPATH", None)
    if outside:
        os.environ["PYTHONPATH"] = outside
    verb = VERBS.get(arguments[0]) if arguments else None
    return say.guarded(lambda: verb(arguments[1:]) if verb else start(arguments))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

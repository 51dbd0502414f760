"""`./run bench uploads [--uploads N] [--profile NAME] [--json]`: do uploads come whole through lines that are cut?

For each profile N uploads of 1 to 30 MB, ten at a time, by tus-js-client in node, through a proxy of ours to the service
as the Procfile starts it. complete: without anybody doing anything; hash_equal: what the service has is what the client
sent; orphans: what lies about once the uploads that nobody finished expired. without_resume: the same files in one
request each, tried once. The aim: complete >= 99 %, hash_equal = complete, orphans = 0.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

from tests.emulators.bad_line import BadLine, Weather

SETTINGS = "tests.bench.uploads_support.bench_settings"
MB = 1 << 20
RATE = 4 * MB  # bytes a second of one connection, a good 4G uplink
PROFILES = {
    "cuts": Weather(cut_every=2 * MB, rate=RATE),
    "black_outs": Weather(light=8, dark=20, rate=RATE),
    "address_change": Weather(moves=3, rate=RATE),
    "loss": Weather(lossy=0.05 / 4, rate=RATE),  # 5 % for each 256 KiB
    "server_kill": Weather(rate=RATE),
}
KILL_EVERY = 6.0  # seconds
AT_ONCE, PATIENCE = 10, 600


def measure(folder: Path, name: str, uploads: int, *, resume: bool, seed: int = 7) -> dict:
    """One profile: a database and a spool of its own."""
    from .uploads_support.house import Bench

    bench = Bench(folder / f"{name}-{resume}", SETTINGS)
    with bench, BadLine(bench.service.port, PROFILES[name], seed) as line:
        if name == "server_kill":
            bench.kill_every(KILL_EVERY)
        begun = time.monotonic()
        told = bench.send(
            line.port, uploads=uploads, atOnce=AT_ONCE, least=MB, most=30 * MB, seed=seed,
            resume=resume, patience=PATIENCE,
        )  # fmt: skip
        seconds = time.monotonic() - begun
    complete, equal, orphans = bench.count(told, later=timedelta(hours=100))
    faults = sorted({one["error"] for one in told if one.get("error")})[:3]
    return {
        "uploads": len(told), "complete": complete, "hash_equal": equal, "orphans": orphans,
        "seconds": round(seconds, 1), "megabytes": round(sum(one["size"] for one in told) / MB),
        "cuts": line.cuts, "black_outs": line.blackouts, "moves": line.moves, "kills": bench.service.kills,
        "retries": sum(one["cuts"] for one in told), **({"faults": faults} if resume and faults else {}),
    }  # fmt: skip


def run(uploads: int, names: list[str]) -> dict:
    found: dict = {"profiles": {}, "without_resume": {}}
    with tempfile.TemporaryDirectory(prefix="spc-bench-") as folder:
        for name in names:
            found["profiles"][name] = measure(Path(folder), name, uploads, resume=True)
            alone = measure(Path(folder), name, uploads, resume=False)
            found["without_resume"][name] = {key: alone[key] for key in ("uploads", "complete")}
            print(name, found["profiles"][name], found["without_resume"][name], file=sys.stderr, flush=True)
    for key in ("uploads", "complete", "hash_equal", "orphans"):
        found[key] = sum(one[key] for one in found["profiles"].values())
    found["complete_without_resume"] = sum(one["complete"] for one in found["without_resume"].values())
    whole = found["complete"] >= 0.99 * found["uploads"] and found["hash_equal"] == found["complete"]
    return found | {"met": whole and not found["orphans"]}


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench uploads")
    parser.add_argument("--uploads", type=int, default=200, help="for each profile")
    parser.add_argument("--profile", choices=PROFILES, action="append")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    figures = run(given.uploads, given.profile or list(PROFILES))
    figures["load"] = [round(value, 2) for value in os.getloadavg()]
    if given.json:
        print(json.dumps(figures))
        return
    for name, told in figures["profiles"].items():
        without = figures["without_resume"][name]["complete"]
        print(f"  {name:16} {told['complete']:4} of {told['uploads']} (without resume {without}), "
              f"{told['hash_equal']} equal, {told['orphans']} orphans, {told['seconds']} s")  # fmt: skip
    print(f"  aim: 99 % complete, all equal, no orphan: {'met' if figures['met'] else 'NOT met'}")


if __name__ == "__main__":
    main()

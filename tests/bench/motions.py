"""`./run bench motions [--data FOLDER] [--items N] [--submissions N] [--json]`: what the work on motions and suggestions must keep to.

Each part is a process of its own and adds its figures; the last line with --json is one object.

similar_top1, similar_top5: the title of a real message asks for its body among 400, mean over ten random samples of those
messages nothing was tuned on (`similar_seeds` has each); similar_whole_*: the same among all messages. similar_p95_ms:
one question as a screen asks it, among N invented items (default 100,000). TEST_DATABASE=postgresql for the other engine.

queue_p95_ms: one page of any queue of any role, through its view, among N items of many years; search_p95_ms: one page of
search results. `queue_slowest_ms` and `search_slowest_ms` name the slowest pages. These two are measured on PostgreSQL,
the engine such a house runs on, unless TEST_DATABASE says sqlite. submitted, lost, duplicated: not measured yet.
submitted, lost, duplicated: filed through real HTTP while web, worker and PostgreSQL are killed; what was acknowledged and
lacks its event, words, clock, message or number counts as lost, what has one twice as duplicated. exchange_*: messages
between real processes and the system of a government's office.
"""

import argparse
import json
import os
from pathlib import Path

from .child import child

SUPPORT = "tests.bench.motions_support"
DATA = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "opinions"


def measure(data: Path, items: int, submissions: int) -> dict:
    figures: dict = {}
    if (data / "messages.jsonl").is_file():
        figures |= child(f"{SUPPORT}.similar_quality", str(data))
    else:
        why = (
            f"{data} 里没有 messages.jsonl：similar_top1、similar_top5 没有测，用 --data 指出真实来信所在目录"
        )
        figures |= {"similar_top1": None, "similar_top5": None, "similar_note": why}
    figures |= child(f"{SUPPORT}.similar_speed", str(items))
    os.environ.setdefault("TEST_DATABASE", "postgresql")
    figures |= child(f"{SUPPORT}.lists_speed", str(items))
    figures |= child(f"{SUPPORT}.exchange", "100")
    return figures | child(f"{SUPPORT}.crash", str(submissions))


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench motions")
    parser.add_argument(
        "--data", type=Path, default=DATA, help="real messages (default ../shared/data/opinions)"
    )
    parser.add_argument("--items", type=int, default=100_000)
    parser.add_argument("--submissions", type=int, default=2000)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    figures = measure(given.data, given.items, given.submissions)
    figures["load"] = [round(value, 2) for value in os.getloadavg()]
    if given.json:
        print(json.dumps(figures, ensure_ascii=False), flush=True)
        return
    for name, value in figures.items():
        print(f"{name:26} {value}")


if __name__ == "__main__":
    main()

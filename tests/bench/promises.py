"""`./run bench promises [--json]`: how well promises are found in real answers of departments, against labels by hand.

Says so and ends with 3 when the answers are not there. The labels were made before the scanner had seen their sample;
the figures of each first, blind run stand in docs/decisions/0201-promises.md, since the words were improved afterwards.
"""

import argparse
import csv
import json
from datetime import date
from pathlib import Path
from time import process_time

from portal_apps.motions.promises.scan import scan
from tests.real_input import DATA, records

LABELS = Path(__file__).parent / "promises_support" / "labels.csv"
ANSWERS = "opinions/messages_with_replies.jsonl"


def main() -> int:
    parser = argparse.ArgumentParser(prog="bench promises")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    if not (DATA / ANSWERS).exists():
        print(
            f"no real answers at {DATA / ANSWERS}: set SPC_SHARED_DATA to the collection (nothing was measured)"
        )
        return 3
    answers = {record["id"]: record for record in records(ANSWERS)}
    figures = {**_all(answers), **_speed(answers)}
    if given.json:
        print(json.dumps(figures))
    else:
        for name, value in figures.items():
            print(f"{name:20} {value}")
    return 0


def _all(answers: dict[str, dict]) -> dict[str, float]:
    """Precision and recall by sample and together; days among the promises found."""
    rows = list(csv.DictReader(LABELS.open(encoding="utf-8")))
    figures: dict[str, float] = {
        "sentences": len(rows),
        "promises": sum(row["promise"] == "1" for row in rows),
    }
    counts: dict[str, list[int]] = {}
    days = [0, 0]
    for row in rows:
        answer = answers[row["record"]]
        text = answer["reply"][int(row["start"]) : int(row["end"])]
        found = scan(text, date.fromisoformat(answer["replied_at"][:10])).proposals
        for name in (row["sample"], "all"):
            one = counts.setdefault(name, [0, 0, 0])
            one[0] += bool(found) and row["promise"] == "1"
            one[1] += bool(found)
            one[2] += row["promise"] == "1"
        if found and row["promise"] == "1":
            days[0] += str(found[0].due_on or "") == row["due"]
            days[1] += 1
    for name, (right, said, wanted) in sorted(counts.items()):
        figures[f"precision_{name}"] = round(right / max(said, 1), 3)
        figures[f"recall_{name}"] = round(right / max(wanted, 1), 3)
    return {**figures, "days_right": round(days[0] / max(days[1], 1), 3)}


def _speed(answers: dict[str, dict]) -> dict[str, float]:
    start = process_time()
    found = sum(
        len(scan(answer["reply"], date.fromisoformat(answer["replied_at"][:10])).proposals)
        for answer in answers.values()
    )
    spent = process_time() - start
    return {
        "answers": len(answers),
        "proposals": found,
        "ms_per_answer": round(spent * 1000 / len(answers), 2),
    }


if __name__ == "__main__":
    raise SystemExit(main())

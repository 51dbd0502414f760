"""How often the title of a real message finds its own body: `similar_quality FOLDER`."""

import hashlib
import json
import random
import sys
from pathlib import Path

from foundation.similar.engine.ranking import Index
from foundation.similar.engine.segment import Indexed, Segment, segment_bytes
from foundation.similar.engine.terms import item_terms, query_terms

SEEDS, SAMPLE = range(10), 400


def main(folder: Path) -> dict:
    rows = [json.loads(line) for line in (folder / "messages.jsonl").read_text(encoding="utf-8").splitlines()]
    messages = [(row["id"], row["title"], row["text"]) for row in rows]
    unseen = [one for one in messages if not was_tuned_on(one[0])]
    seeds = [found(random.Random(seed).sample(unseen, SAMPLE)) for seed in SEEDS]
    any_of_all = [found(random.Random(seed).sample(messages, SAMPLE)) for seed in SEEDS]
    whole = found(messages)
    return {
        "similar_top1": mean(one for one, _ in seeds),
        "similar_top5": mean(five for _, five in seeds),
        "similar_seeds": seeds,
        "similar_any_top1": mean(one for one, _ in any_of_all),
        "similar_any_top5": mean(five for _, five in any_of_all),
        "similar_whole_top1": whole[0],
        "similar_whole_top5": whole[1],
        "similar_whole_messages": len(messages),
    }


def was_tuned_on(name: str) -> bool:
    """The half of the messages the weights were chosen with (decision 0180)."""
    return hashlib.sha256(name.encode()).digest()[0] % 2 == 0


def found(messages: list[tuple[str, str, str]]) -> tuple[float, float]:
    """Shares of titles whose own body comes first, and is among the first five; titles are not indexed."""
    size = 4096
    items = [
        Indexed(place, "m", name, item_terms("", text)) for place, (name, _, text) in enumerate(messages)
    ]
    index = Index([Segment(segment_bytes(items[at : at + size])) for at in range(0, len(items), size)])
    first = five = 0
    for place, (_, title, _) in enumerate(messages):
        best = [row.number for row in index.ranked(query_terms(title), {"m"})[:5]]
        first += best[:1] == [place]
        five += place in best
    return round(first / len(messages), 4), round(five / len(messages), 4)


def mean(values) -> float:
    values = list(values)
    return round(sum(values) / len(values), 4)


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]))))

"""How long the term check takes: 20,000 terms on a 20,000-character text; the aim is 50 ms.

Run it with `python -m tests.bench.gate`.
"""

import json
import random
from time import process_time

from publishing.checks import TermAutomaton, TermRule

TERMS, CHARACTERS, RUNS = 20_000, 20_000, 20


def main() -> None:
    chance = random.Random(20261122)
    han = [chr(chance.randint(0x4E00, 0x9FA5)) for _ in range(3_000)]
    terms = {"".join(chance.choices(han, k=chance.randint(2, 6))) for _ in range(TERMS * 2)}
    rules = [TermRule(term, "forbidden") for term in sorted(terms)[:TERMS]]
    text = "".join(chance.choices(han, k=CHARACTERS))
    start = process_time()
    automaton = TermAutomaton(rules)
    built = process_time() - start
    times = []
    for _ in range(RUNS):
        start = process_time()
        hits = len(automaton.find(text))
        times.append(process_time() - start)
    figures = {
        "terms": automaton.size,
        "characters": len(text),
        "hits": hits,
        "build_ms": round(built * 1000, 1),
        "median_ms": round(sorted(times)[RUNS // 2] * 1000, 1),
        "worst_ms": round(max(times) * 1000, 1),
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()

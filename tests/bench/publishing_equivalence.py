"""`./run bench publishing-equivalence --sequences N [--steps N] [--seed N] [--json]`: random histories of a site.

Each history publishes after most of its steps and is compared at its end, and wherever it asks for it, with a full
build of the same snapshot in another folder. A difference ends the run with exit code 1 and the shortest history
found that shows it.
"""

import argparse
import json
import random
import time

from hypothesis import HealthCheck, Phase, settings
from hypothesis import seed as seeded
from hypothesis.stateful import run_state_machine_as_test

from tests.publishing.equivalence.machine import FIGURES, SiteMachine


def walk(sequences: int, steps: int, seed: int) -> str:
    """The shortest history with a difference and what differs, "" when there is none."""
    chosen = settings(
        max_examples=sequences,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        derandomize=False,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    try:
        run_state_machine_as_test(seeded(seed)(SiteMachine), settings=chosen)
    except Exception as error:
        found = getattr(error, "exceptions", [error])
        return "\n\n".join(
            "\n".join([f"{type(one).__name__}: {one}", *getattr(one, "__notes__", [])]) for one in found
        )
    return ""


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench publishing-equivalence")
    parser.add_argument("--sequences", type=int, default=100)
    parser.add_argument("--steps", type=int, default=25)
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    seed = random.SystemRandom().randrange(2**32) if given.seed is None else given.seed
    begin, cpu = time.perf_counter(), time.process_time()
    story = walk(given.sequences, given.steps, seed)
    figures = {
        "sequences": FIGURES.sequences,
        "steps": FIGURES.steps,
        "comparisons": FIGURES.comparisons,
        "kills": FIGURES.kills,
        "differences": int(bool(story)),
        "seconds": round(time.perf_counter() - begin, 1),
        "cpu_seconds": round(time.process_time() - cpu, 1),
        "seed": seed,
    }
    if story:
        print(story)
    if given.json:
        print(json.dumps(figures | ({"story": story} if story else {}), ensure_ascii=False))
    else:
        for name, value in figures.items():
            print(f"  {name:12} {value}")
    raise SystemExit(bool(story))


if __name__ == "__main__":
    main()

"""Where the real input data lies: beside the checkout, or where SPC_SHARED_DATA says. It is never in the repository."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

BESIDE = Path(__file__).resolve().parent.parent.parent / "shared" / "data"
DATA = Path(os.environ.get("SPC_SHARED_DATA", BESIDE))


def records(path: str) -> Iterator[dict]:
    with open(DATA / path, encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)

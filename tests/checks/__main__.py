"""Run the checks two at a time and say of each whether it holds, in how many seconds, and if not, why."""

import sys
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor

from . import sizes, tools, tree

CHECKS: dict[str, Callable[[], Iterable[str]]] = {
    "types": tools.types,
    "production": tools.production,
    "django": tools.django,
    "migrations": tools.migrations,
    "imports": tools.imports,
    "lint": tools.lint,
    "layout": tools.layout,
    "templates": tools.templates,
    "sizes": sizes.sizes,
    "docstrings": tree.docstrings,
    "leftovers": tree.leftovers,
    "machine_paths": tree.machine_paths,
    "foreign_data": tree.foreign_data,
    "lock_files": tree.lock_files,
    "top_folders": tree.top_folders,
}


def main(names: list[str]) -> int:
    """Exit code 0 only when every chosen check holds."""
    unknown = set(names) - set(CHECKS)
    if unknown:
        print(f"unknown check: {', '.join(sorted(unknown))}; there are: {', '.join(CHECKS)}")
        return 2
    chosen = names or list(CHECKS)
    with ThreadPoolExecutor(2) as pool:
        results = pool.map(_timed, chosen)
        broken = [name for name, findings in results if findings]
    print(
        f"{len(chosen) - len(broken)} of {len(chosen)} checks hold"
        + (f"; broken: {', '.join(broken)}" if broken else "")
    )
    return 1 if broken else 0


def _timed(name: str) -> tuple[str, list[str]]:
    started = time.monotonic()
    findings = list(CHECKS[name]())
    head = f"{'FAIL' if findings else 'ok':4} {name:14} {time.monotonic() - started:5.1f} s"
    print("\n".join([head, *(f"       {finding}" for finding in findings)]), flush=True)
    return name, findings


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""A part of a bench in a process of its own, so that its CPU time and memory are its own."""

import json
import subprocess
import sys


def child(module: str, *arguments: str) -> dict:
    """What the module prints as its last line, one JSON object. Ends the bench with its error when it fails."""
    done = subprocess.run([sys.executable, "-m", module, *arguments], capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"{module} failed:\n{done.stderr[-3000:]}")
    return json.loads(done.stdout.splitlines()[-1])

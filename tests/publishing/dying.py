"""kill -9 of this process at a named step: for child processes of tests."""

import os
import signal
from pkgutil import resolve_name


def die_at(step: str, *, after: bool, calls: int = 0) -> None:
    """Have this process kill itself when `step` ("module:Class.function") is reached, after `calls` calls of it.

    `after`: the step is done before the process dies.
    """
    module, _, path = step.partition(":")
    *owners, attribute = path.split(".")
    owner = resolve_name(":".join(filter(None, [module, ".".join(owners)])))
    real, left = getattr(owner, attribute), calls

    def dying(*args, **kwargs):
        nonlocal left
        left -= 1
        result = real(*args, **kwargs) if after or left >= 0 else None
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    setattr(owner, attribute, dying)

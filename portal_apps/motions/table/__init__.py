"""Every act on motions and suggestions as one table. Code, docs/motions and the tests read it."""

from . import assigning, checking, judging, motions, replying, supervising, writing
from .step import FIELDS, FILE_FIELDS, HANDLING, ITEM, NEW, PROMISE, SAME, STATES, SUBJECTS, Effect, Step

PARTS = {
    "writing": writing.STEPS,
    "checking": checking.STEPS,
    "assigning": assigning.STEPS,
    "replying": replying.STEPS,
    "judging": judging.STEPS,
    "supervising": supervising.STEPS,
    "motions": motions.STEPS,
}
PART_NAMES = {
    "writing": "写和提出",
    "checking": "核对和受理",
    "assigning": "交办",
    "replying": "办理和答复",
    "judging": "评价和落实",
    "supervising": "督办和公开",
    "motions": "议案",
}
STEPS: tuple[Step, ...] = tuple(step for part in PARTS.values() for step in part)
BY_KEY = {step.key: step for step in STEPS}

__all__ = [
    "BY_KEY",
    "FIELDS",
    "FILE_FIELDS",
    "HANDLING",
    "ITEM",
    "NEW",
    "PARTS",
    "PART_NAMES",
    "PROMISE",
    "SAME",
]
__all__ += ["STATES", "STEPS", "SUBJECTS", "Effect", "Step", "possible"]


def possible(subject: str, kind: str, state: str) -> list[Step]:
    """What may be done in this state, in the order of the table."""
    return [s for s in STEPS if s.subject == subject and kind in s.kinds and state in s.sources]

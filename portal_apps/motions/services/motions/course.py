"""What only a motion has, and the Presidium's decision on it."""

from datetime import date

from ...models import Item, MotionCourse
from ..acting import Act


def course_of(item: Item) -> MotionCourse:
    return MotionCourse.objects.get_or_create(item=item)[0]


def decided(act: Act, decision: str, decided_on: date, **more) -> None:
    """Write what the Presidium decided, with its paper."""
    course = course_of(act.item)
    course.decision, course.decided_on = decision.strip(), decided_on
    for name, value in more.items():
        setattr(course, name, value)
    course.save()
    act.detail |= {"decision": decision.strip(), "decided_on": decided_on.isoformat()}

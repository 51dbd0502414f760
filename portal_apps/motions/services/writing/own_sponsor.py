"""The row of the person who speaks."""

from ...models import Sponsor
from ..acting import Act


def own_sponsor(act: Act) -> Sponsor:
    """Of the deputy whose act it is; that there is one, `perform` saw to."""
    return act.item.sponsors.carrying().of_deputy(act.person or act.by).get()

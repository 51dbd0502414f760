"""Everything on the first screen of one person."""

from dataclasses import dataclass

from foundation.rights.may import may

from ..roles import STAGE_VERBS
from .mine import MyDesk, my_desk
from .owed import Owed, urgent_owed
from .releases import Newest, newest_release
from .stale import Freshness, about_to_go_stale, columns_by_freshness
from .waiting import Waiting, waiting_for


@dataclass(frozen=True, slots=True)
class Desk:
    reviews: bool  # this person reviews at all
    writes: bool
    waiting: list[Waiting]
    mine: MyDesk
    owed: list[Owed]
    newest: Newest
    stale: list[Freshness]
    columns: int

    @property
    def headline(self) -> str:
        """A sentence, not the name of a module."""
        if self.waiting:
            return f"有 {len(self.waiting)} 篇稿子等您审"
        to_check = sum(row.mine and not row.demanded for row in self.owed)
        if to_check:
            return f"有 {to_check} 次紧急发布等您复核"
        if self.mine.sent_back:
            return f"有 {len(self.mine.sent_back)} 篇稿子退回给您改"
        if self.reviews:
            return "没有稿子等您审"
        if self.mine.drafts:
            return f"您有 {len(self.mine.drafts)} 篇草稿"
        return "今天可以写一篇新稿" if self.writes else "没有要您办的事"


def desk_of(user) -> Desk:
    columns = columns_by_freshness()
    return Desk(
        reviews=any(may(user, verb) for verb in STAGE_VERBS.values()),
        writes=may(user, "content.write"),
        waiting=waiting_for(user),
        mine=my_desk(user),
        owed=urgent_owed(user),
        newest=newest_release(),
        stale=about_to_go_stale(columns),
        columns=len(columns),
    )

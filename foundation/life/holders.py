"""Which kinds of people are invited by whom. Apps that keep people of their own register them here."""

from dataclasses import dataclass

from foundation.accounts.roles import BY_KEY
from foundation.rights.may import may


@dataclass(frozen=True)
class Holder:
    """`verb` is the right to invite them; `roles` what may be proposed for them (every role, where empty)."""

    key: str
    name: str
    verb: str
    roles: tuple[str, ...] = ()

    @property
    def role_choices(self) -> list[tuple[str, str]]:
        return [(key, role.name) for key, role in BY_KEY.items() if not self.roles or key in self.roles]


HOLDERS: dict[str, Holder] = {}


def register_holder(holder: Holder) -> None:
    """Called in `AppConfig.ready`."""
    HOLDERS[holder.key] = holder


def holders_for(user) -> list[Holder]:
    """The kinds this person may invite."""
    return [holder for holder in HOLDERS.values() if may(user, holder.verb)]


register_holder(Holder("staff", "机关工作人员", "accounts.keep"))
register_holder(Holder("deputy", "代表", "deputies.edit", ("deputy",)))

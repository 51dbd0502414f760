"""Say which units should handle it."""

from collections.abc import Sequence

from foundation.accounts.models import User
from foundation.rights.refusals import Refused

from ...models import Item
from ..acting import Act, perform
from .places import Place, assert_fit, propose


def propose_units(
    item: Item, *, by: User, units: Sequence[Place], reason: str = "", seen: int | None = None
) -> Item:
    """What was proposed before is replaced. A deputy's own proposal is considered: where another unit is chosen, the
    reason is kept (豫建议第十二条). Raises PermissionDenied, Refused.
    """

    def change(act: Act) -> None:
        assert_fit(units)
        wished = set(act.item.suggested_units.values_list("pk", flat=True))
        if wished and not wished & {place.unit.pk for place in units} and not act.reason:
            names = "、".join(str(one) for one in act.item.suggested_units.all())
            raise Refused(f"代表建议由{names}承办。不采用的，请写明理由（《河南省办法》第十二条）。")
        act.item.handlings.all().delete()  # proposals only: this state knows no others
        propose(act.item, units)
        act.detail["units"] = [[place.unit.pk, place.role] for place in units]

    return perform("propose_units", item, by=by, change=change, seen=seen, units=units, reason=reason)

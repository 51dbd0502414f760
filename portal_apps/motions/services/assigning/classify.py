"""Put it into the tree of categories."""

from foundation.accounts.models import User
from foundation.rights.refusals import Refused

from ...models import Category, Item
from ...states import ItemState
from ..acting import Act, perform


def classify(item: Item, *, by: User, category: Category, seen: int | None = None) -> Item:
    """Raises PermissionDenied, Refused."""

    def change(act: Act) -> None:
        if category.closed:
            raise Refused(f"分类“{category}”已经停用，请另选。")
        proposed = act.item.state == ItemState.PROPOSED
        act.to = ItemState.PROPOSED if proposed else ItemState.CLASSIFIED
        act.item.category = category
        act.detail["category"] = category.pk

    return perform("classify", item, by=by, change=change, seen=seen, category=category)

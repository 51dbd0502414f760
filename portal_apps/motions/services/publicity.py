"""What may be made public, of items and of replies alike."""

from foundation.rights.refusals import Refused

from ..models import Item, Publicity, Wish

RANK = {Publicity.NONE: 0, Publicity.SUMMARY: 1, Publicity.FULL: 2}
MOST = {Wish.CLOSED: Publicity.NONE, Wish.SUMMARY: Publicity.SUMMARY, Wish.OPEN: Publicity.FULL}


def assert_publicity(item: Item, publicity: str, reason: str, summary: str) -> None:
    """豫建议第二十九条: not what the deputy thinks unsuitable; less than all has a reason."""
    if publicity not in Publicity.values:
        raise Refused("请选公开方式。")
    most = Publicity.NONE if item.confidential else MOST[Wish(item.open_wish)]
    if RANK[Publicity(publicity)] > RANK[most]:
        wish = "代表请求保密" if item.confidential else f"代表认为“{item.get_open_wish_display()}”"
        raise Refused(f"{wish}，最多只能“{most.label}”。")
    if publicity != Publicity.FULL and not reason.strip():
        raise Refused("不公开、只公开摘要的，请写明理由。")
    if publicity == Publicity.SUMMARY and not summary.strip():
        raise Refused("只公开摘要的，请写摘要。")

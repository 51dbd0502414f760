"""Put together what a carrier needs, at the last moment: the address of today, the text of the message."""

import hashlib
import hmac
from dataclasses import replace

from django.conf import settings

from .. import registry
from ..carriers import Letter, carrier
from ..models import DIGEST, Delivery

LISTED = 20  # titles in a digest by mail; the inbox has them all


def letter_for(row: Delivery) -> Letter:
    """Raises MessageFault when the template is gone or the text was cleared."""
    address = carrier(row.carrier).address(row.person)
    blank = Letter(
        row.reference, address, "", "", row.template, "", sent_at=row.sent_at, remote_id=row.remote_id
    )
    return _digest(row, blank) if row.template == DIGEST else _single(row, blank)


def digest_of(address: str) -> str:
    """Tells whether an address is still the same, without keeping it."""
    return hmac.digest(settings.SECRET_KEY.encode(), address.encode(), hashlib.sha256).hex()


def _single(row: Delivery, blank: Letter) -> Letter:
    notice, template = row.notice, registry.template(row.template)
    if notice is None or notice.forgotten_at:
        raise registry.MessageFault(f"{row}: the text was cleared")
    # in the order of the text: a database may give a JSON object back in another
    missing = [name for name in template.stored_names if name not in notice.sms_values]
    if missing:  # the template was changed after the message was written
        raise registry.MessageFault(f"{row}: the message has no {', '.join(missing)}")
    late, stored = template.late, notice.sms_values
    values = {name: late[name](notice) if name in late else stored[name] for name in template.sms_names}
    sms = template.sms.format(**values)
    return replace(blank, title=notice.title, text=sms, sms=sms, values=values)


def _digest(row: Delivery, blank: Letter) -> Letter:
    titles = list(row.gathered.order_by("id").values_list("notice__title", flat=True))
    count = str(len(titles))
    sms = f"您有 {count} 条新消息，请登录工作平台查看。"
    more = [f"……另有 {len(titles) - LISTED} 条"] if len(titles) > LISTED else []
    lines = [f"{number}. {title}" for number, title in enumerate(titles[:LISTED], 1)]
    return replace(
        blank,
        title=f"{count} 条新消息",
        text="\n".join([sms, "", *lines, *more]),
        sms=sms,
        values={"count": count},
    )

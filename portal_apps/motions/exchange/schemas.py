"""What a message may say: one table of kinds for both directions. The schemas, the API description and the checks come from it."""

from dataclasses import dataclass, field
from typing import Any

from portal_apps.motions.models import Contact, Publicity, Situation
from portal_apps.motions.models.judging import Grade
from portal_apps.motions.states import HandlingState

from .canonical import FORMAT

Schema = dict[str, Any]
DIALECT = "https://json-schema.org/draft/2020-12/schema"
BIGGEST = 2**31 - 1


def text(most: int, *, empty: bool = False) -> Schema:
    return {"type": "string", "maxLength": most, **({} if empty else {"minLength": 1})}


def one_of(*values: str) -> Schema:
    return {"type": "string", "enum": list(values)}


def record(required: str, **parts: Schema) -> Schema:
    """`required` names the parts that may not be missing."""
    return {
        "type": "object",
        "properties": parts,
        "required": required.split(),
        "additionalProperties": False,
    }


def many(items: Schema, least: int = 0) -> Schema:
    return {"type": "array", "items": items, **({"minItems": least} if least else {})}


DAY = {"type": "string", "format": "date"}
MOMENT = {"type": "string", "format": "date-time"}
UUID = {"type": "string", "format": "uuid"}
SHA = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
ID = {"type": "integer", "minimum": 1, "maximum": BIGGEST}
COUNT = {"type": "integer", "minimum": 0, "maximum": BIGGEST}
STATE = one_of(*HandlingState.values)
FILE = record(
    "name digest size",
    name=text(150),
    digest=SHA,
    size={"type": "integer", "minimum": 1, "maximum": BIGGEST},
    media_type=text(100, empty=True),
)
FILES = many(FILE)
UNIT = record("name", id=ID, name=text(100))
REASON = text(2000, empty=True)
LETTER = record(
    "body situation",
    title=text(200, empty=True),
    document_number=text(60, empty=True),
    body=many(record("text", heading=text(200, empty=True), text=text(50_000)), 1),
    situation=one_of(*Situation.values),
    assist_note=text(5000, empty=True),
    contact_unit=text(100, empty=True),
    contact_person=text(50, empty=True),
    contact_phone=text(30, empty=True),
    copies=text(300, empty=True),
    publicity=one_of(*Publicity.values),
    publicity_reason=text(300, empty=True),
    public_summary=text(5000, empty=True),
)
LETTER["properties"]["class"] = text(1)
PROMISE = record(
    "promise due_on responsible",
    promise=text(300),
    due_on=DAY,
    responsible=text(100),
    sentence=text(2000, empty=True),
)
GRADE = one_of(*Grade.values)
MATTER = record(
    "number title kind parts sponsors role unit assigned_on attachments",
    number=text(40),
    title=text(120),
    kind=one_of("suggestion"),
    term=text(100, empty=True),
    session=text(100, empty=True),
    category=text(100, empty=True),
    parts=many(record("heading text", heading=text(50), text=text(50_000))),
    sponsors=many(
        record(
            "id name role",
            id=ID,
            name=text(50),
            role=one_of("lead", "co"),
            delegation=text(100, empty=True),
        ),
        1,
    ),
    role=one_of("main", "assist", "separate"),
    unit=UNIT,
    office=UNIT,
    task=text(300, empty=True),
    assigned_on=DAY,
    wants_contact={"type": "boolean"},
    attachments=FILES,
)


@dataclass(frozen=True)
class Kind:
    """`body` is what is said beside the envelope."""

    key: str
    name: str
    body: Schema = field(default_factory=lambda: record(""))
    note: str = ""


def _table(*kinds: Kind) -> dict[str, Kind]:
    return {kind.key: kind for kind in kinds}


#: from the congress to the government's office
OUTWARD = _table(
    Kind("assigned", "交办", MATTER, "全文；附件按摘要取。改由本办公厅下属另一单位承办的，用 reassigned"),
    Kind("reassigned", "重新确定承办单位", record("unit reason", unit=UNIT, reason=REASON)),
    Kind("taken_back", "改由其他机关承办", record("reason", reason=REASON)),
    Kind(
        "return_decided",
        "退回的决定",
        record("granted decision", granted={"type": "boolean"}, decision=REASON),
    ),
    Kind("urged", "催办", record("words", words=REASON)),
    Kind("instructed", "批示", record("words", words=text(10_000, empty=True))),
    Kind(
        "extension_decided",
        "延期的决定",
        record("granted reason", granted={"type": "boolean"}, reason=REASON),
    ),
    Kind(
        "evaluated",
        "代表评价",
        record(
            "round attitude result", round=ID, attitude=GRADE, result=GRADE, reasons=text(10_000, empty=True)
        ),
    ),
    Kind("silent", "登记未评价", record("reason", reason=REASON)),
    Kind("redo", "重新办理", record("demands", demands=text(10_000, empty=True))),
    Kind("assessed", "评估意见", record("opinion", opinion=text(10_000, empty=True))),
    Kind(
        "promise_evaluated",
        "评价落实",
        record(
            "promise attitude result",
            promise=ID,
            attitude=GRADE,
            result=GRADE,
            reasons=text(10_000, empty=True),
        ),
    ),
    Kind("tracking_ended", "结束跟踪", record("reason", reason=REASON)),
    Kind("withdrawn", "撤回，终止办理", record("reason", reason=REASON)),
    Kind("closed", "办结", record("reason", reason=REASON)),
)
#: from the government's office to the congress
INWARD = _table(
    Kind(
        "sub_assigned",
        "分办",
        record("unit", unit=UNIT, reason=REASON, desk=text(100), task=text(300, empty=True), due_on=DAY),
        "办公厅分给下属单位；有 desk 的，是单位内分给办理岗位",
    ),
    Kind("signed_for", "签收"),
    Kind(
        "return_requested",
        "申请退回",
        record(
            "grounds opinion",
            grounds=text(5000),
            opinion=text(300),
            suggested_unit=text(100, empty=True),
            files=FILES,
        ),
        "grounds 是单位的理由，opinion 是办公厅转报的意见",
    ),
    Kind(
        "first_contact",
        "联系代表",
        record(
            "form on notes",
            form=one_of(*Contact.Form.values),
            on=DAY,
            notes=text(10_000),
            sponsors=many(ID),
        ),
        "sponsors 省略时是全部提出代表；以后每次联系也用这一种",
    ),
    Kind("assist_opinion", "协办意见", record("opinion", opinion=text(20_000))),
    Kind(
        "extension_requested",
        "申请延期",
        record("reason explained_on", reason=text(2000), explained_on=DAY, until=DAY),
    ),
    Kind(
        "reply_delivered",
        "答复代表",
        record("letter signed_by", letter=LETTER, signed_by=text(50), promises=many(PROMISE), files=FILES),
        "files 只放一份盖章的答复件；class 写了就要和 situation 对得上",
    ),
    Kind(
        "promise_fulfilled",
        "承诺已兑现",
        record("promise outcome files", promise=ID, outcome=text(10_000), files=many(FILE, 1)),
    ),
    Kind(
        "promise_explained",
        "说明未能兑现",
        record("promise outcome", promise=ID, outcome=text(10_000), files=FILES),
    ),
    Kind("disposed", "按评估意见处理", record("disposal", disposal=text(10_000))),
)

_HEAD: dict[str, Schema] = {
    "format": {"type": "string", "const": FORMAT},
    "id": UUID,
    "kind": text(24),
    "from": text(50),
    "to": text(50),
    "item": UUID,
    "handling": ID,
    "sequence": ID,
    "at": MOMENT,
    "body": {"type": "object"},
}
_OUT = {**_HEAD, "state": STATE, "version": COUNT, "due_on": DAY}
_IN = {**_HEAD, "unit": text(100)}
REQUIRED = "format id kind from to item handling sequence at body"
MESSAGE_IN = record(REQUIRED, **_IN)
MESSAGE_OUT = record(f"{REQUIRED} state version", **_OUT)
ACK = record(
    "format of status at",
    format=_HEAD["format"],
    of=UUID,
    status=one_of("accepted", "refused"),
    at=MOMENT,
    code=text(40),
    reason=text(500),
    where=text(200),
    state=STATE,
    version=COUNT,
    due_on=DAY,
    promises=many(record("id promise", id=ID, promise=text(300))),
)
ENVELOPE = record(
    "format key signature payload",
    format=_HEAD["format"],
    key={"type": "string", "pattern": "^[0-9a-f]{16}$"},
    signature=text(100),
    payload={"type": "object"},
)
STATES = record(
    "format from at items",
    format=_HEAD["format"],
    at=MOMENT,
    items=many(
        record(
            "item handling state",
            item=UUID,
            handling=ID,
            state=STATE,
            version=COUNT,
            due_on=DAY,
            sent=COUNT,
            received=COUNT,
        )
    ),
)
STATES["properties"]["from"] = _HEAD["from"]
FETCH = record("format digest item from", format=_HEAD["format"], digest=SHA, item=UUID)
FETCH["properties"]["from"] = _HEAD["from"]

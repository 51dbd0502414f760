"""The columns of a list of deputies: read when it comes in, written when it goes out."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from foundation.imports import cells
from foundation.imports.cells import CellFault
from foundation.imports.kinds import Column

from ..models import Level, Mandate, PersonalData, Source
from ..standards import Standard, standard
from . import identity

PARTIES = {"党员": "01", "中共党员": "01", "预备党员": "02", "团员": "03", "共青团员": "03", "民革": "04"}
PARTIES |= {"民盟": "05", "民建": "06", "民进": "07", "农工党": "08", "致公党": "09", "九三学社": "10"}
PARTIES |= {"台盟": "11", "无党派": "12", "中国共产党": "01"}
EDUCATION = {
    "研究生": "10",
    "博士研究生": "11",
    "硕士研究生": "14",
    "本科": "21",
    "大学": "21",
    "大学本科": "21",
}
EDUCATION |= {"专科": "31", "大专": "31", "中专": "41", "高中": "61", "初中": "71", "小学": "81"}
SEX = {"男性": "1", "女性": "2"}
DEGREE = {"博士学位": "2", "硕士学位": "3", "学士学位": "4"}


@dataclass(frozen=True)
class Field:
    """`of`: whose it is (person, personal, mandate, tags, posts, check). `say` writes it for a mandate."""

    column: Column
    of: str
    say: Callable[[Mandate], Any]

    @property
    def key(self) -> str:
        return self.column.key


def coded(name: str, others: dict[str, str] | None = None, suffix: str = "") -> Callable[[Any], str]:
    """A reader for a national code list: its names, its codes, what people write instead."""

    def read(raw: Any) -> str:
        said, known = cells.text(raw), standard(name)
        for written in (said, f"{said}{suffix}"):
            if code := known.code_of(written) or (others or {}).get(written, ""):
                return code
        raise CellFault(f"“{said[:20]}”不在国家标准里", f"按 {known.number} 填，如：{_some(known)}。")

    return read


def _some(known: Standard) -> str:
    return "、".join(list(known.entries.values())[:6])


def _person(
    key: str, name: str, read=cells.text, *synonyms: str, required: bool = False, help: str = ""
) -> Field:
    def say(mandate: Mandate) -> Any:
        shown = getattr(mandate.person, f"get_{key}_display", None)
        return shown() if shown else getattr(mandate.person, key)

    return Field(Column(key, name, read, synonyms, required, help), "person", say)


def _personal(key: str, name: str, read=cells.text, *synonyms: str, help: str = "") -> Field:
    def say(mandate: Mandate) -> str:
        found = getattr(mandate.person, "personal", None)
        return getattr(found, key) if isinstance(found, PersonalData) else ""

    return Field(Column(key, name, read, synonyms, help=help), "personal", say)


def _mandate(
    key: str, name: str, read=cells.text, *synonyms: str, help: str = "", of: str = "mandate"
) -> Field:
    def say(mandate: Mandate) -> Any:
        shown = getattr(mandate, f"get_{key}_display", None)
        value = shown() if shown else getattr(mandate, key)
        return value if value is None or hasattr(value, "year") else str(value)

    return Field(Column(key, name, read, synonyms, help=help), of, say)


def _tags(kind: str) -> Callable[[Mandate], str]:
    return lambda mandate: "、".join(tag.name for tag in mandate.tags.all() if tag.kind == kind)


def _posts(*, groups: bool) -> Callable[[Mandate], str]:
    def say(mandate: Mandate) -> str:
        held = [post for post in mandate.posts.all() if post.until is None]
        mine = [post for post in held if (post.body.kind == "deputy_group") is groups]
        return "、".join(post.body.name if groups and post.post == "member" else str(post) for post in mine)

    return say


BODY = "要和系统里登记的名称一致"
FIELDS: tuple[Field, ...] = (
    _person("name", "姓名", cells.text, "代表姓名", required=True),
    _person("sex", "性别", coded("sex", SEX)),
    _person(
        "born_on",
        "出生日期",
        identity.born,
        "出生年月",
        "出生年月日",
        "生日",
        help="只知道年月的，填 1972-05",
    ),
    _person("nationality", "民族", coded("nationality", suffix="族")),
    _person("party", "党派", coded("party", PARTIES), "政治面貌", "党派（政治面貌）"),
    _person("education", "学历", coded("education", EDUCATION), "文化程度", "最高学历"),
    _person("degree", "学位", coded("degree", DEGREE), "最高学位"),
    _person("occupation", "职业"),
    _person("employer", "工作单位", cells.text, "单位名称", "单位", "所在单位"),
    _person("duty", "职务", cells.text, "单位职务", "工作职务"),
    _person("resume", "简历", cells.lines, "个人简历"),
    _personal(
        "id_number",
        "公民身份号码",
        identity.id_number,
        "身份证号",
        "身份证号码",
        "身份证",
        help="文本格式，18 位",
    ),
    _personal("phone", "手机号", identity.mobile, "电话", "手机", "手机号码", "联系电话", "移动电话"),
    _personal("email", "邮箱", cells.code, "电子邮箱", "电子邮件"),
    _personal("address", "通讯地址", cells.text, "地址", "联系地址"),
    _personal("postcode", "邮编", cells.code, "邮政编码"),
    _personal("office_phone", "单位电话", cells.code, "办公电话", "座机"),
    _personal("aids", "履职需要的帮助", cells.text, "无障碍需求"),
    Field(
        Column("term", "届次", synonyms=("有效届次", "届"), help="可以不填；填了要和上传时选的一致"),
        "check",
        lambda mandate: str(mandate.term),
    ),
    Field(
        Column(
            "level", "层次", synonyms=("代表层次", "层级"), help=f"可以不填，如：{'、'.join(Level.labels)}"
        ),
        "check",
        lambda mandate: mandate.term.area.get_level_display(),
    ),
    Field(
        Column("state", "状态", synonyms=("代表状态",), help="只供核对，资格的变更另有文件"),
        "check",
        lambda mandate: mandate.get_state_display(),
    ),
    _mandate("delegation", "代表团", cells.text, "所在代表团", help=BODY),
    Field(Column("groups", "代表小组", cells.several, ("小组",), help=BODY), "posts", _posts(groups=True)),
    _mandate("electing_unit", "选举单位", cells.text, help=BODY),
    _mandate("constituency", "选区"),
    _mandate(
        "source",
        "产生方式",
        cells.one_of({word: code for code, word in Source.choices} | {"换届": "general"}),
        "来源",
    ),
    _mandate("certificate_number", "代表证号", cells.code, "代表证", "证号"),
    _mandate("station", "联络站", cells.text, "代表联络站", help=BODY),
    _mandate("contact_member", "联系的常委会组成人员", cells.text, "联系委员", help="姓名"),
    _mandate("starts_on", "任期起", cells.day, "任职起始", "当选日期"),
    _mandate("ends_on", "任期止", cells.day, "任职截止"),
    Field(Column("structure", "代表构成", cells.several, ("结构", "构成")), "tags", _tags("structure")),
    Field(Column("field", "专业领域", cells.several, ("领域",)), "tags", _tags("field")),
    Field(
        Column(
            "posts",
            "任职",
            cells.several,
            ("人大职务",),
            help="机构加职务，如：常务委员会委员、城建环保委员会委员",
        ),
        "posts",
        _posts(groups=False),
    ),
)
COLUMNS = tuple(field.column for field in FIELDS)
OF = {field.key: field.of for field in FIELDS}

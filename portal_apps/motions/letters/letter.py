"""What a reply letter says (豫建议第二十一条: uniform format, signed by the main leader, copied, one for each sponsor)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from foundation.documents.blocks import Block, Paragraph
from foundation.documents.limits import Limits
from foundation.documents.text import chinese_date, one_line
from portal_apps.deputies.numerals import spoken

THANKS = "感谢您对我们工作的关心和支持，欢迎继续提出宝贵意见。"
LONGEST_ADDRESS = 300  # characters of an address that still makes a code one can scan from paper


@dataclass(frozen=True)
class ReplyLetter:
    """One letter to one deputy. `deputy` is a name without 代表; `result` the letter A to D, empty when there is none.

    `address` is where the item is found online, the content of the QR code. Without `signed_on` it is a draft, and
    says so.
    """

    title: str
    deputy: str
    subject: str
    body: tuple[Block, ...]
    unit: str
    item_number: str
    address: str
    result: str = ""
    document_number: str = ""
    signer: str = ""
    signed_on: date | None = None
    thanks: str = THANKS
    contact_unit: str = ""
    contact_person: str = ""
    contact_phone: str = ""
    copies: str = ""
    head: str = ""
    item_kind: str = "建议"

    @property
    def salutation(self) -> str:
        return f"{one_line(self.deputy)}代表："

    @property
    def opening(self) -> str:
        subject = one_line(self.subject)
        kind = "" if subject.endswith(self.item_kind) else f"的{self.item_kind}"
        return f"您提出的“{subject}”{kind}收悉。现答复如下："

    @property
    def result_line(self) -> str:
        return f"办理结果：{one_line(self.result)}" if self.result else ""

    @property
    def date_line(self) -> str:
        return chinese_date(self.signed_on) if self.signed_on else "（未签发）"

    @property
    def number_line(self) -> str:
        """第41号建议; a number that says 第…号 by itself stays as it is."""
        number = one_line(self.item_number)
        return number if number.startswith("第") else f"第{number}号{self.item_kind}"

    @property
    def contact_line(self) -> str:
        """The note below the date, in brackets (GB/T 9704—2012, 7.3.6)."""
        named = (
            ("联系单位", self.contact_unit),
            ("联系人", self.contact_person),
            ("电话", self.contact_phone),
        )
        said = "　".join(f"{name}：{one_line(value)}" for name, value in named if value)
        return f"（{said}）" if said else ""

    @property
    def copies_line(self) -> str:
        copies = one_line(self.copies).removeprefix("抄送：").rstrip("。")
        return f"抄送：{copies}。" if copies else ""

    @property
    def passage(self) -> tuple[Block, ...]:
        """From the opening to the thanks."""
        thanks = (Paragraph(self.thanks, keep=True),) if self.thanks else ()
        return (Paragraph(self.opening), *self.body, *thanks)

    def assert_fits(self, limits: Limits) -> None:
        """Raises TooLarge."""
        limits.assert_fits(self.passage)

    @property
    def made_on(self) -> date:
        """The day the files carry as their date; drafts carry none of their own, so that equal drafts stay equal."""
        return self.signed_on or date(2000, 1, 1)


def for_each(letter: ReplyLetter, deputies: Iterable[str]) -> list[ReplyLetter]:
    """One for the lead sponsor and one for each co-sponsor, in the order given."""
    return [replace(letter, deputy=name) for name in deputies]


def reply_title(
    place: str, term: int, session: int | None, number: str, *, kind: str = "建议", again: bool = False
) -> str:
    """关于市十六届人大三次会议第41号建议的答复; without a session: 关于市十六届人大闭会期间第12号建议的答复."""
    when = f"{spoken(session)}次会议" if session else "闭会期间"
    numbered = number if number.startswith("第") else f"第{number}号{kind}"
    return f"关于{place}{spoken(term)}届人大{when}{numbered}的{'再次' if again else ''}答复"

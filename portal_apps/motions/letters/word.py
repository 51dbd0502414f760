"""The letter as a Word file, from our template or from a unit's own."""

import io

from docx import Document

from foundation.documents import qr
from foundation.documents.text import clean, one_line, width
from foundation.documents.titles import lines_of
from foundation.documents.word.fill import Values, fill
from foundation.documents.word.save import to_bytes

from .letter import ReplyLetter
from .template import PASSAGE, PICTURE, default_template

QR_MM = 18
CENTRED = 14  # characters of a unit's name that, centred over the date, stay within the margin


def write(letter: ReplyLetter, template: bytes | None = None) -> bytes:
    """The same letter and template give the same bytes. Call `letter.assert_fits` first."""
    document = Document(io.BytesIO(template or default_template()))
    fill(document, values_of(letter))
    return to_bytes(
        document, title=one_line(letter.title), author=one_line(letter.unit), made_on=letter.made_on
    )


def values_of(letter: ReplyLetter) -> Values:
    """The placeholders of `template.PLACES`."""
    short = width(letter.unit) <= CENTRED
    texts = {
        "标题": letter.title,
        "标题分行": "\n".join(lines_of(letter.title)),
        "办理结果": letter.result_line,
        "文号": letter.document_number,
        "签发人": f"签发人：{letter.signer}" if letter.signer else "",
        "称谓": letter.salutation,
        "单位": letter.unit,
        "单位居中": letter.unit if short else "",
        "单位靠右": "" if short else letter.unit,
        "日期": letter.date_line,
        "联系": letter.contact_line,
        "抄送": letter.copies_line,
        "编号": letter.number_line,
        "机关标志": letter.head,
    }
    code = qr.png(letter.address) if letter.address else b""
    return Values(
        {name: clean(text) for name, text in texts.items()},
        {PASSAGE: letter.passage},
        {PICTURE: (code, QR_MM)},
    )

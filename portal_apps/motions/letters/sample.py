"""An invented letter: for the preview of a template, and to try one out."""

from datetime import date

from .letter import ReplyLetter, reply_title
from .reading import blocks_of_text

TEXT = """一、关于增加社区健身场地
（一）已经做的。今年以来新建社区健身点12处，全部开放使用。
（二）接下来做的
1.2026年底前再建8处，由市体育局牵头。
2.资金来源见下表。
项目|数量（处）|资金（万元）
新建健身点|8|96
改造旧场地|5|40
二、关于学校场地开放
我局将会同市教育局于2026年9月底前公布第一批开放学校名单。"""

LETTER = ReplyLetter(
    title=reply_title("市", 16, 3, "41"),
    deputy="张示例",
    subject="关于增加社区健身场地的建议",
    body=blocks_of_text(TEXT),
    unit="示例市体育局",
    item_number="41",
    address="https://portal.example/motions/41/",
    result="B",
    document_number="示体函〔2026〕12号",
    signer="李示例",
    signed_on=date(2026, 5, 6),
    contact_unit="示例市体育局群众体育处",
    contact_person="王示例",
    contact_phone="0000-00000000",
    copies="市人大常委会代表工作委员会，市政府办公厅",
)

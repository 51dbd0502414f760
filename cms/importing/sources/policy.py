"""Policy documents: facts of the record and of the page's own table, and only the content of the page."""

import re
from datetime import date

from ..columns import column_for
from ..html import Block, Cleaned, parse, read_blocks, squeeze
from ..records import BadRecord, Item, make_key, need_body, need_day, need_text, optional_text
from ..summary import summarise

CONTENT = "UCAP-CONTENT"
FACT = re.compile(r"^(索引号|主题分类|发文机关|成文日期|标题|发文字号|发布日期|主题词)[：:]$")
TAKES_EFFECT = re.compile(r"自(\d{4})年(\d{1,2})月(\d{1,2})日起(?:施行|实施|执行)")
TYPES = (("决议", "resolution"), ("决定", "decision"))


def item(where: str, row: dict) -> Item:
    title = need_text(row, "title", "标题")
    day = need_day(row, "published", "发布日期")
    tree = parse(row["html"] if isinstance(row.get("html"), str) else "")
    found = tree.xpath("//*[@id=$name]", name=CONTENT)
    if not found:
        raise BadRecord(f"页面里没有正文（{CONTENT}）")
    facts = page_facts(tree)
    number = optional_text(row, "doc_number", 60) or facts.get("发文字号", "")
    cleaned = read_blocks(found[0])
    blocks = need_body(without_own_title(cleaned, title, number))
    issuer = optional_text(row, "issuer", 100) or facts.get("发文机关", "")
    if not issuer:
        raise BadRecord("缺少发文机关（issuer）")
    fields = {
        "source": issuer,
        "issuing_body": issuer,
        "document_number": number,
        "index_number": optional_text(row, "index_number", 60) or facts.get("索引号", ""),
        "policy_type": next((kind for word, kind in TYPES if title.endswith(word)), "document"),
        "passed_on": need_day(row, "written", "成文日期") if row.get("written") else None,
        "summary": summarise(blocks, title),
        **effect(cleaned.said()),
    }
    return Item(
        where=where,
        key=make_key(optional_text(row, "url", 500) or f"{title}\n{day}"),
        model="policy",
        title=title,
        published=day,
        blocks=blocks,
        column=column_for("policy", title),
        fields=fields,
        tags=subjects(facts.get("主题分类", "")),
        lost_pictures=cleaned.lost_pictures,
    )


def page_facts(tree) -> dict[str, str]:
    """The table above the text: 索引号, 主题分类, 发文机关 and so on."""
    facts = {}
    for cell in tree.iter("td"):
        name = FACT.match(squeeze(cell.text_content())) if len(cell) <= 1 else None
        following = cell.getnext()
        if name and following is not None:
            facts[name[1]] = " ".join(following.text_content().split())
    return facts


def subjects(category: str) -> list[str]:
    """ "财政、金融、审计\\税务" says the field first; 其他 says nothing."""
    names = [name.strip() for name in category.split("\\")]
    return [name for name in names if name and name != "其他"]


def effect(text: str) -> dict:
    """When it takes effect, if the text names one day."""
    days = {tuple(map(int, parts)) for parts in TAKES_EFFECT.findall(text)}
    if len(days) != 1:
        return {"effective_on": None, "validity": "in_force"}
    try:
        day = date(*days.pop())
    except ValueError:
        return {"effective_on": None, "validity": "in_force"}
    return {"effective_on": day, "validity": "pending" if day > date.today() else "in_force"}


def without_own_title(cleaned: Cleaned, title: str, number: str) -> list[Block]:
    """The page shows title and number above the text, so the text does not begin with them again."""
    blocks = list(cleaned.blocks)
    if not blocks or blocks[0].kind != "heading" or squeeze(blocks[0].text) != squeeze(title):
        return blocks
    blocks.pop(0)
    if number and blocks and blocks[0].kind == "rich_text":
        first, _, rest = blocks[0].html.partition("</p>")
        if squeeze(re.sub(r"<[^>]+>", "", first)) == squeeze(number):
            blocks[0].html = rest
            if not rest:
                blocks.pop(0)
    return blocks

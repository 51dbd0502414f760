"""Text that somebody meant to replace: forms left unfilled, sample text, broken characters."""

import re
from collections.abc import Iterator

from publishing.contract import Document, Issue

from .content import Content
from .context import CheckContext
from .report import error, excerpt, warning

#: code, severity, what people read, pattern
RULES = (
    ("placeholder", "error", "占位文字", re.compile(
        r"(?:此处|这里|在此)(?:请)?(?:填写|输入|插入|补充|添加|放置)(?:文字|内容|标题|正文|图片|链接|日期|姓名)?"
        r"|(?:请|点击)(?:在此|此处|这里)?(?:输入|填写|添加|编辑)(?:文字|内容|标题|正文|图片|摘要|文本)"
        r"|(?:标题|正文|内容|文字|摘要|图片|姓名|日期|金额|数据|链接|文号)(?:待补|待填|待定|待加|待更新)"
        r"|待(?:补充|填写|完善|核实|确认|更新)(?=[】\]）)》]|\s*$)"
        r"|(?:测试){2,}|测试(?:文章|标题|内容|数据|文字|页面|新闻)(?=$|[\s，。0-9一二三])"
        r"|示例(?:文字|文本|标题|内容)|占位(?:文字|文本|符|图)|正文正文|内容内容|标题标题", re.MULTILINE)),
    ("placeholder", "error", "占位标记", re.compile(
        r"(?<![A-Za-z0-9])(?:TODO|FIXME|TBD|TBC|N/?A待|[Ll]orem\s+[Ii]psum|LOREM IPSUM|dolor sit amet)(?![A-Za-z0-9])"
        r"|(?<![A-Za-z0-9])XX(?=[省市县区乡镇村年月日局委办厅处科同志代表单位人次元项件])"
        r"|(?<![A-Za-z])(?:asdf|qwer|sdfg|dfgh)\w*(?![A-Za-z])|\{\{[^{}\n]{0,40}\}\}|<<[^<>\n]{1,40}>>|%s(?![a-z])")),
    ("placeholder", "error", "没有填的图文位置", re.compile(
        r"[\[【〔](?:此处)?(?:插入)?(?:图片|配图|图|视频|音频|附件|表格|二维码|链接)(?:\d{0,2}|待补|位置|略)?[\]】〕]"
        r"|[(（](?:此处)?(?:插入|插|配|附)(?:图片|图|视频|表格|二维码)[)）]"
        r"|[(（](?:待补充?|待填写?|待定|待续写|待核实?|待确认|待更新|暂缺|补充)[)）]|[\[【〔](?:待补充?|待填写?|待定|待核实?|待确认|空|略|补充|姓名|日期|标题)[\]】〕]")),
    ("placeholder", "error", "没有填的日期", re.compile(
        r"(?:[×xX*＊_]{2,4}|20[×xX*_]{2}|20\d[×xX*_])年(?:[×xX*_\d]{1,2}月)?"
        r"|年[ \u3000×xX*_]{1,6}月[ \u3000×xX*_]{1,6}日|(?<![\dA-Za-z])[×xX*_]{1,2}月[×xX*_]{1,2}日"
        r"|\d月[×xX*_]{1,2}日")),
    ("garbled", "error", "乱码", re.compile(r"\ufffd|锟斤拷|烫烫烫|屯屯屯|Ã[\u0080-\u00bf]|â€[\u0080-\u2122]?|&(?:nbsp|lt|gt|amp|quot|#\d+);")),
    ("placeholder_maybe", "warning", "可能没有写完", re.compile(
        r"(?:时间|地点|日期|地址|人员|名单|议程|另行|主持人|人选|数额|方案|内容|题目)[^\n，。；]{0,4}待定(?![点位向性量论价])|(?<=[:：\s])待定(?=$|[\s。，；])"
        r"|(?<![A-Za-z0-9._/-])[Xx]{3,}(?![A-Za-z0-9])|×{3,}|＿{3,}|_{4,}|某某某|张三丰?李四|[?？]{3,}", re.MULTILINE)),
)  # fmt: skip
EMPTY_VALUES = {
    "null", "none", "undefined", "nan", "无", "空", "待定", "test", "测试", "标题", "新建文章", "未命名", "无标题", "untitled", "-", "—", ".", "。",
    "1", "123", "111", "aaa", "暂无", "略", "xx", "××",
}  # fmt: skip
FILE_NAME = re.compile(r"^[\w\- ()（）]+\.(?:jpe?g|png|gif|webp|bmp|tiff?)$", re.IGNORECASE)
CURE = "换成真实内容，或删去。"
CURE_MAYBE = "写完这一处；确实要这样发布的，由审核人写明理由放行。"
SHORT_FIELDS = {"title", "subtitle", "summary", "source", "author", "editor", "picture"}


def check(document: Document, content: Content, context: CheckContext) -> Iterator[Issue]:
    for passage in content.passages:
        text = passage.text
        if passage.field in SHORT_FIELDS and text.strip().lower() in EMPTY_VALUES:
            yield error("placeholder", passage.field, f"内容只有“{text.strip()}”", CURE, text.strip())
        for code, severity, label, pattern in RULES:
            for match in pattern.finditer(text):
                shown = excerpt(text, *match.span())
                if severity == "error":
                    yield error(code, passage.field, f"{label}“{match[0].strip()}”", CURE, shown)
                else:
                    yield warning(code, passage.field, f"{label}：“{match[0].strip()}”", CURE_MAYBE, shown)
    yield from file_names(content)


def file_names(content: Content) -> Iterator[Issue]:
    """A file name is no alternative text."""
    for passage in content.passages:
        for line in passage.text.split("\n"):
            if FILE_NAME.match(line.strip()):
                yield error(
                    "file_name_as_text",
                    passage.field,
                    f"把文件名“{line.strip()}”当成了文字",
                    CURE,
                    line.strip(),
                )

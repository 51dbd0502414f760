"""Looking into a Word file somebody hands in before anything opens it: only what a template needs is let through."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from ..limits import Limits

MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
UNPACKED = 12  # times its packed size allowance: text packs about so well, a bomb a thousandfold
ENTRIES = 400
KNOWN = (".xml", ".rels", ".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".emf", ".wmf", ".odttf")
DEAD_FIELDS = {
    "PAGE",
    "NUMPAGES",
    "SECTIONPAGES",
    "STYLEREF",
}  # work out nothing but page numbers and headings
FORBIDDEN = {
    "vbaproject": ("宏（VBA 程序）", "另存为不含宏的 .docx"),
    "vbadata": ("宏（VBA 程序）", "另存为不含宏的 .docx"),
    "activex": ("ActiveX 控件", "删除控件"),
    "embeddings": ("嵌入的文件或对象", "删除嵌入的对象，表格直接画在文中"),
    "afchunk": ("插入的外部文档", "把内容粘贴成文字"),
}
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


@dataclass(frozen=True)
class Fault:
    """What is wrong with a file: where, what, and what to do about it."""

    where: str
    what: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.where}：{self.what}。{self.remedy}。"


def faults_of_package(data: bytes, limits: Limits) -> list[Fault]:
    """Empty when the file may be opened."""
    if len(data) > limits.template_kb * 1024:
        large = f"有 {len(data) // 1024} KB，最多 {limits.template_kb} KB"
        return [Fault("文件", large, "删去大图片，或压缩后再传")]
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            outside = list(_outside(package, limits))
            return outside or list(_inside(package))
    except (
        zipfile.BadZipFile,
        RuntimeError,
        NotImplementedError,
        OSError,
        EOFError,
        ValueError,
        zlib.error,
    ):
        return [
            Fault(
                "文件", "打不开，不是完好的 .docx", "用 Word 或 WPS 另存为 .docx 再传（.doc、加密的文件不收）"
            )
        ]


def _outside(package: zipfile.ZipFile, limits: Limits) -> Iterator[Fault]:
    """What shows without unpacking."""
    entries = package.infolist()
    names = {entry.filename for entry in entries}
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > ENTRIES or unpacked > limits.template_kb * 1024 * UNPACKED:
        yield Fault(
            "文件", f"展开后过大（{len(entries)} 个部件，{unpacked // 1024} KB）", "重新建一份简单的模板"
        )
    if len(names) != len(entries) or any(".." in name or name.startswith("/") for name in names):
        yield Fault("文件", "部件的名称不正常", "用 Word 或 WPS 打开后另存")
    if any(entry.flag_bits & 1 for entry in entries):
        yield Fault("文件", "加了密码", "去掉密码再传")
    if not {"[Content_Types].xml", "word/document.xml"} <= names:
        yield Fault("文件", "不是 Word 文档（.docx）", "用 Word 或 WPS 另存为 .docx 再传")
    for name in sorted(names):
        if not name.lower().endswith((*KNOWN, "/")):
            yield Fault(name, "含有 Word 文字和图片以外的部件", "删除控件、对象后另存为 .docx")
        for sign, (what, remedy) in FORBIDDEN.items():
            if sign in name.lower():
                yield Fault(name, f"含有{what}", remedy)


def _inside(package: zipfile.ZipFile) -> Iterator[Fault]:
    """What the parts say."""
    for name in sorted(package.namelist()):
        if not name.lower().endswith((".xml", ".rels")):
            continue
        try:
            root = fromstring(package.read(name), forbid_dtd=True)
        except (ParseError, DefusedXmlException, LookupError, ValueError):
            yield Fault(name, "内容损坏，或带有不允许的声明", "用 Word 或 WPS 打开后另存")
            continue
        if name == "[Content_Types].xml":
            yield from _kinds(root)
        elif name.endswith(".rels"):
            yield from _relations(name, root)
        elif name.startswith("word/"):
            yield from _parts(name, root)


def _kinds(root) -> Iterator[Fault]:
    kinds = {one.get("PartName"): one.get("ContentType", "") for one in root}
    if kinds.get("/word/document.xml") != MAIN:
        yield Fault("文件", "不是普通的 Word 文档（可能是带宏的 .docm 或模板 .dotx）", "另存为 .docx 再传")


def _relations(name: str, root) -> Iterator[Fault]:
    for one in root.iter(RELATION):
        kind = one.get("Type", "").rpartition("/")[2]
        if kind == "officeDocument" and one.get("Target", "").lstrip("/") != "word/document.xml":
            yield Fault(name, "正文不在通常的位置", "用 Word 或 WPS 打开后另存")
        if one.get("TargetMode", "").lower() == "external":
            target = one.get("Target", "")[:80]
            yield Fault(name, f"指向外面的链接（{kind}：{target}）", "删除链接，图片改为嵌入")
        elif kind.lower() in {"vbaproject", "oleobject", "control", "afchunk", "package"}:
            yield Fault(name, f"含有不允许的对象（{kind}）", "删除该对象")


def _parts(name: str, root) -> Iterator[Fault]:
    simple = (" ".join(one.get(f"{W}instr", "").split()) for one in root.iter(f"{W}fldSimple"))
    for code in (*_codes(root), *simple):
        word = code.upper().partition(" ")[0]
        if word and word not in DEAD_FIELDS:
            yield Fault(name, f"含有域代码 {code[:40]}", "选中该处按 Ctrl+Shift+F9 变成普通文字")
    if next(root.iter(f"{W}altChunk"), None) is not None:
        yield Fault(name, "含有插入的外部文档", "把内容粘贴成文字")


def _codes(root) -> Iterator[str]:
    """Field codes as Word would read them: whatever stands between the marks, however many runs it is cut into."""
    code = ""
    for one in root.iter():
        if one.tag == f"{W}instrText":
            code += one.text or ""
        elif one.tag == f"{W}fldChar":
            yield " ".join(code.split())
            code = ""
    yield " ".join(code.split())

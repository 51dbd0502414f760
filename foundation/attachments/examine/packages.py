"""Word, Excel, PowerPoint and OFD files are zip packages: nothing in them may run, reach out or swell."""

import re
import shutil
import zipfile
from pathlib import Path, PurePosixPath

from lxml import etree

from foundation.attachments.kinds import Kind

from .faults import Unfit

ENTRIES = 10_000  # parts of a package; a book of a thousand pictures has fewer
XML_BYTES = 64 * 1024 * 1024  # of one part that is read
DEAD = "请另存为不带宏、不带内嵌对象的文件，或者打印成 PDF 再传。"
RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
INSTRUCTION = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}instrText"
PROGRAM = re.compile(r"\bDDE(AUTO)?\b", re.IGNORECASE)
#: Kinds of relations that may leave the package: a reader follows them only when somebody clicks.
CLICKED = ("/hyperlink",)


def keep(source: Path, target: Path, kind: Kind, limits: dict) -> dict:
    """Kept to the byte, as it may be signed. Raises Unfit."""
    with zipfile.ZipFile(source) as package:
        entries = package.infolist()
        _measure(entries, limits)
        for entry in entries:
            _look(package, entry)
        if broken := package.testzip():
            raise Unfit(f"文件已损坏（{PurePosixPath(broken).name}）。请重新保存后再传。")
    shutil.copyfile(source, target)
    return {}


def _measure(entries: list[zipfile.ZipInfo], limits: dict) -> None:
    if len(entries) > ENTRIES or sum(entry.file_size for entry in entries) > limits["unpacked"]:
        raise Unfit("文件解开以后太大，不能收。请拆成几份，或者打印成 PDF 再传。")
    for entry in entries:
        parts = PurePosixPath(entry.filename.replace("\\", "/"))
        if parts.is_absolute() or ".." in parts.parts or entry.flag_bits & 1:
            raise Unfit(f"文件的内部结构不对，或者有密码。{DEAD}")


def _look(package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    name = entry.filename.lower()
    if name.endswith(("vbaproject.bin", "vbadata.xml")) or "/macrosheets/" in name:
        raise Unfit(f"文件里有宏，不能收。{DEAD}")
    if "/activex/" in name or ("/embeddings/" in name and name.endswith(".bin")):
        raise Unfit(f"文件里有内嵌的对象，不能收。{DEAD}")
    if name.endswith((".exe", ".dll", ".js", ".vbs", ".bat", ".scr", ".lnk", ".html", ".htm", ".svg")):
        raise Unfit(f"文件里夹带了 {PurePosixPath(entry.filename).name}，不能收。{DEAD}")
    if name.endswith((".xml", ".rels")):
        _read(package, entry)


def _read(package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """No document type (entities swell and reach out), no link that opens by itself, no program of the field."""
    if entry.file_size > XML_BYTES:
        raise Unfit("文件里有一部分太大，不能收。请拆成几份。")
    content = package.read(entry)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    root = etree.fromstring(content, parser)
    if root.getroottree().docinfo.doctype:
        raise Unfit(f"文件的内部结构不对。{DEAD}")
    if entry.filename.endswith(".rels"):
        for relation in root.iter(RELATIONS):
            if relation.get("TargetMode") == "External" and not relation.get("Type", "").endswith(CLICKED):
                raise Unfit(
                    f"文件一打开就会去取外面的内容（{relation.get('Target', '')[:80]}），不能收。{DEAD}"
                )
    if PROGRAM.search("".join(root.itertext(INSTRUCTION))):
        raise Unfit(f"文件里有会启动程序的域，不能收。{DEAD}")

"""PDF files are kept to the byte, because they may be signed; one that does things by itself is not taken."""

import shutil
import zipfile
from pathlib import Path

import pikepdf

from foundation.attachments.kinds import Kind

from .faults import Unfit

CURE = "请用“打印成 PDF”重新生成一份再传。"
#: What an action does (PDF 32000-1, 12.6.4) → what a person calls it. Going to a page or an address is fine.
ACTIONS = {
    "/JavaScript": "脚本",
    "/Rendition": "多媒体脚本",
    "/Launch": "启动程序的动作",
    "/ImportData": "读入数据的动作",
    "/SubmitForm": "向外发送数据的动作",
    "/GoToE": "打开内嵌文件的动作",
}
KEYS = {
    "/JS": "脚本",
    "/XFA": "动态表单",
    "/RichMediaContent": "多媒体",
    "/EmbeddedFiles": "内嵌的文件",
    "/EF": "内嵌的文件",
}


def keep(source: Path, target: Path, kind: Kind, limits: dict) -> dict:
    """Raises Unfit."""
    if zipfile.is_zipfile(source):
        raise Unfit(f"这个 PDF 里掺了别的文件。{CURE}")
    try:
        with pikepdf.open(source) as document:
            pages = len(document.pages)
            if pages > limits["pages"]:
                raise Unfit(f"PDF 有 {pages} 页，超过 {limits['pages']} 页。请拆成几份。")
            for thing in document.objects:
                _look(thing)
            _look(document.trailer.get("/Root"))
    except pikepdf.PasswordError:
        raise Unfit("PDF 有密码，别人打不开。请去掉密码再传。") from None
    except pikepdf.PdfError:
        raise Unfit(f"PDF 打不开，可能没有传完整或者已损坏。{CURE}") from None
    shutil.copyfile(source, target)
    return {"pages": pages}


def _look(thing) -> None:
    """An object and what is written inside it; objects it points to come by themselves."""
    waiting = [thing]
    while waiting:
        one = waiting.pop()
        if isinstance(one, pikepdf.Array):
            waiting.extend(part for part in one if not _elsewhere(part))
        elif isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
            _judge(one)
            waiting.extend(part for _, part in one.items() if not _elsewhere(part))


def _judge(one) -> None:
    action = str(one.get("/S", ""))
    found = ACTIONS.get(action) or next((name for key, name in KEYS.items() if key in one), "")
    if found:
        raise Unfit(f"PDF 里有{found}，不能收。{CURE}")


def _elsewhere(part) -> bool:
    return not isinstance(part, pikepdf.Object) or part.is_indirect

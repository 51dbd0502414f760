"""Files people hand in, and files somebody made to do harm."""

import io
import zipfile

import pikepdf
from PIL import Image

RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def photo(kind: str = "JPEG", size=(64, 48), **more) -> bytes:
    """With the place it was taken, as a phone writes it."""
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by 90 degrees
    exif[0x010F] = "Secret Phone"
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (34.0, 45.0, 12.0)
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, kind, exif=exif, **more)
    return out.getvalue()


def picture(kind: str, mode: str = "RGB", size=(8, 8)) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size).save(out, kind)
    return out.getvalue()


def pdf(change=None, **save) -> bytes:
    document = pikepdf.new()
    document.add_blank_page()
    if change:
        change(document)
    out = io.BytesIO()
    document.save(out, **save)
    return out.getvalue()


def zipped(parts: dict[str, str | bytes], compression=zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def docx(body: str = "<w:p/>", **more: str | bytes) -> bytes:
    parts = {
        "[Content_Types].xml": TYPES,
        "word/document.xml": f'<w:document xmlns:w="{WORD}">{body}</w:document>',
    }
    return zipped(parts | {name.replace("__", "/"): content for name, content in more.items()})


def relation(kind: str, target: str) -> str:
    return f'<Relationships xmlns="{RELS}"><Relationship Id="r" Type="{OFFICE}/{kind}" Target="{target}" TargetMode="External"/></Relationships>'


def _open_action(**action):
    def change(document):
        document.Root.OpenAction = pikepdf.Dictionary(**action)

    return change


def _deep_script(document) -> None:
    name = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
    document.pages[0].Annots = pikepdf.Array([pikepdf.Dictionary(Subtype=pikepdf.Name.Link, A=name)])


def _embedded(document) -> None:
    document.attachments["x.exe"] = b"MZ"


FIELD = (
    "<w:p><w:r><w:instrText>DD</w:instrText></w:r><w:r><w:instrText>EAUTO c:\\\\cmd</w:instrText></w:r></w:p>"
)
BOMB = "<w:p/>" + " " * (80 * 1024 * 1024)
ENTITY = f'<!DOCTYPE a [<!ENTITY x "y">]><w:document xmlns:w="{WORD}">&x;</w:document>'
SCRIPT = pikepdf.Name.JavaScript

#: name → (content, what the answer has to speak of)
EVIL: dict[str, tuple[bytes, str]] = {
    "program.pdf": (b"MZ\x90\x00" + bytes(100), "程序"),
    "elf.jpg": (b"\x7fELF" + bytes(100), "程序"),
    "page.txt": (b"<html><script>alert(1)</script></html>", "认不出"),
    "drawing.svg": (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "认不出"),
    "late.txt": ("你好\n".encode() * 3 + b"<script>x</script>", "认不出"),
    "shell.txt": (b"#!/bin/sh\nrm -rf /", "认不出"),
    "old.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "旧格式"),
    "scan.tif": (b"II*\x00" + bytes(100), "TIFF"),
    "more.zip": (zipped({"a.txt": "x"}), "压缩包"),
    "cut.jpg": (photo(size=(400, 400))[:900], "打不开"),
    "cut.pdf": (pdf()[:150], "PDF 打不开"),
    "cut.docx": (docx()[:-30], "压缩包"),
    "named.pdf": (b"%PDF-1.7 is all there is", "PDF 打不开"),
    "script.pdf": (pdf(_open_action(S=SCRIPT, JS="app.alert(1)")), "脚本"),
    "deep.pdf": (pdf(_deep_script), "脚本"),
    "packed.pdf": (pdf(_deep_script, object_stream_mode=pikepdf.ObjectStreamMode.generate), "脚本"),
    "launch.pdf": (pdf(_open_action(S=pikepdf.Name.Launch, F="cmd.exe")), "启动程序"),
    "send.pdf": (pdf(_open_action(S=pikepdf.Name.SubmitForm, F="http://x")), "向外发送"),
    "inside.pdf": (pdf(_embedded), "内嵌"),
    "locked.pdf": (pdf(encryption=pikepdf.Encryption(owner="a", user="b")), "密码"),
    "both.pdf": (pdf() + zipped({"a.txt": "x"}), "掺了"),
    "macro.docx": (docx(**{"word__vbaProject.bin": b"x"}), "宏"),
    "object.docx": (docx(**{"word__embeddings__oleObject1.bin": b"x"}), "内嵌"),
    "carry.docx": (docx(**{"word__media__a.svg": "<svg/>"}), "夹带"),
    "template.docx": (
        docx(**{"word___rels__document.xml.rels": relation("attachedTemplate", "http://x/t.dotm")}),
        "外面",
    ),
    "remote.docx": (docx(**{"word___rels__document.xml.rels": relation("image", "http://x/1.png")}), "外面"),
    "field.docx": (docx(FIELD), "启动程序的域"),
    "entity.docx": (docx(**{"word__extra.xml": ENTITY}), "结构"),
    "bomb.docx": (docx(BOMB), "太大"),
    "climb.docx": (docx(**{"..__..__etc__cron.xml": "<a/>"}), "结构"),
    "film.m4a": (b"\0\0\0\x18ftypmp42" + bytes(40) + b"hdlr" + bytes(8) + b"vide" + bytes(50), "视频"),
    "film.weba": (b"\x1aE\xdf\xa3" + bytes(60) + b"V_VP9" + bytes(50), "视频"),
    "null.txt": (b"a\0b", "认不出"),
    "blank.txt": (b" \n ", "认不出"),
}

#: name → (content, kind that is kept)
GOOD: dict[str, tuple[bytes, str]] = {
    "现场.jpg": (photo(), "jpeg"),
    "照片.heic": (photo("HEIF"), "jpeg"),
    "图.png": (picture("PNG", "P"), "png"),
    "动图.gif": (picture("GIF", "P"), "png"),
    "透明.webp": (picture("WEBP", "RGBA"), "webp"),
    "报告.pdf": (pdf(), "pdf"),
    "链接.pdf": (pdf(_open_action(S=pikepdf.Name.URI, URI="https://example.org")), "pdf"),
    "建议.docx": (
        docx(**{"word___rels__document.xml.rels": relation("hyperlink", "https://example.org")}),
        "docx",
    ),
    "名单.xlsx": (zipped({"[Content_Types].xml": TYPES, "xl/workbook.xml": "<a/>"}), "xlsx"),
    "公文.ofd": (zipped({"OFD.xml": "<ofd/>", "Doc_0/Document.xml": "<d/>"}), "ofd"),
    "说明.txt": ("窨井盖\r\n".encode("gb18030"), "text"),
    "录音.m4a": (b"\0\0\0\x18ftypM4A " + bytes(100), "m4a"),
    "录音.mp3": (b"ID3" + bytes(100), "mp3"),
    "录音.amr": (b"#!AMR\n" + bytes(100), "amr"),
}

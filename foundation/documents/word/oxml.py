"""Small words for WordprocessingML."""

from copy import deepcopy
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from ..standard import BODY, TIGHTER, Face

TWENTIETHS = 20  # of a point, the unit of most lengths
MM = 56.6929  # twentieths of a point in a millimetre


def tag(name: str, /, *children: Any, **attributes: Any) -> Any:
    """`tag("w:jc", val="center")`; attributes are in the namespace w."""
    element = OxmlElement(name)
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), str(value))
    element.extend(children)
    return element


def type_of(face: Face, points: float, colour: str = "") -> Any:
    """Run properties: the face for Chinese and Latin, its size."""
    names = {"ascii": face.latin, "hAnsi": face.latin, "eastAsia": face.word, "cs": face.latin}
    parts = [tag("w:rFonts", **names)]
    if colour:
        parts.append(tag("w:color", val=colour))
    if points == BODY:
        parts.append(tag("w:spacing", val=round(TIGHTER * TWENTIETHS)))
    parts += [tag("w:sz", val=round(points * 2)), tag("w:szCs", val=round(points * 2))]
    return tag("w:rPr", *parts)


def run(text: str, properties: Any = None) -> Any:
    """Text with line breaks where it has line ends."""
    element = tag("w:r")
    if properties is not None:
        element.append(properties)
    for number, line in enumerate(text.split("\n")):
        if number:
            element.append(tag("w:br"))
        said = tag("w:t")
        said.text = line
        said.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        element.append(said)
    return element


def field(instruction: str, properties: Any) -> list[Any]:
    """PAGE and the like, as Word works them out."""
    code = tag("w:instrText")
    code.text = instruction
    parts = [tag("w:fldChar", fldCharType="begin"), code, tag("w:fldChar", fldCharType="end")]
    return [tag("w:r", deepcopy(properties), part) for part in parts]

"""QR codes, the same in every document: as rows, as the path of an SVG, as a PNG."""

import io

import qrcode
from PIL import Image

PIXELS = 8  # for each module; 300 dots per inch and more at the sizes documents use


def rows(text: str) -> list[list[bool]]:
    """The modules with the quiet border of four the standard (GB/T 18284) asks for. Raises ValueError when too long."""
    code = qrcode.QRCode(border=4, error_correction=qrcode.ERROR_CORRECT_M)
    code.add_data(text)
    return code.get_matrix()


def path(matrix: list[list[bool]]) -> str:
    """The dark modules as the `d` of an SVG path, one unit each."""
    return "".join(
        f"M{column} {line}h1v1h-1z"
        for line, row in enumerate(matrix)
        for column, dark in enumerate(row)
        if dark
    )


def svg(text: str) -> str:
    """A whole SVG file."""
    matrix = rows(text)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {len(matrix)} {len(matrix)}">'
        f'<path d="{path(matrix)}"/></svg>'
    )


def png(text: str) -> bytes:
    """Black on white, the same bytes every time."""
    matrix = rows(text)
    picture = Image.new("1", (len(matrix), len(matrix)), 1)
    picture.putdata([0 if dark else 1 for row in matrix for dark in row])
    written = io.BytesIO()
    picture.resize((len(matrix) * PIXELS,) * 2, Image.Resampling.NEAREST).save(written, "PNG")
    return written.getvalue()

"""A QR code as SVG that needs neither inline style nor another server."""

import qrcode
from django.utils.html import format_html
from django.utils.safestring import SafeString


def svg(text: str, label: str) -> SafeString:
    """One path on a square of modules with the quiet border the standard asks for. Its colours are in parts.css."""
    code = qrcode.QRCode(border=4, error_correction=qrcode.ERROR_CORRECT_M)
    code.add_data(text)
    rows = code.get_matrix()
    path = "".join(
        f"M{column} {line}h1v1h-1z"
        for line, row in enumerate(rows)
        for column, dark in enumerate(row)
        if dark
    )
    return format_html(
        '<svg class="qr" viewBox="0 0 {0} {0}" role="img" aria-label="{1}" shape-rendering="crispEdges">'
        '<path d="{2}"/></svg>',
        len(rows),
        label,
        path,
    )

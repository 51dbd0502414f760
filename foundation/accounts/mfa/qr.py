"""A QR code as SVG that needs neither inline style nor another server."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

from foundation.documents import qr


def svg(text: str, label: str) -> SafeString:
    """One path on a square of modules. Its colours are in parts.css."""
    matrix = qr.rows(text)
    return format_html(
        '<svg class="qr" viewBox="0 0 {0} {0}" role="img" aria-label="{1}" shape-rendering="crispEdges">'
        '<path d="{2}"/></svg>',
        len(matrix),
        label,
        qr.path(matrix),
    )

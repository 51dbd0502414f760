"""A sheet of paper as a scanner gives it: a PDF that opens."""

import io

import pikepdf


def _page() -> bytes:
    made, document = io.BytesIO(), pikepdf.new()
    document.add_blank_page()
    document.save(made)
    return made.getvalue()


PDF = _page()

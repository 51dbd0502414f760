"""The process that writes one PDF: reads JSON, writes a line of JSON and the PDF. See write.py."""

import base64
import json
import resource
import sys
from typing import Any

NO_PANGO = 3
MB = 1024 * 1024


def main() -> int:
    asked = json.load(sys.stdin.buffer)
    bounded = asked["memory_mb"] * MB
    resource.setrlimit(resource.RLIMIT_CPU, (asked["seconds"], asked["seconds"] + 1))
    resource.setrlimit(resource.RLIMIT_AS, (bounded, bounded))
    try:
        import weasyprint
    except OSError:  # cffi finds no libpango
        return NO_PANGO
    document = weasyprint.HTML(
        string=asked["html"], base_url="given:", url_fetcher=_fetcher(asked["pictures"])
    ).render()
    document.metadata.created = document.metadata.modified = f"{asked['made_on']}T00:00:00Z"
    data = document.write_pdf(pdf_variant="pdf/ua-1")
    about = {"pages": len(document.pages), "fonts": _fonts(document), "missing": _missing(document)}
    sys.stdout.buffer.write(json.dumps(about).encode() + b"\n" + data)
    return 0


def _fetcher(pictures: dict[str, str]) -> Any:
    """Gives what was handed over under `given:NAME`, and nothing else: no file, no network, no data URL."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Given(URLFetcher):
        def fetch(self, url: str, headers: Any = None) -> Any:
            name = url.removeprefix("given:")
            if name == url or name not in pictures:
                raise ValueError(f"not handed over: {url[:80]}")
            return URLFetcherResponse(url, base64.b64decode(pictures[name]))

    return Given()


def _fonts(document: Any) -> list[str]:
    """Families and weights, as embedded."""
    return sorted({f"{font.family} {font.weight}" for font in document.fonts.values()})


def _missing(document: Any) -> str:
    """Characters no installed font has; they are printed as empty boxes."""
    return "".join(sorted({chr(code) for font in document.fonts.values() for code in font.missing}))


if __name__ == "__main__":
    sys.exit(main())

"""Static files of the theme under names that contain their hash, so that browsers may keep them for ever."""

import base64
import hashlib
import posixpath
import re
from dataclasses import dataclass
from pathlib import Path

CSS_URL = re.compile(r"""url\(\s*(["']?)(?!data:|https?:|/|#)([^)"']+)\1\s*\)""")
JS_IMPORT = re.compile(r"""((?:\bfrom|\bimport|\bnew URL)\s*\(?\s*["'])(\.{1,2}/[^"']+)(["'])""")
PACKAGES = "packages.txt"  # names of files that come from front-end packages
MODULES = Path(__file__).resolve().parents[2] / "node_modules"
FIXED = {"favicon.ico", "apple-touch-icon.png"}  # asked for by browsers under exactly this name, at the root


@dataclass(frozen=True)
class ThemeAsset:
    file: str  # below the folder of theme files
    data: bytes
    integrity: str


def build_assets(static: Path) -> dict[str, ThemeAsset]:
    """Logical name (`css/site.css`, `js/site.js`, `img/mark.svg`) to the hashed file."""
    return _Builder(static).all()


def plain_assets(static: Path) -> dict[str, ThemeAsset]:
    """Files of a theme that expects them under their own names: in one folder named after all of them."""
    found = {
        file.relative_to(static).as_posix(): file.read_bytes()
        for file in sorted(static.rglob("*"))
        if file.is_file()
    }
    marks = "\n".join(f"{name} {hashlib.sha256(data).hexdigest()}" for name, data in found.items())
    folder = hashlib.sha256(marks.encode()).hexdigest()[:12]
    return {name: ThemeAsset(f"{folder}/{name}", data, _integrity(data)) for name, data in found.items()}


def _integrity(data: bytes) -> str:
    return "sha384-" + base64.b64encode(hashlib.sha384(data).digest()).decode()


def css_order(static: Path) -> list[Path]:
    """The style sheets that make up `css/site.css`: as the manifest says, else by name."""
    manifest = static / "css" / "manifest.txt"
    if not manifest.is_file():
        return sorted((static / "css").glob("*.css"))
    lines = (line.split("#")[0].strip() for line in manifest.read_text("utf-8").splitlines())
    return [static / "css" / line for line in lines if line]


def packaged(static: Path) -> dict[str, Path]:
    """Files of front-end packages that the theme gives out among its own, as `packages.txt` says."""
    listed = static / PACKAGES
    lines = listed.read_text("utf-8").splitlines() if listed.is_file() else []
    pairs = (line.split() for line in lines if line.strip() and not line.startswith("#"))
    return {name: MODULES / file for name, file in pairs}


class _Builder:
    def __init__(self, static: Path):
        self.static = static
        self.packaged = packaged(static)
        self.done: dict[str, ThemeAsset] = {}

    def all(self) -> dict[str, ThemeAsset]:
        for file in sorted(self.static.rglob("*")):
            name = file.relative_to(self.static).as_posix()
            if file.is_file() and file.suffix != ".css" and name not in ("css/manifest.txt", PACKAGES):
                self.need(name)
        if (self.static / "css").is_dir():
            css = "\n".join(file.read_text("utf-8") for file in css_order(self.static))
            self._add("css/site.css", self._with_hashed_urls(css).encode())
        return self.done

    def need(self, name: str) -> ThemeAsset:
        """An asset and, before it, everything it refers to."""
        if name not in self.done:
            data = self._read(name)
            if name.endswith(".js"):
                data = self._with_hashed_imports(name, data.decode()).encode()
            self._add(name, data)
        return self.done[name]

    def _read(self, name: str) -> bytes:
        if name not in self.packaged:
            return (self.static / name).read_bytes()
        try:
            return self.packaged[name].read_bytes()
        except FileNotFoundError:
            package = self.packaged[name].relative_to(MODULES).parts[0]
            raise FileNotFoundError(f"缺少前端软件包 {package}。请运行 npm ci --omit=dev，再发布。") from None

    def _add(self, name: str, data: bytes) -> None:
        stem, dot, suffix = posixpath.basename(name).rpartition(".")
        mark = hashlib.sha256(data).hexdigest()[:12]
        self.done[name] = ThemeAsset(f"{stem}.{mark}{dot}{suffix}", data, _integrity(data))

    def _with_hashed_urls(self, css: str) -> str:
        def hashed(match: re.Match[str]) -> str:
            name = posixpath.normpath(posixpath.join("css", match[2]))
            return f'url("{self.need(name).file}")'

        return CSS_URL.sub(hashed, css)

    def _with_hashed_imports(self, name: str, code: str) -> str:
        def hashed(match: re.Match[str]) -> str:
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), match[2]))
            return f"{match[1]}./{self.need(target).file}{match[3]}"

        return JS_IMPORT.sub(hashed, code)

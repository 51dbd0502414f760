"""Rules read from the files that git keeps: addresses, machine paths, foreign data, left-overs, docstrings."""

import ast
import hashlib
import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TEXT = {
    ".py",
    ".html",
    ".css",
    ".js",
    ".mjs",
    ".md",
    ".toml",
    ".sh",
    ".json",
    ".yml",
    ".yaml",
    ".txt",
    ".conf",
    ".xml",
}
TOP_FOLDERS = {
    "foundation",
    "cms",
    "publishing",
    "site_theme",
    "media_jobs",
    "channels_out",
    "portal_apps",
    "tests",
    "docs",
    "deploy",
    "locale",
    ".ci",
}
TOP_FILES = {
    "manage.py",
    "Procfile",
    "run",
    "pyproject.toml",
    "requirements.lock",
    "requirements-dev.lock",
    "package.json",
    "package-lock.json",
    "README.md",
    "README.zh.md",
    "CHANGELOG.md",
    "LICENSE",
    ".gitignore",
    ".gitattributes",
    ".editorconfig",
    ".dockerignore",
}
BIGGEST = 2_000_000  # bytes; pictures in the manual stay far below


def kept_files() -> list[Path]:
    """Everything git tracks or would track, so that a fault is found before the commit."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout.decode()
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def text_of(path: Path) -> str | None:
    """The text of a source file, None for anything else."""
    if path.suffix in TEXT or path.name in {"run", "Procfile"} or path.parent.name == ".ci":
        return path.read_text(encoding="utf-8")
    return None


def lines_matching(pattern: re.Pattern[str], paths: list[Path], why: str) -> Iterator[str]:
    """One finding per line that holds the pattern."""
    for path in paths:
        for number, line in enumerate((text_of(path) or "").splitlines(), 1):
            if pattern.search(line):
                yield f"{path.relative_to(ROOT)}:{number}: {why}: {line.strip()[:100]}"


def top_folders() -> Iterator[str]:
    """The house has the rooms its plan names."""
    for name in {path.relative_to(ROOT).parts[0] for path in kept_files()}:
        if name not in TOP_FOLDERS | TOP_FILES:
            yield f"{name}: not in the plan of the house (tests/checks/tree.py)"


def lock_files() -> Iterator[str]:
    """A lock names packages and hashes, never the index one machine happened to use."""
    index = re.compile(r"https?://|--(extra-)?index-url|--find-links")
    for path in ROOT.glob("requirements*.lock"):
        text = path.read_text()
        if index.search(text):
            yield f"{path.name}: holds an index address; lock again with --no-emit-index-url"
        if "--hash=sha256:" not in text:
            yield f"{path.name}: holds no hashes; lock again with --generate-hashes"
    npm = ROOT / "package-lock.json"
    if npm.exists() and '"resolved"' in npm.read_text():
        yield "package-lock.json: holds addresses; lock again with --omit-lockfile-registry-resolved"


def machine_paths() -> Iterator[str]:
    """Nothing points into the machine somebody worked on."""
    pattern = re.compile(r"(?<![\w.])/(work/(main|wt-|shared|\.library)|root/|home/\w+/|Users/\w+/)")
    return lines_matching(pattern, kept_files(), "path of one machine")


def foreign_data() -> Iterator[str]:
    """Real input stays outside: no file equals one of the shared collection, none is huge."""
    shared = Path(os.environ.get("SPC_SHARED_DATA", ROOT.parent / "shared" / "data"))
    known: dict[str, Path] = {}
    if shared.is_dir():
        known = {
            _hash(path): path for path in shared.rglob("*") if path.is_file() and path.stat().st_size > 200
        }
    for path in kept_files():
        if path.stat().st_size > BIGGEST:
            yield f"{path.relative_to(ROOT)}: {path.stat().st_size:,} bytes; the limit is {BIGGEST:,}"
        if _hash(path) in known:
            yield f"{path.relative_to(ROOT)}: a copy of shared data ({known[_hash(path)].name})"


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def leftovers() -> Iterator[str]:
    """No note to oneself, no debugger, no merge mark, no test set aside."""
    mark = "|".join(("TODO", "FIXME", "XXX", "HACK"))
    pattern = re.compile(
        rf"(#|//|/\*|\{{#|<!--)\s*({mark})\b|^(<<<<<<<|>>>>>>>) |\bbreakpoint\(\)|^\s*(import i?pdb|debugger;)"
        r"|^\s*@?pytest\.(mark\.)?(skip|skipif|xfail|importorskip)\b|\bconsole\.log\("
    )
    return lines_matching(pattern, [p for p in kept_files() if p.suffix not in {".md", ".txt"}], "left over")


def docstrings() -> Iterator[str]:
    """Every module says in one line what it is for."""
    for path in kept_files():
        if path.suffix != ".py" or "migrations" in path.parts:
            continue
        source = path.read_text(encoding="utf-8")
        if source.strip() and not (ast.get_docstring(ast.parse(source)) or "").strip():
            yield f"{path.relative_to(ROOT)}: no module docstring"

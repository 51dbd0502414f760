"""Checks done by programs that already exist; each answers with an exit code and its own words."""

import os
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from foundation.audit.keys import write_ring
from publishing.release.key_file import make_key

from .tree import ROOT

BIN = Path(sys.executable).parent
MANAGE = [sys.executable, "manage.py"]


def run(command: list[str], **environment: str) -> Iterator[str]:
    """The program's output, line by line, when it is not content."""
    done = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if done.returncode:
        yield from done.stdout.strip().splitlines()
        yield f"(exit {done.returncode}: {' '.join(Path(part).name for part in command[:4])} …)"


def lint() -> Iterator[str]:
    """ruff: faults and import order."""
    return run([str(BIN / "ruff"), "check", "--quiet", "."])


def layout() -> Iterator[str]:
    """ruff: one way to lay out code."""
    return run([str(BIN / "ruff"), "format", "--check", "--quiet", "."])


def types() -> Iterator[str]:
    """mypy, configured in pyproject.toml."""
    return run([str(BIN / "mypy"), "--no-error-summary"])


def imports() -> Iterator[str]:
    """import-linter: who may know whom."""
    return run([str(BIN / "lint-imports"), "--no-cache"], PYTHONPATH=str(ROOT))


def templates() -> Iterator[str]:
    """djlint: Jinja in the theme, Django templates in the apps."""
    if (ROOT / "site_theme" / "templates").is_dir():
        yield from run([str(BIN / "djlint"), "site_theme/templates", "--lint", "--quiet", "--profile=jinja"])
    for package in ("cms", "foundation", "portal_apps", "publishing", "media_jobs", "channels_out"):
        if any((ROOT / package).rglob("templates/**/*.html")):
            yield from run([str(BIN / "djlint"), package, "--lint", "--quiet", "--profile=django"])


def django() -> Iterator[str]:
    """Django's own checks with the settings of the demo."""
    with tempfile.TemporaryDirectory() as var:
        yield from run([*MANAGE, "check", "--fail-level=WARNING"], VAR_DIR=var)


def production() -> Iterator[str]:
    """The deployment checks, with production settings and invented secrets."""
    with tempfile.TemporaryDirectory() as var:
        surroundings = production_environment(Path(var))
        make_key(Path(surroundings["RELEASE_KEY_FILE"]))
        write_ring(Path(surroundings["AUDIT_KEY_FILE"]))
        yield from run([*MANAGE, "check", "--deploy", "--fail-level=WARNING"], **surroundings)


def production_environment(var: Path) -> dict[str, str]:
    """A complete environment for cms.settings.production that names no real machine."""
    return {
        "DJANGO_SETTINGS_MODULE": "cms.settings.production",
        "VAR_DIR": str(var),
        "SECRET_KEY": secrets.token_hex(64),  # never holds a word like "test" by chance
        "ALLOWED_HOSTS": "cms.example.org",
        "DATABASE_URL": "postgres://app:secret@127.0.0.1:5432/app",
        "BROKER_URL": "redis://127.0.0.1:6379/0",
        "SITE_BASE_URL": "https://www.example.org",
        "WEB_BASE_URL": "https://cms.example.org",
        "RELEASE_KEY_FILE": str(var / "keys" / "release.pem"),
        "AUDIT_KEY_FILE": str(var / "keys" / "audit.json"),
        "AUDIT_ANCHORS": f"file:{var / 'anchors'}",
    }


def migrations() -> Iterator[str]:
    """Every change of a model has its migration."""
    with tempfile.TemporaryDirectory() as var:
        yield from run([*MANAGE, "makemigrations", "--check", "--dry-run", "--skip-checks"], VAR_DIR=var)

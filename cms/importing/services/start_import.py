"""An import ordered in the admin: the file goes into storage, the work into the job ledger."""

import tempfile
import uuid
from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.files.storage import default_storage
from django.db import transaction

from foundation.audit.services import record
from foundation.jobs.services import enqueue

from ..sources import KINDS
from .import_content import import_content, require_permission

IMPORT_JOB = "importing.import"


@transaction.atomic
def start_import(upload, kind: str, *, by, publish: bool = False, column: str = ""):
    """Keep the uploaded file and enqueue the import of it; return the job."""
    require_permission(by)
    suffix = KINDS[kind].pattern.removeprefix("*")
    stored = default_storage.save(f"imports/{uuid.uuid4().hex}{suffix}", upload)
    record(actor=by, verb="importing.start", object_key=stored[:100], kind=kind, publish=publish)
    payload = {
        "file": stored,
        "name": Path(upload.name).name[:100],
        "kind": kind,
        "publish": publish,
        "column": column,
        "by": by.pk,
    }
    return enqueue(IMPORT_JOB, payload, key=stored, by=by)


def import_job(payload: dict, progress) -> dict:
    """Run it. Safe to run again: what was imported before a crash is found unchanged."""
    by = get_user_model().objects.get(pk=payload["by"])
    with tempfile.TemporaryDirectory(prefix="import-") as folder:
        local = Path(folder) / safe_name(payload["name"], payload["kind"])
        with default_storage.open(payload["file"], "rb") as source, open(local, "wb") as target:
            for chunk in iter(lambda: source.read(1 << 20), b""):
                target.write(chunk)

        def told(done: int, total: int, title: str) -> None:
            progress.step(100 * done / total, f"{done}/{total} {title}"[:200])

        result = import_content(
            local, payload["kind"], by=by, publish=payload["publish"], column=payload["column"], progress=told
        )
    return result.as_json()


def safe_name(name: str, kind: str) -> str:
    """The name people gave the file, so that "file:line" in the answer means something to them."""
    plain = "".join(char for char in Path(name).name if char.isalnum() or char in "._- ")
    return plain.strip(". ") or f"导入{KINDS[kind].pattern.removeprefix('*')}"

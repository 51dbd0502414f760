"""Files of ours that go into the release as they are: into the store under their SHA-256, once."""

import hashlib
import os
import tempfile

from publishing.contract import Asset
from publishing.services import site_paths


def keep(path: str, data: bytes) -> Asset:
    """The asset under its public path. A crash leaves no half file under its name."""
    sha256, folder = hashlib.sha256(data).hexdigest(), site_paths().assets
    if not (folder / sha256).exists():
        folder.mkdir(parents=True, exist_ok=True)
        handle, draft = tempfile.mkstemp(dir=folder, prefix=".new-")
        with open(handle, "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        os.chmod(draft, 0o644)
        os.replace(draft, folder / sha256)
    return Asset(path, sha256, len(data))

"""Where files are kept that no address leads to."""

from django.core.files.storage import Storage, storages

from .files import LocalStorage


class PrivateStorage(LocalStorage):
    """On the local file system, readable by this process's user only."""

    def url(self, name):
        raise ValueError("a private file has no address: a view gives it out")


def private_storage() -> Storage:
    """For `FileField(storage=private_storage)`. Only a view gives such a file out."""
    return storages["private"]

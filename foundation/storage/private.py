"""Where files are kept that no address leads to."""

from django.core.files.storage import Storage, storages


def private_storage() -> Storage:
    """For `FileField(storage=private_storage)`. Only a view gives such a file out."""
    return storages["private"]

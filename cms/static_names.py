"""Single files given out under `/static/` that lie elsewhere: the player of the public theme and npm packages."""

from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.checks import Error
from django.core.files.storage import FileSystemStorage


class NamedFiles(BaseFinder):
    """`STATIC_NAMES` maps the name below `/static/` to the file."""

    def check(self, **kwargs):
        return [
            Error(f"缺少前端文件 {file}。请运行 npm ci --omit=dev。", id="cms.E040")
            for file in settings.STATIC_NAMES.values()
            if not Path(file).is_file()
        ]

    def find(self, path, find_all=False, **kwargs):
        file = settings.STATIC_NAMES.get(path)
        found = [str(file)] if file and Path(file).is_file() else []
        return found if find_all else (found[0] if found else [])

    def list(self, ignore_patterns):
        for name, file in settings.STATIC_NAMES.items():
            storage = Renamed(location=Path(file).parent)
            storage.given, storage.file = name, Path(file).name
            yield name, storage


class Renamed(FileSystemStorage):
    """One file that has another name here than on disk."""

    given = file = ""

    def path(self, name):
        return super().path(self.file if name == self.given else name)

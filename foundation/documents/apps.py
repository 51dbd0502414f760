"""App configuration: the rules of documents, and a word at the start when this machine cannot write PDF."""

from django.apps import AppConfig
from django.core import checks


class DocumentsConfig(AppConfig):
    name = "foundation.documents"
    verbose_name = "文书"

    def ready(self) -> None:
        checks.register(printing, deploy=True)


def printing(app_configs, **kwargs) -> list[checks.CheckMessage]:
    """Asked by `manage.py check --deploy`."""
    from .errors import PdfUnavailable
    from .pdf.write import assert_available

    try:
        assert_available()
    except PdfUnavailable as trouble:
        return [checks.Info(str(trouble), id="documents.I001")]  # Word works: no reason not to start
    return []

"""How the publisher gets pages: everything another folder may import from here."""

from publishing.contract import Exporter

from .documents import Draft, draft_document, export_pages, page_ids
from .removals import moved_pages
from .site import export_sites, site_ids

page_exporter = Exporter(prefix="page", export=export_pages, all_ids=page_ids, moved=moved_pages)
site_exporter = Exporter(prefix="site", export=export_sites, all_ids=site_ids)

__all__ = ["Draft", "draft_document", "page_exporter", "site_exporter"]

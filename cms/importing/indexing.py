"""One save of an imported page is enough to index it: publishing saves it three times."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import local

from django.db.models.signals import post_save
from modelsearch import index
from modelsearch.signal_handlers import post_save_signal_handler
from wagtail.models import ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update

from .pages import MODELS

here = local()


@contextmanager
def indexing_by_hand() -> Iterator[None]:
    """Inside, saving an item in this thread leaves the indexes alone; call `index_page` when it is done."""
    for model in MODELS.values():
        # the second time this changes nothing; other threads index as ever, at worst twice
        post_save.connect(index_unless_by_hand, sender=model, dispatch_uid="importing.index")
        post_save.disconnect(post_save_signal_handler, sender=model)
    here.by_hand = True
    try:
        with disable_reference_index_auto_update():
            yield
    finally:
        here.by_hand = False


def index_unless_by_hand(instance, **kwargs) -> None:
    if not getattr(here, "by_hand", False):
        post_save_signal_handler(instance, **kwargs)


def index_page(page) -> None:
    """Search and reference index of one page, in the caller's transaction."""
    index.insert_or_update_object(page)
    ReferenceIndex.create_or_update_for_object(page)

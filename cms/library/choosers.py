"""Choosing a video of the library, in a form and in the body of a page."""

from uuid import UUID

from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.blocks import ChooserBlock


class KeyedChooserBlock(ChooserBlock):
    """For models whose key is a UUID: a stored page holds its text, which `in_bulk` does not answer to."""

    class Meta:
        abstract = True

    def bulk_to_python(self, values):
        keys = [UUID(value) if isinstance(value, str) and value else value for value in values]
        return super().bulk_to_python(keys)

    def get_prep_value(self, value):
        key = super().get_prep_value(value)
        return str(key) if key else None


class KeptElsewhereViewSet(ChooserViewSet):
    """For what has screens of its own where it is made: here it is chosen only."""

    icon = "media"
    base_block_class = KeyedChooserBlock
    per_page = 20

    def get_urlpatterns(self):
        return [pattern for pattern in super().get_urlpatterns() if pattern.name != "create"]


class VideoChooserViewSet(KeptElsewhereViewSet):
    model = "media_jobs.Video"
    choose_one_text = "选视频"
    choose_another_text = "换一个视频"
    edit_item_text = "看这个视频"
    url_prefix = "videos/chooser"


video_chooser = VideoChooserViewSet("video_chooser")
VideoChooserBlock = video_chooser.get_block_class(
    name="VideoChooserBlock", module_path="cms.library.choosers"
)

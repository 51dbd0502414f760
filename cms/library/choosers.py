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


class VideoChooserViewSet(ChooserViewSet):
    model = "media_jobs.Video"
    icon = "media"
    choose_one_text = "选视频"
    choose_another_text = "换一个视频"
    edit_item_text = "看这个视频"
    base_block_class = KeyedChooserBlock
    url_prefix = "videos/chooser"
    per_page = 20

    def get_urlpatterns(self):
        """Videos are uploaded in the library: here they are chosen only."""
        return [pattern for pattern in super().get_urlpatterns() if pattern.name != "create"]


video_chooser = VideoChooserViewSet("video_chooser")
VideoChooserBlock = video_chooser.get_block_class(
    name="VideoChooserBlock", module_path="cms.library.choosers"
)

"""Choosing a broadcast, in the body of a page."""

from wagtail.admin.viewsets.chooser import ChooserViewSet

from cms.library.choosers import KeyedChooserBlock


class BroadcastChooserViewSet(ChooserViewSet):
    model = "live.Broadcast"
    icon = "media"
    choose_one_text = "选直播"
    choose_another_text = "换一场直播"
    edit_item_text = "看这场直播"
    base_block_class = KeyedChooserBlock
    url_prefix = "broadcasts/chooser"
    per_page = 20

    def get_urlpatterns(self):
        """Broadcasts are arranged in the calendar: here they are chosen only."""
        return [pattern for pattern in super().get_urlpatterns() if pattern.name != "create"]


broadcast_chooser = BroadcastChooserViewSet("broadcast_chooser")
BroadcastChooserBlock = broadcast_chooser.get_block_class(
    name="BroadcastChooserBlock", module_path="cms.live.choosers"
)

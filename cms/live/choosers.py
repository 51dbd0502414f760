"""Choosing a broadcast, in the body of a page."""

from cms.library.choosers import KeptElsewhereViewSet


class BroadcastChooserViewSet(KeptElsewhereViewSet):
    model = "live.Broadcast"
    choose_one_text = "选直播"
    choose_another_text = "换一场直播"
    edit_item_text = "看这场直播"
    url_prefix = "broadcasts/chooser"


broadcast_chooser = BroadcastChooserViewSet("broadcast_chooser")
BroadcastChooserBlock = broadcast_chooser.get_block_class(
    name="BroadcastChooserBlock", module_path="cms.live.choosers"
)

"""The image filter `withoutmeta`: readers get the picture, not where and with which camera it was taken."""

from wagtail.images.image_operations import FilterOperation

METADATA = ("exif", "xmp", "XML:com.adobe.xmp", "photoshop", "comment")


class WithoutMetadata(FilterOperation):
    def construct(self) -> None:
        """Takes no argument."""

    def run(self, willow, image, env):
        info = getattr(getattr(willow, "image", None), "info", {})
        for name in METADATA:
            info.pop(name, None)
        return willow

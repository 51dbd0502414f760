"""The body of an item. Each block has one counterpart in `publishing.contract.BLOCK_TYPES`."""

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from cms.library.choosers import VideoChooserBlock
from cms.live.choosers import BroadcastChooserBlock

RICH_TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link", "superscript", "subscript"]


class HeadingBlock(blocks.StructBlock):
    text = blocks.CharBlock(label="标题", max_length=100)
    level = blocks.ChoiceBlock(label="级别", choices=[("2", "二级"), ("3", "三级")], default="2")

    class Meta:
        icon = "title"
        label = "小标题"


class CaptionedImageBlock(blocks.StructBlock):
    image = ImageChooserBlock(label="图片")
    alt = blocks.CharBlock(
        label="替代文字", required=False, max_length=255, help_text="读给看不见图的人；留空则用图库里的说明"
    )
    caption = blocks.CharBlock(label="图说", required=False, max_length=200)

    class Meta:
        icon = "image"
        label = "图片"


class QuotationBlock(blocks.StructBlock):
    text = blocks.TextBlock(label="引文")
    by = blocks.CharBlock(label="出处", required=False, max_length=100)

    class Meta:
        icon = "openquote"
        label = "引文"


class TableBlock(blocks.StructBlock):
    caption = blocks.CharBlock(label="表题", max_length=100, help_text="读屏软件先读表题")
    table = TypedTableBlock([("text", blocks.CharBlock(label="文字", required=False))], label="表格")
    row_header = blocks.BooleanBlock(label="第一列是行标题", required=False)

    class Meta:
        icon = "table"
        label = "表格"


class AttachmentsBlock(blocks.StructBlock):
    title = blocks.CharBlock(label="标题", default="附件", max_length=50)
    files = blocks.ListBlock(DocumentChooserBlock(label="文件"), label="文件", min_num=1)

    class Meta:
        icon = "doc-full"
        label = "附件"


class VideoBlock(blocks.StructBlock):
    """A video of the library, played on the page; or the address of one elsewhere, which the page links to."""

    video = VideoChooserBlock(label="视频库里的视频", required=False)
    title = blocks.CharBlock(label="标题", required=False, max_length=100, help_text="留空则用视频库里的标题")
    url = blocks.URLBlock(label="别处的视频地址", required=False, help_text="不在视频库里的才填")
    poster = ImageChooserBlock(label="封面", required=False, help_text="留空则用视频自己的画面")
    seconds = blocks.IntegerBlock(label="时长（秒）", required=False, min_value=0, help_text="别处的视频才填")

    def clean(self, value):
        cleaned = super().clean(value)
        if bool(cleaned["video"]) == bool(cleaned["url"]):
            wrong = ValidationError("从视频库选一个视频，或者填别处的地址：两样选一样。")
            raise blocks.StructBlockValidationError(block_errors={"video": wrong})
        if not cleaned["video"] and not cleaned["title"]:
            raise blocks.StructBlockValidationError(block_errors={"title": ValidationError("请写标题。")})
        return cleaned

    class Meta:
        icon = "media"
        label = "视频"


class LiveBlock(blocks.StructBlock):
    """A broadcast: its date before, its picture while it is on, its replay afterwards, all in one place."""

    broadcast = BroadcastChooserBlock(label="直播")
    poster = ImageChooserBlock(label="封面", required=False)

    class Meta:
        icon = "media"
        label = "直播"


class LiveComingBlock(blocks.StructBlock):
    """What will be broadcast for everybody; the list keeps itself."""

    title = blocks.CharBlock(label="标题", default="直播预告", max_length=50)

    class Meta:
        icon = "date"
        label = "直播预告"


class RelatedBlock(blocks.StructBlock):
    title = blocks.CharBlock(label="标题", default="相关内容", max_length=50)
    pages = blocks.ListBlock(blocks.PageChooserBlock(label="文章"), label="文章", min_num=1)

    class Meta:
        icon = "link"
        label = "相关内容"


class BodyBlock(blocks.StreamBlock):
    heading = HeadingBlock()
    rich_text = blocks.RichTextBlock(label="正文", features=RICH_TEXT_FEATURES)
    image = CaptionedImageBlock()
    gallery = blocks.ListBlock(CaptionedImageBlock(), label="组图", icon="image", min_num=2)
    table = TableBlock()
    quotation = QuotationBlock()
    attachments = AttachmentsBlock()
    video = VideoBlock()
    live = LiveBlock()
    live_coming = LiveComingBlock()
    related = RelatedBlock()

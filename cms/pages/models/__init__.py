"""Every page model of the product; other folders import from here."""

from .column import ColumnPage
from .dated import DatedPage
from .home import HomePage, LeadItem
from .identity import SiteIdentity
from .item import Item
from .legislative import LegislativePage
from .meeting import MeetingNoticePage
from .news import NewsPage
from .notice import NoticePage
from .picture_story import PictureStoryPage, StoryPicture
from .plain import PlainPage
from .policy import PolicyPage
from .public import PublicPage, public_models
from .retired import RetiredPath
from .tag import ContentTag, TaggedPage
from .topic import TopicItem, TopicPage

ITEM_MODELS = (NewsPage, NoticePage, LegislativePage, PolicyPage, PictureStoryPage, MeetingNoticePage)

__all__ = [
    "ITEM_MODELS",
    "ColumnPage",
    "ContentTag",
    "DatedPage",
    "HomePage",
    "Item",
    "LeadItem",
    "LegislativePage",
    "MeetingNoticePage",
    "NewsPage",
    "NoticePage",
    "PictureStoryPage",
    "PlainPage",
    "PolicyPage",
    "PublicPage",
    "RetiredPath",
    "SiteIdentity",
    "StoryPicture",
    "TaggedPage",
    "TopicItem",
    "TopicPage",
    "public_models",
]

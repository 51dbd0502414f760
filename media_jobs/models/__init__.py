"""What is kept of a video: the video, its qualities, the pieces they are made in, captions, chapters."""

from .caption import Caption, CaptionState
from .chapter import Chapter
from .chunk import Chunk
from .rendition import Rendition
from .video import Access, Video, VideoState

__all__ = ["Access", "Caption", "CaptionState", "Chapter", "Chunk", "Rendition", "Video", "VideoState"]

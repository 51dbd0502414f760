"""The commands: ffmpeg-python builds them, the runner runs them. Nothing here knows the database or the storage."""

from .argv import chunk_argv, copy_argv, download_argv
from .pictures import poster_argv, sheet_argv
from .sound import loudness_argv, sound_argv
from .stamps import Stamps, first_stamps

__all__ = ["Stamps", "chunk_argv", "copy_argv", "download_argv", "first_stamps", "loudness_argv"]
__all__ += ["poster_argv", "sheet_argv", "sound_argv"]

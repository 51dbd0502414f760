"""What the video engine knows and gives, in plain Python: screens, themes and tests build on these words."""

from dataclasses import asdict, dataclass, field
from fractions import Fraction
from typing import Any, Literal

Access = Literal["public", "deputies"]
Way = Literal["copy", "encode"]


class MediaError(Exception):
    """A file cannot be taken or made playable: what happened and what to do, in Chinese.

    `permanent` means that another try with the same file is no use.
    """

    def __init__(self, message: str, advice: str = "", *, permanent: bool = True) -> None:
        super().__init__(f"{message}。{advice}" if advice else message)
        self.message, self.advice, self.permanent = message, advice, permanent


@dataclass(frozen=True)
class VideoStream:
    """One moving picture as it lies in the file, before it is turned upright.

    `rotation` is clockwise, 0, 90, 180 or 270 degrees, to be done by whoever shows it. `fps` is the mean rate as a
    fraction ("30000/1001"). `level` is ten times the level of the codec (41 for 4.1), 0 where it is not known; `bits`
    are those of one sample; `sar` is the shape of a stored point ("1:1"). `order` is "progressive", "tt", "bb", "tb"
    or "bt", empty where nothing is said. `bit_rate` is in bits a second, 0 where not known.
    """

    index: int
    codec: str
    profile: str
    level: int
    width: int
    height: int
    pixel_format: str
    bits: int
    fps: str
    sar: str = "1:1"
    rotation: int = 0
    variable_rate: bool = False
    order: str = ""
    color_range: str = ""
    primaries: str = ""
    transfer: str = ""
    matrix: str = ""
    bit_rate: int = 0

    @property
    def rate(self) -> Fraction:
        """Pictures a second, 0 where the file does not say."""
        return Fraction(self.fps or 0)

    @property
    def interlaced(self) -> bool:
        return self.order not in ("", "progressive")

    @property
    def hdr(self) -> bool:
        """Whether shades must be mapped before an ordinary screen shows them rightly."""
        return self.transfer in ("smpte2084", "arib-std-b67")

    @property
    def shown(self) -> tuple[int, int]:
        """Width and height as a viewer sees them: square points, upright."""
        across, down = (int(part) or 1 for part in self.sar.split(":"))
        width = round(self.width * across / down)
        return (self.height, width) if self.rotation in (90, 270) else (width, self.height)


@dataclass(frozen=True)
class AudioStream:
    """One sound track. `sample_rate` in hertz, `bit_rate` in bits a second (0: not known), `language` as in the file."""

    index: int
    codec: str
    profile: str
    channels: int
    sample_rate: int
    bit_rate: int = 0
    language: str = ""
    default: bool = False


@dataclass(frozen=True)
class Probe:
    """What a file is. Times are in seconds.

    `duration_s` is what can really be played: the end of the last packet; `declared_s` is what the file says of
    itself. `keyframes` are the times of pictures that need no other one, beginning at 0 of the picture track.
    `start_s` is the stamp of the first packet. `damage` is empty, or a sentence on what is missing. `cover` marks a
    still picture in a sound file, which is not a video track. `probed_by` names tool and version.
    """

    container: str
    size_bytes: int
    duration_s: float
    declared_s: float
    start_s: float
    bit_rate: int
    video: VideoStream | None
    audio: tuple[AudioStream, ...] = ()
    keyframes: tuple[float, ...] = ()
    video_tracks: int = 0
    tracks: int = 0
    cover: bool = False
    damage: str = ""
    probed_by: str = ""
    subtitles: tuple[str, ...] = field(default=())

    def as_dict(self) -> dict[str, Any]:
        """For a JSON column."""
        return asdict(self)

    @classmethod
    def from_dict(cls, told: dict[str, Any]) -> "Probe":
        """Back from a JSON column."""
        video = told["video"] and VideoStream(**told["video"])
        audio = tuple(AudioStream(**one) for one in told["audio"])
        lists = {name: tuple(told[name]) for name in ("keyframes", "subtitles")}
        return cls(**{**told, **lists, "video": video, "audio": audio})


@dataclass(frozen=True)
class Rung:
    """One quality of the ladder. `name` is its short side in lines (1080, 720 …); bit rates in b/s."""

    name: str
    width: int
    height: int
    way: Way
    crf: int = 0
    max_rate: int = 0


@dataclass(frozen=True)
class Sound:
    """What becomes of the audio: `index` of the track in the file, `max_rate` in b/s."""

    index: int
    way: Way
    max_rate: int = 0
    channels: int = 2


@dataclass(frozen=True)
class Plan:
    """All that will be made of a file. `boundaries` are the starts of the segments, the same on all rungs;
    `chunks` are runs of segments encoded as one piece: (first, one past the last). `filters` say what the picture
    needs before it is scaled: "deinterlace", "tonemap". `skipped` says in Chinese why a rung is not made.
    """

    duration_s: float
    rungs: tuple[Rung, ...] = ()
    sound: Sound | None = None
    boundaries: tuple[float, ...] = ()
    chunks: tuple[tuple[int, int], ...] = ()
    filters: tuple[str, ...] = ()
    frame_rate: float = 0.0
    width: int = 0
    height: int = 0
    skipped: tuple[str, ...] = ()
    ladder: str = ""  # the version of the rules it was made by

    def as_dict(self) -> dict[str, Any]:
        """For a JSON column."""
        return asdict(self)

    @classmethod
    def from_dict(cls, told: dict[str, Any]) -> "Plan":
        """Back from a JSON column."""
        lists = {name: tuple(told[name]) for name in ("boundaries", "filters", "skipped")}
        rungs, sound = tuple(Rung(**one) for one in told["rungs"]), told["sound"] and Sound(**told["sound"])
        chunks = tuple((first, end) for first, end in told["chunks"])
        return cls(**{**told, **lists, "rungs": rungs, "sound": sound, "chunks": chunks})


@dataclass(frozen=True)
class Track:
    """Captions a player may show: language tag, name for people, address of the WebVTT."""

    language: str
    label: str
    address: str


@dataclass(frozen=True)
class Mark:
    """A chapter: where it begins, in seconds, and what it is called."""

    at_s: float
    title: str


@dataclass(frozen=True)
class Playback:
    """What a player needs. Addresses are empty where there is nothing yet; those of deputies' videos expire.

    `width` and `height` are as shown, 0 for sound alone. `complete` is false while qualities are still being made.
    `edition` changes with every replacement, trim or new ladder.
    """

    key: str
    title: str
    access: Access
    edition: int
    duration_s: float
    width: int
    height: int
    master: str
    poster: str = ""
    sprite_vtt: str = ""
    download: str = ""
    captions: tuple[Track, ...] = ()
    chapters: tuple[Mark, ...] = ()
    complete: bool = True


def clock(seconds: float) -> str:
    """Seconds as `1:02:03`, with what is left of a second where there is any."""
    whole, rest = divmod(round(seconds * 1000), 1000)
    minutes, second = divmod(whole, 60)
    hours, minute = divmod(minutes, 60)
    shown = f"{hours}:{minute:02d}:{second:02d}" if hours else f"{minute}:{second:02d}"
    return f"{shown}.{rest:03d}" if rest else shown

"""The first time stamps of picture and sound: zero of a video is its first picture, whatever the file calls it."""

from dataclasses import dataclass
from pathlib import Path

from ..contract import Plan, Probe
from ..probe import safe_input
from ..probe.packets import parsed
from ..runner import run
from .build import compiled, source, written


@dataclass(frozen=True)
class Stamps:
    """In seconds, as in the file. `sound_s` is 0 where there is no sound that is used."""

    picture_s: float
    sound_s: float

    @property
    def sound_late(self) -> float:
        """How long after the first picture the sound begins; negative if before it."""
        return self.sound_s - self.picture_s


def first_stamps(path: Path, probe: Probe, plan: Plan, folder: Path) -> Stamps:
    """Read a packet of each track. Raises ToolFailed."""
    tracks = {"v": probe.video and probe.video.index, "a": plan.sound and plan.sound.index}
    found: dict[str, float] = {}
    for kind, index in tracks.items():
        if index is None:
            continue
        stream = source(path, copyts=None, **safe_input())[str(index)]
        argv = compiled(written([stream], "pipe:1", c="copy", frames=1, f="framecrc"))
        packets = list(parsed(run(argv, folder=folder, reads=[path]).stdout.decode().splitlines()))
        found[kind] = packets[0].at if packets else 0.0
    return Stamps(found.get("v", found.get("a", 0.0)), found.get("a", 0.0))

"""Part of `./run bench media`: how long people wait. Real workers, from the row that is written to the row that says so."""

from pathlib import Path

from .house import House
from .tool import tool

TEN_MINUTES = 600
BOUND = 900  # seconds
TRIES = 2


def first_playable(film: Path, length: float, folder: Path) -> dict:
    """Ten minutes of H.264 (the film, again and again), sent by tus; seconds from the last byte's acknowledgement until a
    player gets something. Processes as in the Procfile.
    """
    source = folder / "ten-minutes.mp4"
    again = round(TEN_MINUTES / length) - 1
    tool("-stream_loop", again, "-i", film, "-c", "copy", "-movflags", "+faststart", source)
    with House(folder / "first") as house:
        house.service.start()
        house.worker("default", at_once=2)
        house.worker("media_first")
        house.worker("media", at_once=2)
        sent = house.upload(source)
        plays = house.wait(lambda row: row["playing"], BOUND)
    megabytes = source.stat().st_size >> 20
    source.unlink()
    return {"first_playable_s": round(plays - sent, 2), "first_playable_mb": megabytes}


def speedup(film: Path, folder: Path) -> dict:
    """The whole making of a film by one worker that has one core, and by two with a core each; the best of some tries,
    because on a shared machine others take what two cores give.
    """
    tries = [[made(film, folder / f"{workers}-{one}", workers) for workers in (1, 2)] for one in range(TRIES)]
    alone, together = (min(times) for times in zip(*tries, strict=True))
    return {
        "two_worker_speedup": round(alone / together, 2),
        "worker_seconds": [[round(one, 1) for one in times] for times in tries],
    }


def made(film: Path, folder: Path, workers: int) -> float:
    """Seconds from taking in to a film all of whose qualities are there."""
    with House(folder) as house:
        for core in range(workers):
            house.worker("media,media_first", core=core)
        began = house.ask("take", str(film))["began"]
        return house.wait(lambda row: row["state"] == "ready", BOUND) - began

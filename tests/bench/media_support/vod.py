"""Part of `./run bench media`: what the ladder costs beside what it must cost and beside what MediaCMS 8.3 does by default.

Everything is counted in processor seconds of one run, so that a busy machine disturbs all sides alike. The source is made
like a phone's or a meeting recorder's: H.264 of 6 Mb/s with a key picture every two seconds, so that its pictures may be copied.
"""

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

from media_jobs.contract import Plan, Probe
from media_jobs.encode import chunk_argv, copy_argv, first_stamps, sound_argv
from media_jobs.encode.argv import Part
from media_jobs.encode.pictures import poster_argv, sheet_argv
from media_jobs.plan import Ladder, plan
from media_jobs.plan.ladder import TUNING
from media_jobs.probe import probe
from media_jobs.runner import run

from .tool import tool

LIKE_A_PHONE = [
    *(
        "-c:v",
        "libx264",
        "-preset",
        "veryfast",
        "-b:v",
        "6M",
        "-maxrate",
        "7.5M",
        "-bufsize",
        "7.5M",
        "-g",
        "48",
    ),
    *("-bf", "2", "-pix_fmt", "yuv420p", "-c:a", "aac", "-ac", "2", "-b:a", "128k"),
]
MEDIACMS = (144, 240, 360, 480, 720, 1080)


@dataclass(frozen=True)
class Film:
    """A source and what is made of it."""

    path: Path
    probe: Probe
    plan: Plan
    rules: Ladder
    zero: float


def film(clip: Path, folder: Path, seconds: float, rules: Ladder) -> Film:
    """`seconds` of the clip, as a phone would have written them."""
    path = folder / f"phone{seconds:.0f}.mp4"
    start = 6 if seconds < 20 else 0
    tool("-ss", start, "-t", seconds, "-i", clip, *LIKE_A_PHONE, path)
    found = probe(path)
    planned = plan(found, rules)
    return Film(path, found, planned, rules, first_stamps(path, found, planned, folder).picture_s)


def part_argv(one: Film, chunk: tuple[int, int], folder: Path) -> list[str]:
    first, end = chunk
    cuts = one.plan.boundaries
    part = Part(cuts[first:end], None if end == len(cuts) else cuts[end], one.zero)
    return chunk_argv(one.path, one.probe, one.plan, part, preset=one.rules.preset, threads=1, folder=folder)


def ours(one: Film, folder: Path) -> dict[str, float]:
    """Processor seconds of what the pipeline does: remux, sound, cascade, poster, small pictures."""

    def cost(argv: list[str]) -> float:
        return run(argv, folder=folder, reads=[one.path]).cpu_seconds

    sound = one.plan.sound
    spent = {"copy": cost(copy_argv(one.path, one.probe, folder / "copy.mp4"))}
    spent["cascade"] = cost(part_argv(one, (0, len(one.plan.boundaries)), folder))
    if sound:
        argv = sound_argv(one.path, sound, cuts=one.plan.boundaries, end=one.plan.duration_s, zero=one.zero,
                          out=str(folder / "sound-%05d.mp4"))  # fmt: skip
        spent["sound"] = cost(argv)
    spent["pictures"] = cost(poster_argv(one.path, one.probe, one.plan, 1, folder / "poster.jpg"))
    size = (160, 90)
    spent["pictures"] += cost(sheet_argv(one.path, one.probe, one.plan, every=2, tiles=(10, 1), size=size, start=0,
                                         out=folder / "sheet.jpg"))  # fmt: skip
    return spent


def limit(one: Film, folder: Path) -> float:
    """Decode once, scale one after the other, and each encoding alone without its decoding and scaling."""
    rungs = [rung for rung in one.plan.rungs if rung.way == "encode"]
    scales = [f"scale={rung.width}:{rung.height}:flags=bicubic" for rung in rungs]
    none = ("-f", "null", "-")
    total, before = 0.0, 0.0
    for number, rung in enumerate(rungs):
        chain = ",".join([*scales[: number + 1], "format=yuv420p"])
        before = tool("-threads", 1, "-i", one.path, "-map", "0:v:0", "-vf", chain, *none)
        options = ("-c:v", "libx264", "-preset", one.rules.preset, "-x264-params", TUNING, "-crf", rung.crf, "-threads", 1, "-g", 9999,
                   "-maxrate", rung.max_rate, "-bufsize", rung.max_rate)  # fmt: skip
        out = folder / f"alone{rung.name}.mp4"
        total += tool("-threads", 1, "-i", one.path, "-map", "0:v:0", "-vf", chain, *options, out) - before
    return total + before


def mediacms(one: Film, folder: Path) -> float:
    """Six qualities, each from the source, medium, CRF 23, lanczos, a key picture every 4 s; a GIF; a sprite of all
    pictures. Its packaging, check sums and copies are not counted.
    """
    spent = 0.0
    for side in MEDIACMS:
        options = ("-c:v", "libx264", "-preset", "medium", "-crf", 23, "-pix_fmt", "yuv420p", "-threads", 1,
                   "-force_key_frames", "expr:gte(t,n_forced*4)", "-c:a", "aac", "-b:a", "128k")  # fmt: skip
        scale = ("-vf", f"scale=-2:{side}:flags=lanczos")
        spent += tool("-threads", 1, "-i", one.path, *scale, *options, folder / f"cms{side}.mp4")
    spent += tool(
        "-ss", 1, "-t", 3, "-i", one.path, "-vf", "fps=3,scale=-2:344:flags=lanczos", folder / "cms.gif"
    )
    sprite = ("-vf", "fps=1/2,scale=160:90,tile=1x10", "-frames:v", 1)
    return spent + tool("-i", one.path, *sprite, folder / "cms.jpg")


def vmaf(made: Path, source: Path, width: int, height: int) -> float:
    """Against the source in the size of what was made, scaled as MediaCMS scales: to its advantage."""
    from imageio_ffmpeg import get_ffmpeg_exe

    clock = "settb=AVTB,setpts=PTS-STARTPTS"
    graph = f"[1:v]scale={width}:{height}:flags=lanczos,{clock}[a];[0:v]{clock}[b];[b][a]libvmaf=n_threads=2"
    argv = [get_ffmpeg_exe(), "-nostdin", "-i", str(made), "-i", str(source), "-lavfi", graph, "-f", "null"]
    said = subprocess.run([*argv, "-"], capture_output=True, text=True, timeout=900).stderr
    return float(re.findall(r"VMAF score: ([\d.]+)", said)[-1])


def per_core(one: Film, folder: Path) -> float:
    """Seconds of film made in a processor second, all its parts together."""
    return one.plan.duration_s / sum(ours(one, folder).values())


def compared(one: Film, folder: Path) -> tuple[dict[str, dict[str, float]], dict[str, list[int]]]:
    """VMAF and kB (ours, theirs) of every quality that was encoded; a copied one is the source itself."""
    scores, sizes = {}, {}
    for rung in (each for each in one.plan.rungs if each.way == "encode"):
        files = [folder / f"{rung.name}.mp4", folder / f"cms{rung.name}.mp4"]
        mine, other = (round(vmaf(file, one.path, rung.width, rung.height), 2) for file in files)
        scores[rung.name] = {"ours": mine, "mediacms": other}
        sizes[rung.name] = [_pictures(file) // 1000 for file in files]
    return scores, sizes


def _pictures(file: Path) -> int:
    """Bytes without sound."""
    bare = file.with_suffix(".bare.mp4")
    tool("-i", file, "-c", "copy", "-an", bare)
    return bare.stat().st_size


def measure(one: Film, long: Film, folder: Path) -> dict:
    """The figures of a short film, the speed at a longer one, and what stands behind them."""
    spent, least, theirs = ours(one, folder), limit(one, folder), mediacms(one, folder)
    scores, sizes = compared(one, folder)
    total = sum(spent.values())
    return {
        "ladder_vs_limit": round(spent["cascade"] / least, 3),
        "ratio_mediacms": round(total / theirs, 3),
        "vmaf_worst_delta": round(max(score["mediacms"] - score["ours"] for score in scores.values()), 2),
        "realtime_per_core": round(per_core(long, folder), 3),
        "cpu": {name: round(value, 2) for name, value in spent.items()} | {"limit": round(least, 2)} | {"mediacms": round(theirs, 2)},
        "seconds": [one.plan.duration_s, long.plan.duration_s],
        "vmaf": scores,
        "kB": sizes,
        "rungs": [f"{rung.name} {rung.way}" for rung in one.plan.rungs],
    }  # fmt: skip

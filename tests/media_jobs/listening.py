"""A recogniser as an operator would plug one in: it hears where there is sound, and needs no model."""

import wave
from array import array
from pathlib import Path

from media_jobs.captions.cues import Cue

STEP = 100  # milliseconds


class HearsSound:
    """One cue from the first to the last loud moment."""

    def recognise(self, sound: Path, language: str, seconds: float, tell):
        with wave.open(str(sound)) as file:
            assert (file.getframerate(), file.getnchannels()) == (16000, 1)
            samples = array("h", file.readframes(file.getnframes()))
        size = 16 * STEP
        loud = [at for at in range(0, len(samples), size) if max(map(abs, samples[at : at + size])) > 500]
        tell(100.0)
        if loud:
            yield Cue(loud[0] // 16, (loud[-1] + size) // 16, f"有声音（{language}）")

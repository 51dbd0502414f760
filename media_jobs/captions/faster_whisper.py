"""Recognition by faster-whisper, where an operator has installed it (`pip install faster-whisper`) and brought a model.

`MEDIA_RECOGNISER_MODEL` is the folder of the model. Neither is part of the product.
"""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from django.conf import settings

from ..contract import MediaError
from .cues import Cue

HINT = {"zh": "以下是普通话的句子。"}  # else the model may answer in traditional characters


class FasterWhisper:
    """Reads the model once in the life of a process."""

    def __init__(self) -> None:
        folder = Path(settings.MEDIA_RECOGNISER_MODEL or "/nowhere")
        if not (folder / "model.bin").is_file():
            raise MediaError(
                "找不到语音识别的模型",
                f"请系统管理员检查 MEDIA_RECOGNISER_MODEL（{folder}）",
                permanent=False,
            )
        self.model = _model(str(folder))

    def recognise(
        self, sound: Path, language: str, seconds: float, tell: Callable[[float], object]
    ) -> Iterator[Cue]:
        """See `Recogniser`."""
        spoken = language.partition("-")[0]
        parts, _ = self.model.transcribe(
            str(sound),
            language=spoken,
            temperature=0,
            initial_prompt=HINT.get(spoken),
            condition_on_previous_text=False,
        )
        for part in parts:
            tell(100 * part.end / max(seconds, part.end))
            yield Cue(round(1000 * part.start), round(1000 * part.end), part.text.strip())


@cache
def _model(folder: str):
    from faster_whisper import WhisperModel

    return WhisperModel(folder, device="cpu", compute_type="int8", local_files_only=True)

"""`python -m foundation.attachments.examine SOURCE TARGET LIMITS`: writes what may be kept to TARGET.

Prints one JSON object: `{"kind", "pages", "width", "height"}` or `{"refused": "…"}`. LIMITS is JSON too:
`kinds` (keys), `pixels`, `pages`, `unpacked` (bytes), `memory` (bytes), `seconds` (of CPU).
"""

import json
import resource
import sys
from pathlib import Path

from foundation.attachments.examine import packages, pdf, pictures, sounds, texts
from foundation.attachments.examine.faults import Unfit
from foundation.attachments.kinds import KINDS, PICTURE, SOUND, TEXT, Kind, sniff, why_refused


def main() -> None:
    limits = json.loads(sys.argv[3])
    _tie_down(limits)
    print(json.dumps(answer(Path(sys.argv[1]), Path(sys.argv[2]), limits), ensure_ascii=False))


def answer(source: Path, target: Path, limits: dict) -> dict:
    """What `examine` tells, or the sentence why the file is not taken: a person needs an answer, not a trace."""
    try:
        return examine(source, target, limits)
    except Unfit as unfit:
        return {"refused": str(unfit)}
    except MemoryError:
        return {"refused": "文件太大或太复杂，检查不完。请拆成几份，或者打印成 PDF 再传。"}
    except Exception:  # any reader may fall over a broken file
        return {"refused": "文件打不开，可能已损坏。请在自己的电脑上打开看看，重新保存后再传。"}


def examine(source: Path, target: Path, limits: dict) -> dict:
    """Raises Unfit, or whatever a reader raises on a broken file."""
    kind = sniff(source)
    if kind is None:
        raise Unfit(why_refused(source) or f"认不出这种文件。{_taken(limits)}")
    if kind.key not in limits["kinds"]:
        raise Unfit(f"这里不收{kind.label}。{_taken(limits)}")
    told = _reader(kind)(source, target, kind, limits)
    return {"kind": kind.becomes or kind.key, **told}


def _reader(kind: Kind):
    if kind.group == PICTURE:
        return pictures.redraw
    if kind.group == SOUND:
        return sounds.keep
    if kind.group == TEXT:
        return texts.rewrite
    return pdf.keep if kind.key == "pdf" else packages.keep


def _taken(limits: dict) -> str:
    labels = dict.fromkeys(KINDS[key].label for key in limits["kinds"])
    return f"可以上传：{'、'.join(labels)}。"


def _tie_down(limits: dict) -> None:
    for what, most in (
        (resource.RLIMIT_AS, limits["memory"]),
        (resource.RLIMIT_CPU, limits["seconds"]),
        (resource.RLIMIT_FSIZE, limits["unpacked"]),
        (resource.RLIMIT_NOFILE, 64),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


if __name__ == "__main__":
    main()

"""Pictures are drawn anew: place, camera, comments and whatever hides behind the picture stay behind."""

import io
import warnings
from pathlib import Path
from typing import Any

from PIL import Image, ImageCms, ImageOps

from foundation.attachments.kinds import KINDS, Kind

from .faults import Unfit

FORMATS = {"jpeg": "JPEG", "png": "PNG", "webp": "WEBP", "gif": "GIF", "heic": "HEIF"}
SAVED: dict[str, dict[str, Any]] = {
    "jpeg": {"quality": 90, "optimize": True, "progressive": True},
    "png": {"optimize": True},
    "webp": {"quality": 90},
}


def redraw(source: Path, target: Path, kind: Kind, limits: dict) -> dict:
    """Upright, in sRGB, without any data but the picture. Raises Unfit."""
    if kind.key == "heic":
        import pillow_heif

        pillow_heif.register_heif_opener()
    warnings.simplefilter("ignore", Image.DecompressionBombWarning)
    Image.MAX_IMAGE_PIXELS = None  # counted here, by the rule of the house
    with Image.open(source, formats=[FORMATS[kind.key]]) as picture:
        if picture.width * picture.height > limits["pixels"]:
            most = limits["pixels"] // 1_000_000
            raise Unfit(f"图片有 {picture.width}×{picture.height} 点，超过 {most} 百万点。请缩小后再传。")
        picture.load()
        upright = ImageOps.exif_transpose(picture)
        clean = _without_profile(upright)
    becomes = KINDS[kind.becomes or kind.key].key
    if becomes == "jpeg" and clean.mode not in ("RGB", "L"):
        clean = clean.convert("RGB")
    clean.info = {}
    clean.save(target, FORMATS[becomes], **SAVED[becomes])
    return {"width": clean.width, "height": clean.height}


def _without_profile(picture: Image.Image) -> Image.Image:
    profile = picture.info.get("icc_profile")
    if picture.mode in ("P", "PA"):
        picture = picture.convert("RGBA" if "transparency" in picture.info else "RGB")
    elif picture.mode not in ("RGB", "RGBA", "L"):
        picture = picture.convert("RGB")
    if profile and picture.mode in ("RGB", "RGBA"):
        try:
            theirs = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            moved = ImageCms.profileToProfile(picture, theirs, ImageCms.createProfile("sRGB"))
        except (ImageCms.PyCMSError, OSError, ValueError):
            return picture  # a broken profile costs shades, not the picture
        return moved or picture
    return picture

"""What the name of a pixel format says."""

import re


def bits_of(pixel_format: str) -> int:
    """Bits of one sample: "yuv420p10le" has 10, "p010le" 10, "yuv420p" 8, "gray16be" 16. 0 for an empty name."""
    if not pixel_format:
        return 0
    found = re.search(r"(?:p|gray|p0)(9|10|12|14|16)(?:le|be)?$", pixel_format)
    return int(found[1]) if found else 8

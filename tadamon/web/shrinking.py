"""The process that makes one photograph small: its bytes in on stdin; out come "width height\\n" and a JPEG.

`shrinking.py SIDE` runs alone (`python -I`): a file that breaks the reader of pictures breaks nothing else. What came
with the picture (where and when it was taken, on what device) stays behind; it is turned upright before.
"""

import sys
from io import BytesIO

from PIL import Image, ImageCms, ImageOps

KINDS = ("JPEG", "PNG", "WEBP")
QUALITY = 82


def main(side: int) -> int:
    try:
        picture = small(BytesIO(sys.stdin.buffer.read()), side)
    except (OSError, SyntaxError, ValueError, MemoryError, Image.DecompressionBombError):
        return 1
    out = BytesIO()
    picture.save(out, "JPEG", quality=QUALITY, optimize=True)
    sys.stdout.buffer.write(f"{picture.width} {picture.height}\n".encode() + out.getvalue())
    return 0


def small(stream, side: int) -> Image.Image:
    """Upright, in the colours of screens, on white where it was transparent, and at most `side` pixels long."""
    with Image.open(stream, formats=KINDS) as picture:
        picture.draft("RGB", (side, side))  # a JPEG need not be unpacked whole
        profile = picture.info.get("icc_profile")
        upright = ImageOps.exif_transpose(picture)
    upright.thumbnail((side, side), Image.Resampling.LANCZOS)
    return known_colours(opaque(upright), profile)


def opaque(picture: Image.Image) -> Image.Image:
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    picture = picture.convert("RGBA")
    paper = Image.new("RGB", picture.size, "white")
    paper.paste(picture, mask=picture.getchannel("A"))
    return paper


def known_colours(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """From the colours of the device, where they are told and can be read."""
    if not profile:
        return picture
    try:
        return ImageCms.profileToProfile(picture, BytesIO(profile), ImageCms.createProfile("sRGB"))
    except (ImageCms.PyCMSError, OSError):
        return picture


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))

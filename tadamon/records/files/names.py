"""The name of a file: kept as its owner wrote it, made harmless, and said in a header."""

import re
import unicodedata
from urllib.parse import quote

from tadamon.language import _
from tadamon.records.files.kinds import INLINE, KINDS, extension

LONGEST = 200
JOINERS = "\u200c\u200d"
# No style-src: browsers style the picture they show, and would report their own styles as violations.
POLICY = "sandbox; script-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


def clean_filename(name):
    """Return ``name`` without folders, control and direction characters; 1 to 200 bytes of UTF-8."""
    name = unicodedata.normalize("NFC", re.split(r"[/\\]", name or "")[-1])
    name = "".join(_visible(character) for character in name)
    name = " ".join(name.split())
    ending = extension(name)
    suffix = name[-len(ending) - 1 :] if ending else ""
    stem = name.removesuffix(suffix).strip(" .")
    room = LONGEST - len(suffix.encode())
    stem = stem.encode()[:room].decode("utf-8", "ignore").strip(" .")
    return (stem or _("مرفق")) + suffix


def disposition(name, inline=False):
    """Return a Content-Disposition value: an ASCII fallback, and the whole name as UTF-8."""
    name = clean_filename(name)
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    plain = re.sub(r"[^A-Za-z0-9._-]+", "_", plain)
    ending = extension(plain)
    stem = plain.removesuffix("." + ending).strip("._-") or "file"
    fallback = f"{stem}.{ending}" if ending else stem
    way = "inline" if inline else "attachment"
    return f"{way}; filename=\"{fallback}\"; filename*=UTF-8''{quote(name, safe='')}"


def headers(name, inline=False):
    """Return the headers (a dict) that make a stored file harmless in any browser.

    ``inline`` is a wish: it is granted to the types in ``INLINE`` only.
    """
    kind = KINDS.get(extension(name))
    return {
        "Content-Type": kind.media_type if kind else "application/octet-stream",
        "Content-Disposition": disposition(name, inline and kind in INLINE),
        "Content-Security-Policy": POLICY,
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }


def _visible(character):
    kind = unicodedata.category(character)
    if kind.startswith("Z") or character in "\t\r\n":
        return " "
    return "" if kind.startswith("C") and character not in JOINERS else character

"""What people type or paste, before it is stored: no invisible trouble, nothing visible lost."""

import re
import sys
import unicodedata

MARKS_KEPT_INSIDE = "\u200c\u200d\u200e\u200f\u061c"
_ENDS = " \n" + MARKS_KEPT_INSIDE

_NEWLINES = re.compile(r"\r\n?|[\v\f\u0085\u2028\u2029]")
_SPACES = re.compile(
    r"[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
    r"\u115f\u1160\u2800\u3164\uffa0]"
)
_REFUSED = re.compile(
    r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u180e\u200b\u202a-\u202e\u2060-\u206f"
    r"\ufeff\ufff9-\ufffb\ud800-\udfff\ufdd0-\ufdef"
    + "".join(chr(plane + end) for plane in range(0, sys.maxunicode, 0x10000) for end in (0xFFFE, 0xFFFF))
    + r"\U000e0000-\U000e0fff]"
)
_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MARK = "".join(chr(c) for c in range(0x300, 0x1F000) if unicodedata.combining(chr(c)))
_TOO_MANY_MARKS = re.compile(f"([{_MARK}]{{8}})[{_MARK}]+")
_CLEAN = r"[!-~،؛؟ء-غـ-ي٠-٩]+"  # of these nothing is ever changed, and most of what comes is made of them
_CLEAN_LINE = re.compile(f"{_CLEAN}(?: {_CLEAN})*")


def clean_line(text: str | None) -> str:
    """One line: composed, without controls and bidi overrides, single spaces, trimmed. None gives ""."""
    text = (text or "").strip(" ")
    if not text or _CLEAN_LINE.fullmatch(text):
        return text
    return re.sub(r"[ \n]+", " ", _plain(text)).strip(_ENDS)


def clean_text(text: str | None) -> str:
    """Paragraphs: as `clean_line`, but newlines stay, at most one empty line in a row."""
    if not text or _CLEAN_LINE.fullmatch(text):
        return text or ""
    lines = (line.strip(" ") for line in _plain(text).split("\n"))
    kept = "\n".join(line if line.strip(_ENDS) else "" for line in lines)
    return re.sub(r"\n{3,}", "\n\n", kept).strip(_ENDS)


def printable(text: str) -> str:
    """The text without the characters that no XML file can hold."""
    return _NOT_XML.sub("", text)


def _plain(text: str | None) -> str:
    text = _NEWLINES.sub("\n", text or "")
    text = _REFUSED.sub("", _SPACES.sub(" ", text))
    # A long run of combining marks costs normalisation quadratic time.
    text = unicodedata.normalize("NFC", _TOO_MANY_MARKS.sub(r"\1", text))
    return _TOO_MANY_MARKS.sub(r"\1", text)

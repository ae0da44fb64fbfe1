"""One spelling for texts a reader takes for the same: to search, to read dates, to match names."""

import re
import unicodedata

_LETTERS = {"أإآٱ": "ا", "ىیې": "ي", "ةۀہھ": "ه", "ک": "ك", "ؤئ": "ء", "ـ": ""}
_TOKEN = re.compile(r"\d+|[^\W\d_]+")
_COMPOUND = re.compile(r"\b(عبد|ابو)(ال\w{2,})")


def _plain() -> dict[int, str]:
    table = {}
    for code in (*range(0x80, 0x1F000), *range(0xE0000, 0xE1000)):
        kind = unicodedata.category(chr(code))
        if kind in ("Mn", "Me", "Cf", "Cs"):
            table[code] = ""
        elif kind == "Nd":
            table[code] = str(unicodedata.decimal(chr(code)))
    return table | {ord(letter): plain for letters, plain in _LETTERS.items() for letter in letters}


_PLAIN = _plain()
_MARK = "".join(chr(code) for code in _PLAIN if unicodedata.combining(chr(code)))
_TOO_MANY_MARKS = re.compile(f"[{_MARK}]{{9,}}")
_ORDINARY = re.compile(r"[\x00-\x7f،؛؟ء-غـ-ي٠-٩]*")  # nothing in it composes, so its letters are replaced one by one


def fold(text: str) -> str:
    """The text with one form for each letter and digit, without harakat, tatweel and invisible marks.

    Hamza carriers, ي/ى and ه/ة fall together, every digit becomes 0-9, Latin loses case
    and accents. Punctuation and spaces stay. `fold(fold(x)) == fold(x)`.
    """
    if text.isascii():
        return text.casefold()
    if _ORDINARY.fullmatch(text):
        return text.translate(_PLAIN).casefold()
    # Normalising a long run of combining marks takes quadratic time.
    text = unicodedata.normalize("NFKC", _TOO_MANY_MARKS.sub("", text)).translate(_PLAIN)
    text = unicodedata.normalize("NFKD", text.casefold()).translate(_PLAIN)
    return unicodedata.normalize("NFC", text)


def tokens(text: str) -> list[str]:
    """The folded words and numbers of the text, in order; عبدالله comes as عبد and الله."""
    return _TOKEN.findall(_COMPOUND.sub(r"\1 \2", fold(text)))

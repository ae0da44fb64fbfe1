"""What was meant when the keyboard stood in the other language: «hgHrwv» for الأقصر, «لهئ» for giz."""

_KEYS, _LETTERS = "`qwertyuiop[]asdfghjkl;'zxcvnm,./", "ذضصثقفغعهخحجدشسيبلاتنمكطئءؤرىةوزظ"
_ARABIC = dict(zip(_KEYS, _LETTERS, strict=True)) | {
    "b": "لا",
    "H": "أ",
    "N": "آ",
    "Y": "إ",
    "B": "لآ",
    "G": "لأ",
    "T": "لإ",
}
_LATIN = {letter: key for key, letter in _ARABIC.items() if len(letter) == 1}


def other_layout(typed: str) -> str:
    """The same keys in the other language; "" when the text is of both, or of neither."""
    letters = [letter for letter in typed if letter.isalpha()]
    if letters and all(letter.isascii() for letter in letters):
        return "".join(_ARABIC.get(key) or _ARABIC.get(key.lower(), key) for key in typed)
    if letters and not any(letter.isascii() for letter in letters):
        return "".join(_LATIN.get(letter, letter) for letter in typed.replace("لا", "b"))
    return ""

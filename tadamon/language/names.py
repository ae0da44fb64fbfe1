"""Keys under which the same name is found again however it was typed."""

from .folding import fold, tokens

_TITLES = frozenset(
    fold(
        "د ا م أد دكتور دكتورة الدكتور الدكتورة مهندس مهندسة المهندس المهندسة مستشار مستشارة"
        " المستشار المستشارة أستاذ أستاذة الأستاذ الأستاذة سيادة معالي سعادة فضيلة الآنسة"
        " dr mr mrs ms miss eng prof professor engineer counsellor"
    ).split()
)
_TITLES_OR_NAMES = frozenset(
    fold("السيد السيدة سيد سيدة الشيخ الحاج الحاجة اللواء العميد العقيد لواء عميد القس الأنبا").split()
)
_JOINED_TO_NEXT = frozenset(fold("عبد أبو آل").split())

_LOOKALIKES = (
    str.maketrans("авезкмнорстухіјѕԁԛԝһьпгґӏ", "abe3kmhopctyxijsdqwhbnrrl")
    | str.maketrans("αβγεηικμνορστυχζ", "abyenikmvopotuxz")
    | str.maketrans("ıłøđɑɡոսօհ", "ilodagnuoh")
)


def name_key(text: str) -> str:
    """The name without titles, spelling variants and the space in عبد الله or أبو العلا; may be "".

    د. محمد عبد الله، الدكتور/ محمد عبدالله and محمد عبد اللّه share one key.
    """
    return " ".join(_join(_without_titles(tokens(text))))


def username_key(text: str) -> str:
    """The sign-in name as compared: two names with the same key are the same name.

    Case, spaces, tatweel, invisible marks, full width and look-alike letters of
    other scripts make no difference. Letters, digits and . _ - @ remain; may be "".
    """
    plain = fold(text).translate(_LOOKALIKES)
    return "".join(letter for letter in fold(plain) if letter.isalnum() or letter in "._-@")


def _without_titles(words: list[str]) -> list[str]:
    while len(words) > 1 and (words[0] in _TITLES or (len(words) > 2 and words[0] in _TITLES_OR_NAMES)):
        words = words[1:]
    return words


def _join(words: list[str]) -> list[str]:
    joined: list[str] = []
    glue = False
    for word in words:
        if joined and (glue or word == "الدين"):
            joined[-1] += word
        else:
            joined.append(word)
        glue = word in _JOINED_TO_NEXT
    return joined

"""Which passwords are taken: length counts, tricks do not, and what everyone tries first is refused."""

import gzip
import re
import secrets
from functools import cache
from pathlib import Path

from tadamon.language import _
from tadamon.language.digits import to_reader
from tadamon.language.words import fold, username_key

SHORTEST, LONG, LONGEST = 8, 24, 200
SHORTEST_OF_DIGITS = 16  # telephone and national numbers are shorter
LIST = Path(__file__).with_name("common_passwords.txt.gz")
OURS = ("tadamon", "تضامن")
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
ROWS = (
    "01234567890",
    "qwertyuiop[]",
    "asdfghjkl;'",
    "zxcvbnm,./",
    "abcdefghijklmnopqrstuvwxyz",
    "qwertzuiop",
    "azertyuiop",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
    "qazwsxedcrfvtgbyhnujm",
    "1q2w3e4r5t6y7u8i9o0p",
    "147258369",
    "789456123",
    "ضصثقفغعهخحجد",
    "شسيبلاتنمكط",
    "ئءؤرلاىةوزظ",
    "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "ابجدهوزحطيكلمنسعفصقرشتثخذضظغ",
)
TRICKS = str.maketrans("01345$@!", "oieassai")


def refusal(password: str, username: str) -> str | None:
    """Why this cannot be the person's password, as what to do instead; None when it can."""
    plain = fold(password)
    if len(password) < SHORTEST:
        return _("اكتب كلمة مرور من %(num)s أحرف على الأقل.", num=to_reader(SHORTEST))
    if len(password) > LONGEST:
        return _("اختصر كلمة المرور إلى %(num)s حرف على الأكثر.", num=to_reader(LONGEST))
    if plain.isdigit() and len(plain) < SHORTEST_OF_DIGITS:
        return _("أضف حروفًا أو كلمات: الأرقام وحدها تُخمَّن سريعًا.")
    name = username_key(username)
    if (len(name) > 2 and name in username_key(password)) or any(fold(word) in plain for word in OURS):
        return _("اكتب كلمة مرور ليس فيها اسم المستخدم ولا اسم النظام.")
    if common(plain) or repeated(plain):
        return _("هذه من كلمات المرور الشائعة التي تُجرَّب أولًا. اكتب مثلًا ثلاث كلمات لا صلة بينها.")
    return None


def common(plain: str) -> bool:
    """Whether many have chosen it, or it with a number, a mark or a swapped letter."""
    letters = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", plain)
    bare = re.sub(r"[\W_]", "", plain)
    return not known().isdisjoint({plain, letters, bare, plain.translate(TRICKS), letters.translate(TRICKS)})


@cache
def known() -> frozenset[str]:
    return frozenset(gzip.decompress(LIST.read_bytes()).decode().split())


def repeated(plain: str) -> bool:
    """Whether, being short, it is almost only runs along a keyboard or alphabet and repeated pieces."""
    return len(plain) < LONG and len(_RUN.sub("", re.sub(r"(.{1,6}?)\1{2,}|(.{3,})\2+", "", plain))) < 5


def first_password() -> str:
    """A random one that can be read out and typed: «k7mp-3xwd-9tqh», 59 bits."""
    return "-".join("".join(secrets.choice(ALPHABET) for _letter in range(4)) for _group in range(3))


def _runs():
    """Every piece of four keys that follow each other, in either direction."""
    for row in map(fold, ROWS):
        for line in (row, row[::-1]):
            yield from (line[at : at + 4] for at in range(len(line) - 3))


_RUN = re.compile("(?:" + "|".join(map(re.escape, sorted(set(_runs())))) + ").?.?.?")

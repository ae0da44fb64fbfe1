"""Words that agree with others: verbs with the gender of what was done, names in a row."""

import re

from .digits import number, to_reader
from .periods import PRECISIONS, show_date
from .reading import reader

HELD, ORGANISED, WENT_ON, CONCLUDED = "عُقد", "نُظّم", "استمر", "خلص"
BEGAN, WAS_COMPLETED = "بدأ", "اكتمل"


def passive(masculine: str, subject: str) -> str:
    """«عُقد اجتماع», «عُقدت ورشة», «عُقدت اجتماعات»: by the ending of the first word of the subject."""
    return masculine + ("ت" if _feminine(subject) else "")


def was(subject: str) -> str:
    """English "was" or "were", by the ending of the noun that the subject begins with."""
    noun = re.split(r"[,:(“]| (?:of|with|in|on|at|for|to|under|and)(?= )", subject, maxsplit=1)[0].strip()
    return "were" if re.search(r"[^s']s$", noun) else "was"


DEFINITE = re.compile(
    r"(Ministry|Fund|Embassy|Office|Directorate|Department|United|Universal|General|Central|National)\b"
)


def the(name: str) -> str:
    """English: a body's name within a sentence, with its article where it needs one."""
    return f"the {name}" if reader().language == "en" and DEFINITE.match(name) else name


def its(subject: str) -> str:
    """The ending that points back at the subject: «حضره» of a meeting, «حضرها» of a workshop."""
    return "ها" if _feminine(subject) else "ه"


def _feminine(subject: str) -> bool:
    first = subject.split()[0].strip("«»“”\"'") if subject.split() else ""
    return first.endswith(("ة", "ات"))


def counted(n: int, plural: str) -> str:
    """«٢٧ جمعية أهلية», «جمعيتان», «٣ جمعيات أهلية» of «جمعيات أهلية»; another plural stands as it is after the number."""
    first, space, rest = plural.partition(" ")
    if reader().language != "ar" or not first.endswith("ات") or n < 1:
        return f"{number(n)} {plural}"
    one, two = first[:-2] + "ة", first[:-2] + "تان"
    if n == 1:
        return one + space + rest
    if n == 2:
        return f"{two} ({plural})" if rest else two
    return f"{number(n)} {first if 3 <= n % 100 <= 10 else one}{space}{rest}"


def series(words: list[str]) -> str:
    """«أ، وب، وج»; "a, b and c"."""
    words = [word.strip(" .؛") for word in words if word and word.strip(" .؛")]
    if reader().language == "ar":
        return "، و".join(words)
    return ", ".join(words[:-1]) + (" and " if words[:-1] else "") + words[-1] if words else ""


def on(first, precision: str = "day", last=None) -> str:
    """«يوم ٥ أكتوبر ٢٠٢٥», «خلال أكتوبر ٢٠٢٥»: as precisely as it is known."""
    if precision not in PRECISIONS or first is None:
        return ""
    shown = to_reader(show_date(first, precision))
    if reader().language == "en":
        return f"on {shown}" if precision == "day" else f"in the {shown}" if precision == "quarter" else f"in {shown}"
    return f"يوم {shown}" if precision == "day" else f"خلال {shown}"

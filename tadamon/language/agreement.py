"""Words that agree with others: verbs with the gender of what was done, names in a row."""

from .digits import to_reader
from .periods import PRECISIONS, show_date
from .reading import reader

HELD, ORGANISED = "عُقد", "نُظّم"


def passive(masculine: str, subject: str) -> str:
    """«عُقد اجتماع», «عُقدت ورشة», «عُقدت اجتماعات»: by the ending of the first word of the subject."""
    first = subject.split()[0].strip("«»“”\"'") if subject.split() else ""
    return masculine + ("ت" if first.endswith(("ة", "ات")) else "")


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

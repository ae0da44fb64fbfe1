"""How many bodies took part, by what they did and where they are from, in words.

A group is known by its number, and some of it may be named by rows of their own: it is told beside
them and never added to them.
"""

from collections import Counter

from tadamon.accounts.governorates import GOVERNORATES, governorate
from tadamon.activities.participants import PARTICIPATION, Participant
from tadamon.language import _, ngettext
from tadamon.language.digits import number

# A name stands in a sentence of the other direction: these keep it together where no markup can.
ISOLATE, END = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"


def told(participants: list[Participant]) -> str:
    """«حضرت ٥ جهات: ٣ من الأقصر، ٢ من قنا. اعتذرت جهة واحدة.»; "" when there are none."""
    named = [row for row in participants if not row.is_group]
    groups = [row for row in participants if row.count]
    sentences = [by_role(role, rows) for role in PARTICIPATION if (rows := [row for row in named if row.role == role])]
    if groups:
        sentences.append(_("بالعدد: %(groups)s", groups=_("، ").join(group(row) for row in groups)))
    if groups and named:
        sentences.append(_("وقد يشمل العدد جهات مذكورة بأسمائها"))
    return " ".join(f"{each}." for each in sentences)


def by_role(role: str, rows: list[Participant]) -> str:
    many = {
        "attended": lambda n: ngettext("حضرت جهة واحدة", "حضرت %(num)s جهات", n),
        "invited": lambda n: ngettext("دُعيت جهة واحدة", "دُعيت %(num)s جهات", n),
        "apologised": lambda n: ngettext("اعتذرت جهة واحدة", "اعتذرت %(num)s جهات", n),
        "absent": lambda n: ngettext("لم تحضر جهة واحدة", "لم تحضر %(num)s جهات", n),
    }[role](len(rows))
    found = places(rows)
    return many + (_(": ") + found if found else "")


def places(rows: list[Participant]) -> str:
    """«٣ من الأقصر، ٢ من قنا»: the most first, then in the order of the governorates; "" when none is known."""
    counts = Counter(row.governorate for row in rows)
    unknown = counts.pop(None, 0)
    if not counts:
        return ""
    order = list(GOVERNORATES)
    codes = sorted(counts, key=lambda code: (-counts[code], order.index(code)))
    said = [_("%(count)s من %(place)s", count=number(counts[code]), place=governorate(code)) for code in codes]
    if unknown:
        said.append(_("%(count)s لم تُذكر محافظتها", count=number(unknown)))
    return _("، ").join(said)


def group(row: Participant) -> str:
    role = "" if row.role == "attended" else f" ({PARTICIPATION[row.role]})"
    return f"{ISOLATE}{row.name}{END}{_(': ')}{row.count_words}{role}"

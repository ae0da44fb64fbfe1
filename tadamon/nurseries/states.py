"""Where a nursery stands, by date and act: the same rules for one record (Python) and for lists (SQL)."""

from datetime import date, timedelta

from sqlalchemy import and_, case

from tadamon.language import lazy, ngettext

STATES = {
    "unlicensed": lazy("غير مرخصة"),
    "applied": lazy("طلب ترخيص قيد البت"),
    "late": lazy("تأخر البت في طلبها"),
    "refused": lazy("رُفض طلبها"),
    "temporary": lazy("ترخيص مؤقت"),
    "ending": lazy("يقترب انتهاء ترخيصها المؤقت"),
    "expired": lazy("انتهى ترخيصها المؤقت"),
    "licensed": lazy("مرخصة"),
    "closed": lazy("مغلقة بقرار"),
}
TONES = {
    "unlicensed": "bad",
    "applied": "warn",
    "late": "bad",
    "refused": "bad",
    "temporary": "ok",
    "ending": "warn",
    "expired": "bad",
    "licensed": "ok",
    "closed": "",
}
# As the campaign counts them: what is said of several states together.
GROUPS = {
    "unlicensed": (STATES["unlicensed"], ("unlicensed",)),
    "applied": (lazy("قيد البت"), ("applied", "late")),
    "refused": (STATES["refused"], ("refused",)),
    "temporary": (STATES["temporary"], ("temporary", "ending")),
    "expired": (lazy("انتهى المؤقت"), ("expired",)),
    "licensed": (STATES["licensed"], ("licensed",)),
    "closed": (STATES["closed"], ("closed",)),
}
MONTHS = 6  # of a temporary licence
DECIDE = timedelta(days=30)  # within which the directorate answers an application
ALERTS = (60, 30, 7)  # days before a temporary licence ends


def state(row, today: date) -> str:
    """One of STATES; `row` has the columns of a nursery."""
    if row.closed_on:
        return "closed"
    if row.licensed_on:
        return "licensed"
    if row.licence_until:
        if row.licence_until < today:
            return "expired"
        return "ending" if row.licence_until <= today + timedelta(days=ALERTS[0]) else "temporary"
    if row.refused_on:
        return "refused"
    if row.applied_on:
        return "late" if row.applied_on < today - DECIDE else "applied"
    return "unlicensed"


def state_sql(c, today: date):
    """The same as an SQL expression over the columns `c`."""
    return case(
        (c.closed_on.is_not(None), "closed"),
        (c.licensed_on.is_not(None), "licensed"),
        (c.licence_until < today, "expired"),
        (c.licence_until <= today + timedelta(days=ALERTS[0]), "ending"),
        (c.licence_until.is_not(None), "temporary"),
        (c.refused_on.is_not(None), "refused"),
        (and_(c.applied_on.is_not(None), c.applied_on < today - DECIDE), "late"),
        (c.applied_on.is_not(None), "applied"),
        else_="unlicensed",
    )


def words(row, today: date) -> str:
    """The state as a chip says it, with the days that are left."""
    now = state(row, today)
    if now == "ending":
        days = (row.licence_until - today).days
        return ngettext("ينتهي ترخيصها المؤقت خلال يوم", "ينتهي ترخيصها المؤقت خلال %(num)s يوم", days)
    return str(STATES[now])


def tone(row, today: date) -> str:
    now = state(row, today)
    near = now == "ending" and row.licence_until <= today + timedelta(days=ALERTS[-1])
    return "bad" if near else TONES[now]

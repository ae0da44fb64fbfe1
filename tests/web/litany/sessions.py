"""Sessions of a cohort: one that stands, one that was cancelled; a trainee to mark."""

from io import BytesIO

from tests.meetings.attaching import PDF
from tests.web.litany.address import Address, page, verb

COHORT, HOME, CANCELLED = "/cohorts/{cohort}", "/sessions/{session}", "/sessions/{cancelled_session}"
OTHER = "/sessions/{other_session}"
NEW = {"title": "جلسة جديدة", "kind": "session", "starts_on": "14/10/2025"}
EVERY = NEW | {"weekdays": "6", "starts_on": "1/10/2025", "until": "20/10/2025", "days_off": "skip"}
FILE = {"file": lambda: (BytesIO(PDF), "كشف.pdf")}

SESSIONS = [
    page("sessions.index", "/sessions", "read"),
    page("training.new", COHORT + "/sessions/new"),
    verb("training.create", COHORT + "/sessions", form=COHORT + "/sessions/new", data=NEW, bad={"starts_on": "غدًا"}),
    page("training.timetable", COHORT + "/timetable"),
    verb("training.repeat", COHORT + "/timetable", form=COHORT + "/timetable", data=EVERY, bad={"until": "1/9/2025"}),
    page("sessions.show", HOME, "read"),
    Address("sessions.history", "GET", HOME + "/history", "read"),
    Address("sessions.read_field", "GET", HOME + "/fields/venue", "read", page=303),
    Address("sessions.edit_field", "GET", HOME + "/fields/venue/edit"),
    Address(
        "sessions.update_field",
        "POST",
        HOME + "/fields/title",
        page=303,
        bad={"title": ""},
        data={"title": "اسم آخر", "version": "1"},
        theirs={"title": "اسم الزميل"},
    ),
    Address("sessions.new_attachments", "GET", HOME + "/attachments/new"),
    Address(
        "sessions.create_attachments",
        "POST",
        HOME + "/attachments",
        page=303,
        data=FILE,
        bad={"file": lambda: (BytesIO(b"<html>"), "x.pdf")},
    ),
    Address("sessions.read_attachments", "GET", HOME + "/attachments/{session_file}", "read", piece=None),
    Address(
        "sessions.position_attachments",
        "POST",
        HOME + "/attachments/{session_file}/position",
        page=303,
        data={"direction": "up"},
    ),
    Address("sessions.removal_attachments", "POST", HOME + "/attachments/{session_file}/removal", page=303),
    Address("sessions.restoration_attachments", "POST", HOME + "/attachments/{session_file}/restoration", page=303),
    page("sessions.attendance", HOME + "/attendance", "read"),
    Address(
        "sessions.mark",
        "POST",
        HOME + "/attendance",
        page=303,
        data={"m{session}.{trainee}.0.": "ح"},
        bad={"m{session}.{trainee}.0.": "؟"},
    ),
    verb("sessions.fill", HOME + "/attendance/rest", data={"state": "present"}),
    Address("sessions.tally", "GET", HOME + "/tally", "read", page=303),
    page("training.several", COHORT + "/attendance", "read"),
    Address(
        "training.mark_several",
        "POST",
        COHORT + "/attendance",
        page=303,
        data={"m{session}.{trainee}.0.": "ح"},
        bad={"m{session}.{trainee}.0.": "؟"},
    ),
    page("sessions.totalling", OTHER + "/totals"),
    verb(
        "sessions.count",
        OTHER + "/totals",
        form=OTHER + "/totals",
        data={"total": "365", "women": "365", "audience": "cohort"},
        bad={"total": "كثير"},
    ),
    verb("sessions.take_names", OTHER + "/names"),
    page("sessions.cancelling", OTHER + "/cancellation"),
    verb("sessions.cancel", OTHER + "/cancellation", data={"reason": "سفر المدرب"}, bad={"reason": ""}),
    verb("sessions.reinstate", CANCELLED + "/reinstatement"),
    page("sessions.sheet", HOME + "/sheet", "read"),
    page("sessions.sheet_pdf", HOME + "/sheet.pdf", "read"),
    page("sessions.scanning", HOME + "/signed-sheet"),
    verb(
        "sessions.scan",
        HOME + "/signed-sheet",
        data=FILE,
        bad={"file": lambda: (BytesIO(b"<html>"), "x.pdf")},
    ),
    page("training.xlsx", COHORT + "/attendance.xlsx", "read"),
    Address("training.disclosed_xlsx", "POST", COHORT + "/attendance.xlsx", piece=None),
    page("training.report", COHORT + "/report", "read"),
    page("training.report_pdf", COHORT + "/report.pdf", "read"),
    page("training.completing", COHORT + "/completion", "read"),
    verb(
        "training.set_rule",
        COHORT + "/completion",
        data={"share_sessions": "80"},
        bad={"share_sessions": "كثيرة"},
    ),
    verb("training.certify", COHORT + "/certificates"),
    page("training.certificates", COHORT + "/certificates/print", "read"),
    page("training.certificates_pdf", COHORT + "/certificates.pdf", "read"),
    Address("training.certificates_drawing", "GET", COHORT + "/certificates/drawing", "read", page=303),
    page("certificates.index", "/certificates", "read"),
    page("certificates.show", "/certificates/{certificate}", "read"),
    page("certificates.printed", "/certificates/{certificate}/print", "read"),
    page("certificates.pdf", "/certificates/{certificate}.pdf", "read"),
    page("certificates.revoking", "/certificates/{certificate}/revocation"),
    verb("certificates.revoke", "/certificates/{certificate}/revocation", data={"reason": "خطأ"}, bad={"reason": ""}),
    verb("sessions.archive", HOME + "/archive"),
    verb("sessions.restore", HOME + "/restore"),
]

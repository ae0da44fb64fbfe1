"""Issues of citizens: the list, the desk, a sheet, its acts, its referrals, and the citizen behind it."""

from tests.web.litany.address import Address, page, verb

HOME = "/issues/{issue}"
SENT = "/issues/{referred}/referrals/{referral}"
NO_REASON = {"note": " "}

ISSUES = [
    page("issues.index", "/issues", "read"),
    page("issues.xlsx", "/issues.xlsx", "read"),
    page("issues.pdf", "/issues.pdf", "read"),
    page("issues.printed", "/issues/print", "read"),
    page("issues.new", "/issues/new"),
    verb(
        "issues.create", "/issues", data={"subject": "طلب كرسي متحرك", "category_id": "{category}"}, bad={"subject": ""}
    ),
    Address("issues.likely", "GET", "/issues/similar?subject=بطاقة", page=None),
    page("issues.desk", "/issues/desk"),
    Address(
        "issues.note",
        "POST",
        "/issues/desk",
        page=303,
        data={"subject": "طلب", "category_id": "{category}"},
        bad={"subject": ""},
    ),
    page("issues.show", HOME, "read"),
    Address("issues.history", "GET", HOME + "/history", "read"),
    Address("issues.read_field", "GET", HOME + "/fields/subject", "read", page=303),
    Address("issues.edit_field", "GET", HOME + "/fields/subject/edit"),
    Address(
        "issues.update_field",
        "POST",
        HOME + "/fields/subject",
        page=303,
        bad={"subject": ""},
        data={"subject": "موضوع آخر", "version": "1"},
        theirs={"subject": "موضوع الزميل"},
    ),
    verb("issues.link_earlier", HOME + "/earlier", data={"again_id": "{earlier}"}),
    page("issues.slip", HOME + "/slip", "read"),
    verb("issues.named_slip", HOME + "/slip", page=200),
    page("issues.slip_pdf", HOME + "/slip.pdf", "read"),
    verb("issues.named_slip_pdf", HOME + "/slip.pdf", page=200),
    page("issues.citizen", HOME + "/citizen"),
    verb("issues.disclose", HOME + "/citizen/disclosure", page=200),
    verb(
        "issues.update_citizen",
        HOME + "/citizen",
        data={"citizen_name": "سيد", "version": "1"},
        bad={"citizen_id": "123"},
    ),
    verb("issues.remove_citizen", HOME + "/citizen/removal"),
    page("issues.ask_waiting", HOME + "/waiting"),
    verb("issues.waiting", HOME + "/waiting", data={"note": "صورة البطاقة"}, bad=NO_REASON),
    page("issues.ask_resumption", HOME + "/resumption"),
    verb("issues.resumption", HOME + "/resumption", bad={"on": "غدًا"}),
    page("issues.ask_answer", HOME + "/answer"),
    verb("issues.answer", HOME + "/answer", data={"reply": "أُعيد تفعيل البطاقة"}, bad={"reply": ""}),
    page("issues.ask_reopening", HOME + "/reopening"),
    verb("issues.reopening", HOME + "/reopening", data={"note": "لم تعمل"}, bad=NO_REASON),
    page("issues.ask_referral", HOME + "/referral"),
    verb("issues.referral", HOME + "/referral", data={"body": "جمعية الأورمان"}, bad={"body": ""}),
    page("issues.ask_acceptance", SENT + "/acceptance"),
    verb("issues.acceptance", SENT + "/acceptance", bad={"on": "x"}),
    page("issues.ask_refusal", SENT + "/refusal"),
    verb("issues.refusal", SENT + "/refusal", data={"note": "ليس من اختصاصنا"}, bad=NO_REASON),
    page("issues.ask_completion", "/issues/{referred2}/referrals/{referral2}/completion"),
    verb(
        "issues.completion", "/issues/{referred2}/referrals/{referral2}/completion", data={"note": "تم"}, bad=NO_REASON
    ),
    page("issues.ask_recall", "/issues/{referred3}/referrals/{referral3}/recall"),
    verb("issues.recall", "/issues/{referred3}/referrals/{referral3}/recall", data={"note": "خطأ"}, bad=NO_REASON),
    verb("issues.archive", HOME + "/archive"),
    verb("issues.restore", HOME + "/restore"),
]

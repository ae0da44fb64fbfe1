"""The closed lists of this room: {code: words}."""

from tadamon.language import lazy

PROGRAMMES = {
    "public-service": lazy("الخدمة العامة"),
    "facilitators": lazy("تدريب الميسّرات"),
    "training": lazy("تدريب آخر"),
}
STATES = {"planned": lazy("لم تبدأ بعد"), "running": lazy("جارية"), "completed": lazy("اكتملت")}
TONES = {"planned": "warn", "running": "ok", "completed": ""}
ACTS = {
    "opened": lazy("بدأت"),
    "closed": lazy("اكتملت"),
    "reopened": lazy("أُعيد فتحها"),
}
STATUSES = {
    "registered": lazy("مقيد"),
    "started": lazy("بدأ"),
    "absent": lazy("منقطع"),
    "transferred": lazy("نُقل إلى دفعة أخرى"),
    "completed": lazy("أتم"),
    "exempted": lazy("أُعفي"),
    "withdrawn": lazy("انسحب"),
}
STATUS_TONES = {"registered": "", "started": "ok", "absent": "warn", "completed": "ok", "withdrawn": "bad"}
GIVEN_STATUSES = {
    code: words for code, words in STATUSES.items() if code != "transferred"
}  # that one is made by moving
STANDING = ("registered", "started", "absent")  # still in it
SEXES = {"female": lazy("أنثى"), "male": lazy("ذكر")}
ROUNDS = {"first": lazy("الدور الأول"), "second": lazy("الدور الثاني"), "third": lazy("دور آخر")}

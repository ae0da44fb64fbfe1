"""The closed lists of this room: {code: words}."""

from tadamon.language import lazy

KINDS = {
    "session": lazy("جلسة تدريبية"),
    "lecture": lazy("محاضرة"),
    "seminar": lazy("ندوة"),
    "workshop": lazy("ورشة تدريبية"),
    "visit": lazy("زيارة ميدانية"),
    "exam": lazy("اختبار"),
}
STATES = {"planned": lazy("قائمة"), "cancelled": lazy("أُلغيت")}
COUNTINGS = {"names": lazy("بالأسماء"), "totals": lazy("بالأعداد فقط")}
AUDIENCES = {
    "cohort": lazy("حضور من متدربي هذه الدفعة"),
    "others": lazy("حضور مجموعة أخرى ليست من هذه الدفعة"),
}
MARKS = {
    "present": lazy("حاضر"),
    "late": lazy("حضر متأخرًا"),
    "absent": lazy("غائب"),
    "excused": lazy("غائب بعذر"),
    "exempt": lazy("معفى"),
}
CAME, MISSED = ("present", "late"), ("absent",)  # the others do not count, neither for nor against
WEEKDAYS = {6: lazy("الأحد"), 0: lazy("الاثنين"), 1: lazy("الثلاثاء"), 2: lazy("الأربعاء"), 3: lazy("الخميس")}
WEEKDAYS |= {4: lazy("الجمعة"), 5: lazy("السبت")}
DAYS_OFF = {"skip": lazy("لا تُعقد الجلسة في الإجازة"), "keep": lazy("تُعقد في موعدها")}

"""The closed lists of an event, in words."""

from tadamon.language import lazy

KINDS = {
    "conference": lazy("مؤتمر"),
    "workshop": lazy("ورشة عمل"),
    "expo": lazy("معرض"),
    "session": lazy("دورة هيئة دولية"),
    "visit": lazy("زيارة"),
    "training": lazy("تدريب في الخارج"),
    "ceremony": lazy("احتفال"),
    "launch": lazy("إطلاق"),
    "campaign": lazy("حملة"),
}
OUR_ROLES = {
    "organised": lazy("نظّمناها"),
    "co-organised": lazy("شاركنا في تنظيمها"),
    "took-part": lazy("شاركنا فيها"),
    "hosted": lazy("استضفناها"),
}
# Whether it counts among what we did in its period; what does not is kept, and says why.
STATES = {
    "counted": lazy("تُحتسب"),
    "not-ours": lazy("ليست من نشاط جهتنا"),
    "out-of-period": lazy("خارج الفترة"),
}
TONES = {"not-ours": "warn", "out-of-period": "warn"}
# The part of a member of the delegation.
PARTS = {
    "member": lazy("عضو"),
    "speaker": lazy("متحدث"),
    "expert": lazy("خبير"),
    "presenter": lazy("عارض"),
    "chair": lazy("رئيس جلسة"),
    "observer": lazy("مراقب"),
    "interpreter": lazy("مترجم"),
}
OUTPUT_KINDS = {
    "prototype": lazy("نموذج أولي"),
    "framework": lazy("إطار تنفيذي"),
    "recommendation": lazy("توصية"),
    "commitment": lazy("تعهد"),
    "statement": lazy("بيان صادر"),
    "presentation": lazy("عرض تقديمي"),
    "document": lazy("وثيقة"),
}

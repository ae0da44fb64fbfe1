"""What the codes of a committee are called."""

from tadamon.language import lazy

KINDS = {"standing": lazy("لجنة دائمة"), "temporary": lazy("لجنة مؤقتة")}
STATES = {
    "agreed": lazy("متفق عليها ولم تُشكَّل بعد"),
    "formed": lazy("مشكَّلة"),
    "ended": lazy("انتهى عملها"),
}
TONES = {"agreed": "warn", "formed": "ok", "ended": ""}
ROLES = {
    "chair": lazy("رئيس اللجنة"),
    "deputy": lazy("نائب الرئيس"),
    "rapporteur": lazy("مقرر اللجنة"),
    "member": lazy("عضو"),
    "secretary": lazy("أمين السر"),
    "observer": lazy("مراقب"),
}
# Who sits in without being counted for the quorum.
NOT_COUNTED = ("secretary", "observer")
QUORUMS = {
    "none": lazy("لم يُحدَّد"),
    "half": lazy("أكثر من نصف الأعضاء"),
    "two-thirds": lazy("ثلثا الأعضاء"),
    "all": lazy("كل الأعضاء"),
    "number": lazy("عدد محدد"),
}
ACTS = {
    "formed": lazy("شُكّلت اللجنة"),
    "ended": lazy("انتهى عمل اللجنة"),
    "resumed": lazy("استأنفت اللجنة عملها"),
}

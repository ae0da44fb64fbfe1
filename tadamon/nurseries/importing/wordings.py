"""What people write above the columns and in the cells of their lists of nurseries."""

HEADINGS = {
    "title": (
        "اسم الحضانة",
        "الاسم",
        "اسم",
        "nursery",
        "name",
    ),
    "owner": (
        "المالك",
        "صاحب الحضانة",
        "الجمعية",
        "اسم المالك",
        "owner",
    ),
    "administration": (
        "الإدارة",
        "اسم الإدارة",
        "المركز",
        "administration",
    ),
    "village": (
        "القرية",
        "النجع",
        "قرية",
        "village",
    ),
    "address": (
        "العنوان",
        "address",
    ),
    "floor": (
        "الدور",
        "الطابق",
        "floor",
    ),
    "places": (
        "الطاقة",
        "الطاقة الاستيعابية",
        "السعة",
        "capacity",
    ),
    "children": (
        "الأطفال",
        "الأطفال المقيدون",
        "عدد الأطفال",
        "children",
    ),
    "staff": (
        "العاملون",
        "العاملين",
        "staff",
    ),
    "handed_on": (),
    "received_on": (),
    "notes": (
        "ملاحظة",
        "notes",
    ),
}
FLOORS_SAID = {
    "ground": ("أرضي", "الأرضي", "الدور الأرضي", "0"),
    "first": ("أول", "الأول", "الدور الأول", "1"),
    "above": ("ثان", "الثاني", "الدور الثاني", "ثالث", "الثالث", "علوي", "2", "3"),
}

"""One record of another directorate, invented and marked so: it lets the walls between offices be seen."""

MEETINGS = (
    {
        "by": "aswan",
        "kind": "open-door",
        "title": "لقاء جماهيري — أسوان (مثال)",
        "title_en": "Public meeting, Aswan (example)",
        "date": "12 أكتوبر 2025",
        "governorate": "EG-ASN",
        "axes": ("communication",),
        "summary": "سجل للتجربة فقط، لا يصف لقاءً عُقد بالفعل. غايته أن يظهر أن كل مديرية ترى سجلاتها وحدها.",
        "items": (
            {
                "title": "بند للتجربة",
                "discussion": "نص للتجربة.",
                "outcomes": (
                    {
                        "kind": "assignment",
                        "text": "تكليف للتجربة، له موعد استحقاق.",
                        "owner": "إدارة أسوان الاجتماعية",
                        "due": "26 أكتوبر 2025",
                    },
                ),
            },
        ),
    },
)

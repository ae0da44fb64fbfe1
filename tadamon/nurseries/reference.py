"""What is asked for and looked at until an administrator writes other lists: «العربية | English», a line each."""

PAPERS = """\
طلب الترخيص | Application for a licence
إقرار مقدم الطلب باشتراطات الترخيص | The applicant's declaration to keep the terms
بطاقة الرقم القومي لمقدم الطلب | The applicant's national ID card
سند حيازة المبنى | Title to the building
بيان العاملين ومؤهلاتهم | The staff and their qualifications"""

POINTS = """\
المبنى لا يعلو الدور الأول بعد الأرضي | The building: not above the first floor after the ground floor
التجهيزات التعليمية | Educational equipment
العاملون ومؤهلاتهم | Staff and their qualifications"""

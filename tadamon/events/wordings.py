"""Words that half the titles of events have: they tell no two apart."""

COMMON_IN_TITLES = """
ورشة ورش عمل مؤتمر معرض دورة اجتماعات لقاء زيارة احتفال فعالية فعاليات إطلاق حملة تدريب منتدى ندوة
وزارة وزير وزيرة التضامن الاجتماعي الاجتماعية الدولي الدولية الإقليمية الإقليمي العربية مصر المصرية
تشارك شاركت استعراض تستعرض حول ضمن خلال الأولى الثانية الثالثة الرابعة الخامسة
workshop conference meeting session expo forum visit international regional ministry social solidarity
"""

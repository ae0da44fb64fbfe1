from flask import Blueprint

from tadamon.administration import axes, holidays, house, issue_categories, kinds, log, sentences, units, users
from tadamon.language import lazy

bp = Blueprint("administration", __name__, url_prefix="/administration", template_folder="templates")
for subject in (
    users.bp,
    units.bp,
    axes.bp,
    kinds.bp,
    sentences.bp,
    issue_categories.bp,
    holidays.bp,
    house.checklist_bp,
    house.nurseries_bp,
    house.settings_bp,
    log.bp,
):
    bp.register_blueprint(subject)

GROUP = lazy("الإدارة")
LINKS = (
    (GROUP, lazy("المستخدمون"), "administration.users.index", "administration", 90),
    (GROUP, lazy("الوحدات"), "administration.units.index", "administration", 91),
    (GROUP, lazy("المحاور"), "administration.axes.index", "administration", 92),
    (GROUP, lazy("أنواع الاجتماعات"), "administration.kinds.index", "administration", 93),
    (GROUP, lazy("صياغة التقارير"), "administration.sentences.index", "administration", 93),
    (GROUP, lazy("فئات الموضوعات"), "administration.issue_categories.index", "administration", 93),
    (GROUP, lazy("الإجازات الرسمية"), "administration.holidays.index", "administration", 94),
    (GROUP, lazy("شروط الاعتماد"), "administration.checklist.checklist", "administration", 94),
    (GROUP, lazy("قوائم الحضانات"), "administration.nursery_lists.nursery_lists", "administration", 94),
    (GROUP, lazy("الإعدادات"), "administration.settings.show", "administration", 95),
    (GROUP, lazy("سجل النظام"), "administration.log.index", "administration", 96),
)

"""Who may do what: the actions by name, the roles that hold them, and loading as permitting."""

from functools import wraps

from flask import abort, current_app
from flask_login import current_user

from tadamon.extensions import db
from tadamon.language import lazy
from tadamon.records.base import Record
from tadamon.records.transactions import writes

ACTIONS = {
    "open": lazy("فتح صفحات النظام بعد تسجيل الدخول"),
    "meetings.read": lazy("الاطلاع على الاجتماعات ومحاضرها وطباعتها"),
    "meetings.write": lazy("تسجيل الاجتماعات وتعديل محاضرها"),
    "organisations.read": lazy("الاطلاع على دليل الجهات والأشخاص والمبادرات وملفات الشركاء"),
    "organisations.write": lazy("إضافة الجهات والأشخاص والمبادرات إلى الدليل وتعديل بياناتها"),
    "organisations.merge": lazy("دمج الأسماء المكررة في الدليل والتراجع عن الدمج"),
    "partnerships.read": lazy("الاطلاع على الشراكات وطباعة ملفاتها"),
    "partnerships.write": lazy("تسجيل الشراكات والتزاماتها وتعديلها"),
    "assignments.read": lazy("الاطلاع على سجل المتابعة: التكليفات والقرارات والتوصيات والالتزامات"),
    "assignments.write": lazy("الإبلاغ عن التنفيذ وتأكيده ومدّ المواعيد وإسناد التكليفات"),
    "issues.read": lazy("الاطلاع على الموضوعات المطروحة في اللقاءات الجماهيرية"),
    "issues.write": lazy("تسجيل الموضوعات المطروحة وإحالتها والرد عليها"),
    "issues.personal": lazy("الاطلاع على بيانات المواطنين أصحاب الموضوعات؛ يُسجَّل كل اطلاع"),
    "committees.read": lazy("الاطلاع على اللجان وأعضائها"),
    "committees.write": lazy("تسجيل اللجان وأعضائها وتعديلها"),
    "cohorts.read": lazy("الاطلاع على الدفعات والمتدربين وأعدادهم"),
    "cohorts.write": lazy("تسجيل الدفعات وقيد المتدربين واستيراد كشوفهم ونقلهم"),
    "cohorts.personal": lazy("الاطلاع على الأرقام القومية للمتدربين وبياناتهم الشخصية؛ يُسجَّل كل اطلاع"),
    "nurseries.read": lazy("الاطلاع على الحضانات وتراخيصها وطباعتها"),
    "nurseries.write": lazy("تسجيل الحضانات وتراخيصها وتعديلها"),
    "events.read": lazy("الاطلاع على الفعاليات ووفودها وطباعتها"),
    "events.write": lazy("تسجيل الفعاليات ووفودها ومخرجاتها وتعديلها ودمج المكرر منها"),
    "figures.read": lazy("الاطلاع على الأرقام والمؤشرات ومصادرها وطباعتها"),
    "figures.write": lazy("تسجيل المؤشرات وقيمها وتعديل ما لم يُعتمد منها"),
    "reports.read": lazy("الاطلاع على تقارير الفترات وطباعتها"),
    "reports.write": lazy("إعداد تقارير الفترات وتحريرها"),
    "reports.approve": lazy("مراجعة تقارير الفترات واعتمادها وإعادتها للاستكمال"),
    "administration": lazy("إدارة الوحدات والمستخدمين والمحاور وإعدادات النظام والاطلاع على سجله"),
    "figures.approve": lazy("اعتماد قيم المؤشرات وسحب اعتمادها"),
    "meetings.approve": lazy("مراجعة المحاضر واعتمادها وإعادتها للاستكمال"),
}
READS = {
    "open",
    "meetings.read",
    "organisations.read",
    "partnerships.read",
    "assignments.read",
    "issues.read",
    "committees.read",
    "cohorts.read",
    "events.read",
    "figures.read",
    "nurseries.read",
    "reports.read",
}
WRITES = READS | {
    "meetings.write",
    "organisations.write",
    "partnerships.write",
    "assignments.write",
    "issues.write",
    "issues.personal",
    "committees.write",
    "cohorts.write",
    "cohorts.personal",
    "events.write",
    "figures.write",
    "nurseries.write",
    "reports.write",
}
ROLES = {
    "reader": READS,
    "writer": WRITES,
    "approver": WRITES | {"meetings.approve", "organisations.merge", "figures.approve", "reports.approve"},
    "administrator": WRITES | {"administration"},
}


def can(action: str) -> bool:
    """Whether the signed-in person's role holds the action."""
    return current_user.is_authenticated and action in ROLES[current_user.role]


def allow(action: str):
    """Declare who may use a route; refuses everyone else."""
    if action not in ACTIONS:
        raise KeyError(f"no action is called {action}")

    def declare(view):
        @wraps(view)
        def guarded(*args, **kwargs):
            if not current_user.is_authenticated:
                return current_app.login_manager.unauthorized()
            if not can(action):
                abort(403)
            return view(*args, **kwargs)

        guarded.allowed = action
        return guarded

    return declare


def public(view):
    """Declare a route that needs no sign-in."""
    view.allowed = "public"
    return view


def load(model: type[Record], id: int, to: str = "read", options=()):
    """Fetch a record through the person: invisible is 404, visible but not theirs to edit is 403.

    A request that may write holds the record's row until it commits.
    """
    query = db.select(model).where(model.id == id, model.visible_to(current_user)).options(*options)
    if writes.get():
        query = query.with_for_update(of=Record)
    record = db.session.scalars(query).unique().first()
    if record is None:
        abort(404)
    if to == "edit" and not record.editable_by(current_user):
        abort(403)
    return record


def sees(record) -> bool:
    """Whether the signed-in person may see a record they did not ask for by its address."""
    kind = type(record)
    return db.session.scalar(db.select(kind.id).where(kind.id == record.id, kind.visible_to(current_user))) is not None


def load_any(id: int) -> Record:
    """Fetch a record of whatever type through the person: one that is invisible, or has no page, is 404."""
    record = db.session.get(Record, id)
    if not hasattr(type(record), "visible_to"):
        abort(404)
    return load(type(record), id)


def visible(ids) -> dict[int, Record]:
    """{id: the record}, of whatever type, of those that the signed-in person may see."""
    types = db.session.execute(db.select(Record.id, Record.type).where(Record.id.in_(ids))).all() if ids else []
    found: dict[int, Record] = {}
    for type in sorted({type for _id, type in types}):
        model = Record.__mapper__.polymorphic_map[type].class_
        if hasattr(model, "visible_to"):
            mine = [id for id, each in types if each == type]
            query = db.select(model).where(model.id.in_(mine), model.visible_to(current_user))
            found |= {record.id: record for record in db.session.scalars(query).unique()}
    return found


def may_edit(record, action: str) -> bool:
    """Whether the signed-in person would be let to change this record now."""
    return can(action) and record.editable_by(current_user) and not record.frozen

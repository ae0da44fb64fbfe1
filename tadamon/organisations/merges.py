"""Two records that are one: found, compared, merged, and the merge undone; or told apart for good."""

from flask import abort, flash, redirect, render_template, request
from flask_login import current_user

from tadamon.access import allow, can
from tadamon.directory import matching, merging
from tadamon.directory.finding import known
from tadamon.directory.merging import Merge
from tadamon.extensions import db
from tadamon.language import _, lazy
from tadamon.language.clean import clean_line
from tadamon.language.prose import apart
from tadamon.organisations.noun import Noun

# What refers to a body or a person, by table.
FOLLOWS = {
    "attendances": lazy("الحضور في الاجتماعات"),
    "participants": lazy("المشاركة في الاجتماعات"),
    "delegates": lazy("عضوية الوفود"),
    "agenda_items": lazy("عرض البنود"),
    "outcomes": lazy("القرارات والتكليفات"),
    "posts": lazy("المناصب"),
    "contacts": lazy("جهات الاتصال"),
    "attachments": lazy("المرفقات"),
}


def merging_routes(noun: Noun) -> None:
    bp = noun.bp

    @bp.get("/<id:id>/merges/new")
    @allow("organisations.merge")
    def new_merge(id):
        """Whom to merge into this record; once chosen, both side by side with what will follow."""
        record = noun.opened(id)
        if "other" in request.args:
            other = noun.load(asked(request.args), to="edit")
            other.refuse_if_frozen()
            return render_template(
                "organisations/merges/compare.html",
                noun=noun,
                record=record,
                other=other,
                follows=FOLLOWS,
                counts=[merging.counts(each) for each in (record, other)],
            )
        typed = clean_line(request.args.get("q", "")[:200])
        alike = matching.likely(
            noun.model, record.name_ar, record.name_en, getattr(record, "number", ""), besides=record
        )
        found = [each for each in known(noun.model, typed) if each.id != id]
        return render_template(
            "organisations/merges/new.html", noun=noun, record=record, typed=typed, likely=alike, found=found
        )

    @bp.post("/<id:id>/merges")
    @allow("organisations.merge")
    def create_merge(id):
        kept, gone = pair(noun, id, asked(request.form))
        done = merging.merge(gone, kept, by=current_user)
        db.session.commit()
        sentence = _("دُمج «%(name)s» هنا، وتبعه كل ما يشير إليه.", name=apart(gone.label()))
        return noun.back(kept, (sentence, noun.url("undo_merge", merge_id=done.id)), "undo")

    @bp.post("/merges/<id:merge_id>/removal")
    @allow("organisations.merge")
    def undo_merge(merge_id):
        merge = db.session.get(Merge, merge_id)
        if merge is None or not isinstance(merge.kept, noun.model):
            abort(404)
        kept, gone = pair(noun, merge.kept_id, merge.gone_id)
        merge.undo(by=current_user)
        db.session.commit()
        flash(_("عاد «%(name)s» سجلًا مستقلًا بكل ما كان له.", name=apart(gone.label())), "done")
        return redirect(noun.show(kept), 303)


def telling_apart_routes(noun: Noun) -> None:
    @noun.bp.post("/<id:id>/distinctions")
    @allow("organisations.write")
    def tell_apart(id):
        record = noun.opened(id)
        other = noun.load(asked(request.form))
        if other.id == record.id:
            abort(400)
        matching.tell_apart(record, [other], by=current_user)
        db.session.commit()
        flash(_("لن يُعرض «%(name)s» شبيهًا بهذا السجل مرة أخرى.", name=apart(other.name)), "done")
        return redirect(noun.url("new_merge", id=id) if can("organisations.merge") else noun.show(record), 303)


def pair(noun: Noun, *ids):
    """The two records to be changed, locked in one order whoever asks."""
    found = {id: noun.load(id, to="edit") for id in sorted(ids)}
    return [found[id] for id in ids]


def asked(values) -> int:
    typed = values.get("other", "")
    if not (typed.isascii() and typed.isdigit() and len(typed) < 19):
        abort(400)
    return int(typed)

"""The page of a record of the directory."""

from flask import render_template
from flask_login import current_user

from tadamon.access import allow, can, may_edit
from tadamon.directory.merging import merged_into
from tadamon.organisations import file, parts
from tadamon.organisations.noun import Noun, led, trail


def showing_route(noun: Noun, template: str) -> None:
    @noun.bp.get("/<id:id>")
    @allow("organisations.read")
    def show(id):
        record = noun.load(id, options=noun.options)
        if record.merged_into_id:
            return led(noun, record)
        return render_template(template, **sheet(noun, record))


def sheet(noun: Noun, record) -> dict:
    return {
        "record": record,
        "lists": parts.LISTS[noun.bp.name],
        "labels": noun.form.labels(),
        "trail": trail(record.id, 6),
        "can_edit": may_edit(record, "organisations.write"),
        "can_restore": can("organisations.write") and record.editable_by(current_user),
        "merges": merged_into(record),
        "happened": file.happened(record),
        "may_merge": can("organisations.merge") and record.editable_by(current_user),
    }

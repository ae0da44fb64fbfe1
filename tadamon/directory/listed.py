"""What a body and a person of the directory have in common."""

from sqlalchemy import select, true
from sqlalchemy.orm import validates

from tadamon.accounts.models import Unit
from tadamon.extensions import db
from tadamon.language import _, reader, words
from tadamon.records.archive import Archivable
from tadamon.records.naming import exactly


class Listed(Archivable):
    """A record that every unit sees and its own unit keeps, found under any of its names, once."""

    @classmethod
    def visible_to(cls, user):
        return true()

    def editable_by(self, user) -> bool:
        """Writers of the focal unit or the office above it, and those of the department, who keep the directory."""
        return user.role != "reader" and (user.unit_id in (self.unit_id, self.office_id) or user.sees_every_office)

    @validates("unit")
    def _walls(self, _, unit: Unit) -> Unit:
        self.office_id = unit.office_id
        return unit

    @validates("name_ar")
    def _sorts(self, _, name: str) -> str:
        self.sort_key = words.name_key(name)[:120]
        return name

    @property
    def name(self) -> str:
        return (self.name_en or self.name_ar) if reader().language == "en" else self.name_ar

    @property
    def frozen(self) -> str | None:
        if self.merged_into_id:
            return _("دُمج هذا السجل في سجل آخر. عدّل السجل الباقي، أو تراجع عن الدمج.")
        return super().frozen

    @property
    def names(self) -> list[str]:
        """What it is found by as one types; one that was merged or archived is found by nothing."""
        if self.archived_at or self.merged_into_id:
            return []
        return [name for name in (self.name_ar, self.name_en, *(row.name for row in self.aliases)) if name]

    @classmethod
    def called(cls, name: str) -> list:
        """Those with exactly this name or alias, however it is spelt; more than one is doubtful."""
        type = cls.__mapper__.polymorphic_identity
        return list(db.session.scalars(select(cls).where(cls.id.in_(exactly(type, name))).limit(3)))

    @classmethod
    def named(cls, name: str):
        """The only one with this name; None when there is none, or any doubt."""
        found = cls.called(name)
        return found[0] if len(found) == 1 else None

    def label(self) -> str:
        return self.name_ar

    def __str__(self) -> str:
        return self.name_ar

    def facets(self) -> dict[str, list]:
        state = "merged" if self.merged_into_id else "archived" if self.archived_at else "standing"
        return super().facets() | {"seen": ["all"], "office": [self.office_id], "state": [state]}

"""People in posts: each once, with the titles and posts held, from when to when."""

from datetime import date

from sqlalchemy import ForeignKey, and_
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tadamon.accounts.models import Unit, User
from tadamon.directory.listed import Listed
from tadamon.directory.organisations import Alias, Organisation, part_index, record_name
from tadamon.extensions import Key, db
from tadamon.language import _, lazy, words
from tadamon.language.dates import show_date, today
from tadamon.records.attachments import Attachment
from tadamon.records.base import Part, Record
from tadamon.records.history import Told
from tadamon.records.naming import KEY


class Person(Listed, Record):
    """Someone the ministry meets. The directory is common; the unit that wrote the person down keeps them."""

    __tablename__ = "people"
    id: Mapped[int] = mapped_column(Key, ForeignKey("records.id"), primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"), index=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("units.id"), index=True)
    name_ar: Mapped[str] = mapped_column(db.String(150))
    name_en: Mapped[str] = mapped_column(db.String(150), default="")
    sort_key: Mapped[str] = mapped_column(KEY, default="")
    titles: Mapped[str] = mapped_column(db.String(100), default="")
    phone: Mapped[str] = mapped_column(db.String(40), default="")
    email: Mapped[str] = mapped_column(db.String(200), default="")
    notes: Mapped[str] = mapped_column(db.Text, default="")
    merged_into_id: Mapped[int | None] = mapped_column(Key, ForeignKey("people.id"))

    unit = relationship(Unit, foreign_keys=[unit_id], innerjoin=True)
    office = relationship(Unit, foreign_keys=[office_id], innerjoin=True)
    created_by = relationship(User, foreign_keys=[Record.created_by_id])
    merged_into = relationship("Person", remote_side=[id], foreign_keys=[merged_into_id])
    posts = relationship(
        "Post",
        primaryjoin="and_(Post.record_id == Person.id, Post.removed_at.is_(None))",
        foreign_keys="Post.record_id",
        order_by="Post.position, Post.id",
        viewonly=True,
    )
    aliases = relationship(
        Alias,
        primaryjoin=lambda: and_(Alias.record_id == Person.id, Alias.removed_at.is_(None)),
        foreign_keys=[Alias.record_id],
        order_by=[Alias.position, Alias.id],
        viewonly=True,
    )
    attachments = relationship(
        Attachment,
        primaryjoin=lambda: and_(Attachment.record_id == Person.id, Attachment.removed_at.is_(None)),
        foreign_keys=[Attachment.record_id],
        order_by=[Attachment.position, Attachment.id],
        viewonly=True,
    )

    __mapper_args__ = {"polymorphic_identity": "person", "inherit_condition": id == Record.id}
    __table_args__ = (
        part_index("people_sort_key_id", "sort_key", "id"),
        part_index("people_office", "office_id", "sort_key", "id"),
        part_index("people_archived", "sort_key", "id", where="archived_at IS NOT NULL"),
        part_index("people_merged_into_id", "merged_into_id", where="merged_into_id IS NOT NULL"),
    )

    audited = {
        "name_ar": Told(lazy("الاسم")),
        "name_en": Told(lazy("الاسم بالإنجليزية")),
        "titles": Told(lazy("اللقب")),
        "phone": Told(lazy("الهاتف")),
        "email": Told(lazy("البريد الإلكتروني")),
        "notes": Told(lazy("ملاحظات")),
        "merged_into_id": Told(lazy("دُمج في"), record_name),
    }

    @property
    def full_name(self) -> str:
        """The name with its titles: «د. أحمد عبد الرحمن»."""
        return " ".join(filter(None, (self.titles, self.name)))

    @property
    def printed_name(self) -> str:
        """The Arabic name as minutes print it, with the titles that do not hide whose it is."""
        full = " ".join(filter(None, (self.titles, self.name_ar)))
        return full if words.name_key(full) == words.name_key(self.name_ar) else self.name_ar

    def posts_on(self, day: date) -> list["Post"]:
        """The posts held that day, in their order."""
        return [
            post
            for post in self.posts
            if (not post.from_on or post.from_on <= day) and (not post.to_on or day <= post.to_on)
        ]

    def title_on(self, day: date) -> tuple[str, str]:
        """(titles of the posts, body of the first) held that day, as an attendance or a delegation prints them."""
        held = self.posts_on(day)
        return _("، ").join(post.title for post in held), held[0].body_name if held else ""

    @property
    def described(self) -> str:
        """The posts held now, for telling two of a name apart."""
        return _("، ").join(" ".join(filter(None, (post.title, post.body_name))) for post in self.posts if post.present)

    def search_text(self) -> str:
        posts = (f"{post.title} {post.body_name}" for post in self.posts)
        return "\n".join(
            (self.titles, self.name_ar, self.name_en, *(row.name for row in self.aliases), *posts, self.notes)
        )


class Post(Part, db.Model):
    """A title held at a body, with the days it was held; either may be open."""

    __tablename__ = "posts"
    title: Mapped[str] = mapped_column(db.String(250))
    organisation_id: Mapped[int | None] = mapped_column(Key, ForeignKey("organisations.id"), index=True)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"), index=True)
    body: Mapped[str] = mapped_column(db.String(250), default="")
    from_on: Mapped[date | None]
    to_on: Mapped[date | None]
    organisation = relationship(Organisation, foreign_keys=[organisation_id])
    unit = relationship(Unit, foreign_keys=[unit_id])
    audited = {
        "title": Told(lazy("الصفة")),
        "body": Told(lazy("الجهة")),
        "from_on": Told(lazy("من تاريخ"), lambda value: show_date(date.fromisoformat(value))),
        "to_on": Told(lazy("إلى تاريخ"), lambda value: show_date(date.fromisoformat(value))),
    }

    @property
    def present(self) -> bool:
        """Whether it is not over yet."""
        return self.to_on is None or self.to_on >= today()

    @property
    def term(self) -> str:
        """«من ١ أكتوبر ٢٠٢٣ إلى ٥ مايو ٢٠٢٤», as far as known."""
        first, last = self.from_on and show_date(self.from_on), self.to_on and show_date(self.to_on)
        if first and last:
            return _("من %(start)s إلى %(end)s", start=first, end=last)
        return _("منذ %(start)s", start=first) if first else _("حتى %(end)s", end=last) if last else ""

    @property
    def body_name(self) -> str:
        """Where the post is: a unit of ours, a body of the directory, or as written."""
        return self.unit.name if self.unit else self.organisation.name if self.organisation else self.body

    def label(self) -> str:
        return self.title

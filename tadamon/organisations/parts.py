"""The lists of a sheet of the directory: other names, contacts, posts, files."""

from tadamon.directory.organisations import Alias, Contact
from tadamon.directory.people import Post
from tadamon.language import lazy
from tadamon.organisations.forms import AliasForm, ContactForm, PostForm
from tadamon.organisations.noun import ORGANISATIONS, PEOPLE, Noun
from tadamon.records.attachments import Attachment
from tadamon.web.attaching import FileForm, FileRows
from tadamon.web.rows import Rows


class DirectoryRows(Rows):
    """`adds` is what the link that adds one says."""

    def __init__(self, noun: Noun, name: str, *, adds, **how):
        self.noun_of, self.adds = noun, adds
        super().__init__(
            noun.bp, name, owner=noun.model, action="organisations.write", folder="organisations/rows", **how
        )


def files(noun: Noun) -> FileRows:
    return FileRows(
        noun.bp,
        "attachments",
        owner=noun.model,
        action="organisations.write",
        model=Attachment,
        form=FileForm,
        folder="meetings/attachments",
        heading=lazy("المرفقات"),
    )


def aliases(noun: Noun) -> DirectoryRows:
    return DirectoryRows(
        noun, "aliases", model=Alias, form=AliasForm, heading=lazy("أسماء أخرى"), adds=lazy("إضافة اسم آخر")
    )


LISTS = {
    "organisations": {
        "aliases": aliases(ORGANISATIONS),
        "contacts": DirectoryRows(
            ORGANISATIONS,
            "contacts",
            model=Contact,
            form=ContactForm,
            heading=lazy("جهات الاتصال"),
            adds=lazy("إضافة شخص للاتصال"),
        ),
        "attachments": files(ORGANISATIONS),
    },
    "people": {
        "posts": DirectoryRows(
            PEOPLE, "posts", model=Post, form=PostForm, heading=lazy("المناصب"), adds=lazy("إضافة منصب")
        ),
        "aliases": aliases(PEOPLE),
        "attachments": files(PEOPLE),
    },
}

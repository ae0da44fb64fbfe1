"""Units, people, axes, kinds, checklist, settings and the log; each form stands on a page of its own."""

from io import BytesIO

from PIL import Image

from tests.web.litany.address import Address, page, verb


def at(path: str = "") -> str:
    return f"/administration/{path}"


def shown(name: str, path: str) -> Address:
    return page(f"administration.{name}", at(path), "administer")


def done(name: str, path: str, **more) -> Address:
    return verb(f"administration.{name}", at(path), "administer", **more)


def picture():
    file = BytesIO()
    Image.new("RGB", (40, 40)).save(file, "PNG")
    file.seek(0)
    return file, "شعار.png"


NO_NAME, RENAMED = {"name_ar": ""}, {"name_ar": "اسم الزميل"}
NAMES = {"name_ar": "اسم جديد", "name_en": "New name"}
DAY_OFF = {"name_ar": "عيد العمال", "starts_on": "1/5/2026"}
PERSON = {"full_name": "كمال فريد", "username": "kamal", "unit_id": "{office}", "role": "writer"}

ADMINISTRATION = [
    shown("users.index", "users"),
    shown("users.new", "users/new"),
    done("users.create", "users", page=200, form=at("users/new"), data=PERSON, bad={"full_name": ""}),
    shown("users.show", "users/{user}"),
    done(
        "users.update",
        "users/{user}",
        form=at("users/{user}"),
        data={"title": "باحثة"},
        bad={"full_name": ""},
        theirs={"title": "محررة"},
    ),
    done("users.reset", "users/{user}/password", page=200),
    done("users.disable", "users/{user}/disable"),
    done("users.enable", "users/{user}/enable"),
    shown("holidays.index", "holidays?year=2026"),
    shown("holidays.new", "holidays/new"),
    done("holidays.create", "holidays", form=at("holidays/new"), data=DAY_OFF, bad={"starts_on": "2026"}),
    shown("holidays.show", "holidays/{holiday}"),
    done(
        "holidays.update",
        "holidays/{holiday}",
        form=at("holidays/{holiday}"),
        data={"decree": "قرار 12 لسنة 2026"},
        bad={"name_ar": ""},
        theirs=RENAMED,
    ),
    done("holidays.removal", "holidays/{holiday}/removal"),
    shown("units.index", "units"),
    shown("units.new", "units/new?under={office}"),
    done("units.create", "units", form=at("units/new?under={office}"), data=NAMES, bad=NO_NAME),
    shown("units.show", "units/{unit}"),
    done(
        "units.update",
        "units/{unit}",
        form=at("units/{unit}"),
        data={"name_en": "Renamed"},
        bad=NO_NAME,
        theirs=RENAMED,
    ),
    done(
        "units.update_logo",
        "units/{unit}/logo",
        data={"logo": picture},
        bad={"logo": lambda: (BytesIO(b"<svg>"), "x.png")},
    ),
    done("units.remove_logo", "units/{unit}/logo/removal"),
    done("units.position", "units/{unit}/position", data={"direction": "up"}),
    done("units.archive", "units/{unit}/archive"),
    done("units.restore", "units/{unit}/restore"),
    shown("axes.index", "axes"),
    shown("axes.new", "axes/new"),
    done("axes.create", "axes", form=at("axes/new"), data=NAMES, bad=NO_NAME),
    shown("axes.show", "axes/{axis}"),
    done(
        "axes.update",
        "axes/{axis}",
        form=at("axes/{axis}"),
        data={"name_en": "Renamed"},
        bad=NO_NAME,
        theirs=RENAMED,
    ),
    done("axes.position", "axes/{axis}/position", data={"direction": "down"}),
    done("axes.archive", "axes/{axis}/archive"),
    done("axes.restore", "axes/{axis}/restore"),
    shown("issue_categories.index", "issue-categories"),
    shown("issue_categories.new", "issue-categories/new"),
    done(
        "issue_categories.create",
        "issue-categories",
        form=at("issue-categories/new"),
        data=NAMES | {"target_days": "7"},
        bad=NO_NAME,
    ),
    shown("issue_categories.show", "issue-categories/{category}"),
    done(
        "issue_categories.update",
        "issue-categories/{category}",
        form=at("issue-categories/{category}"),
        data={"target_days": "12"},
        bad={"target_days": "0"},
        theirs=RENAMED,
    ),
    done("issue_categories.position", "issue-categories/{category}/position", data={"direction": "down"}),
    done("issue_categories.archive", "issue-categories/{category}/archive"),
    done("issue_categories.restore", "issue-categories/{category}/restore"),
    shown("kinds.index", "kinds"),
    shown("kinds.show", "kinds/ngos"),
    done(
        "kinds.update",
        "kinds/ngos",
        form=at("kinds/ngos"),
        data={"ar": "لقاء"},
        bad={"ar": "س" * 500},
        theirs={"en": "Talk"},
    ),
    shown("sentences.index", "sentences"),
    shown("sentences.show", "sentences/meeting/common"),
    done(
        "sentences.update",
        "sentences/meeting/common",
        form=at("sentences/meeting/common"),
        data={"ar": "عُقد {{title}}"},
        bad={"ar": "عُقد {{x}}"},
        theirs={"en": "{{title}}"},
    ),
    shown("checklist.checklist", "checklist"),
    done(
        "checklist.update_checklist",
        "checklist",
        form=at("checklist"),
        bad={"venue": "x"},
        theirs={"venue": "off"},
    ),
    shown("nursery_lists.nursery_lists", "nursery-lists"),
    done(
        "nursery_lists.update_nursery_lists",
        "nursery-lists",
        form=at("nursery-lists"),
        data={"nursery_points": "مخرج ثانٍ | A second exit"},
        bad={"nursery_papers": ""},
        theirs={"nursery_points": "تهوية"},
    ),
    shown("settings.show", "preferences"),
    done(
        "settings.update",
        "preferences",
        form=at("preferences"),
        data={"help": "داخلي 214"},
        bad={"idle_minutes": "0"},
        theirs={"help": "داخلي 215"},
    ),
    shown("log.index", "log"),
]

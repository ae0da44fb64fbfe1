"""The rules of the house, kept by reading its sources and its map of addresses."""

import ast
import re

import pytest

from tests.rules.sources import PACKAGE, broken, modules, name, project_files, room, text, tree

FLOORS = (
    {"language", "extensions", "config"},
    {"records"},
    {"access"},
    {"web"},
    {"accounts"},
    {"directory"},
    {"activities"},
    {"followup"},
    {"approval"},
    {"meetings", "partnerships", "committees", "issues", "events", "cohorts", "nurseries", "figures"},
    {"organisations", "assignments", "series", "calendar", "reminders", "sessions"},
    {"initiatives", "briefings"},
    {"search", "reports"},
    {"home", "demo", "administration", "keeping"},
)
LEVEL = {each: number for number, floor in enumerate(FLOORS) for each in floor}
KNOW_EVERYONE = {"__init__", "cli", "commands"}
NOT_ROOMS = {"static", "templates", "__pycache__"}
EMPTY_NAMES = {
    "util",
    "utils",
    "helper",
    "helpers",
    "service",
    "services",
    "common",
    "misc",
    "shared",
    "core",
}
LONGEST_FILE, LONGEST_FUNCTION = 400, 70
MAY_CATCH_ALL = set()
SPEAKS_TO_A_TERMINAL = {"tadamon/language/__main__.py"}
READ_BY_ANSWERS_ONLY = {"HX-Request", "HX-Request-Type", "HX-Source", "HX-Target", "HX-Current-URL"}
ARABIC = re.compile(r"[\u0621-\u064a]")
TRANSLATORS = {"_", "N_", "lazy", "ngettext"}
READS_OR_HOLDS_ARABIC = {"governorates", "reference", "paste", "passwords", "wordings"}
OPEN_ADDRESSES = {"/sign-in", "/sign-out", "/language", "/healthz", "/readyz", "/calendar.ics"}


def nodes(*kinds):
    for path in modules():
        for node in ast.walk(tree(path)):
            if isinstance(node, kinds):
                yield path, node


def imported(path, node):
    """The rooms an import statement reaches."""
    if isinstance(node, ast.Import):
        full = [alias.name for alias in node.names]
    else:
        package = ["tadamon", *path.relative_to(PACKAGE).parts[:-1]]
        start = package[: len(package) - node.level + 1] if node.level else []
        start = ".".join([*start, *filter(None, [node.module])])
        full = [f"{start}.{alias.name}" for alias in node.names] if start == "tadamon" else [start]
    parts = [one.split(".") for one in full]
    return {one[1] for one in parts if one[0] == "tadamon" and len(one) > 1}


def test_every_room_has_a_floor():
    rooms = {path.stem for path in PACKAGE.iterdir() if path.is_dir() or path.suffix == ".py"}
    broken(f"tadamon/{each} stands on no floor" for each in rooms - set(LEVEL) - KNOW_EVERYONE - NOT_ROOMS)


def test_a_room_imports_only_rooms_below():
    broken(
        f"{name(path)}:{node.lineno} imports {other}, which is not on a floor below"
        for path, node in nodes(ast.Import, ast.ImportFrom)
        if room(path) not in KNOW_EVERYONE
        for other in imported(path, node)
        if other != room(path) and LEVEL.get(other, 99) >= LEVEL.get(room(path), -1)
    )


def test_no_name_that_says_nothing():
    broken(name(path) for path in PACKAGE.rglob("*") if path.stem.lower() in EMPTY_NAMES)


def test_files_and_functions_are_short():
    long_files = (
        f"{name(path)} has {lines} lines" for path in modules() if (lines := text(path).count("\n")) > LONGEST_FILE
    )
    long_functions = (
        f"{name(path)}:{node.lineno} {node.name} has {lines} lines"
        for path, node in nodes(ast.FunctionDef, ast.AsyncFunctionDef)
        if (lines := node.end_lineno - node.lineno + 1) > LONGEST_FUNCTION
    )
    broken([*long_files, *long_functions])


def test_nothing_is_printed():
    broken(
        f"{name(path)}:{node.lineno} prints"
        for path, node in nodes(ast.Call)
        if isinstance(node.func, ast.Name) and node.func.id == "print" and name(path) not in SPEAKS_TO_A_TERMINAL
    )


def test_exceptions_are_named():
    for path, node in nodes(ast.ExceptHandler):
        caught = {one.id for one in ast.walk(node.type or ast.Name("Exception")) if isinstance(one, ast.Name)}
        if caught & {"Exception", "BaseException"} and name(path) not in MAY_CATCH_ALL:
            broken([f"{name(path)}:{node.lineno} catches everything"])


def test_models_neither_commit_nor_read_the_request():
    models = [path for path in modules() if path.stem == "models" or room(path) == "records"]
    for path in models:
        seen = {alias.name for node in ast.walk(tree(path)) if isinstance(node, ast.ImportFrom) for alias in node.names}
        broken(
            f"{name(path)} imports {each}" for each in seen & {"request", "current_user", "session", "flash", "abort"}
        )
        broken(
            f"{name(path)}:{node.lineno} commits"
            for node in ast.walk(tree(path))
            if isinstance(node, ast.Attribute) and node.attr == "commit" and path.stem == "models"
        )


def test_only_answers_read_what_htmx_says():
    broken(
        f"{name(path)}:{node.lineno} reads {node.value}"
        for path, node in nodes(ast.Constant)
        if node.value in READ_BY_ANSWERS_ONLY and name(path) != "tadamon/web/answers.py"
    )


def test_nothing_is_marked_safe_by_hand_outside_the_house_floor():
    """Markup made from a variable is how a page gets a hole; only language/ and web/ make any."""
    broken(
        f"{name(path)}:{node.lineno} makes Markup"
        for path, node in nodes(ast.Call)
        if isinstance(node.func, ast.Name) and node.func.id == "Markup" and room(path) not in ("language", "web")
    )


def test_every_arabic_text_goes_through_the_translator():
    for path in modules():
        if room(path) in ("language", "demo") or path.stem in READS_OR_HOLDS_ARABIC:
            continue
        said = {id(part) for call in ast.walk(tree(path)) if _translates(call) for part in ast.walk(call)}
        said |= {id(node.body[0].value) for node in ast.walk(tree(path)) if _documented(node)}
        broken(
            f"{name(path)}:{node.lineno} «{node.value[:40]}» is not inside _(), lazy(), N_() or ngettext()"
            for node in ast.walk(tree(path))
            if isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and ARABIC.search(node.value)
            and id(node) not in said
        )


def _translates(node):
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in TRANSLATORS


def _documented(node):
    documentable = (ast.Module, ast.ClassDef, ast.FunctionDef)
    return isinstance(node, documentable) and node.body and isinstance(node.body[0], ast.Expr)


def test_the_translator_gets_whole_texts():
    """A text put together before it is translated is never found in the catalog."""
    broken(
        f"{name(path)}:{node.lineno} translates something that is not a plain text"
        for path, node in nodes(ast.Call)
        if _translates(node) and room(path) != "language"
        for source in node.args[: 2 if node.func.id == "ngettext" else 1]
        if not isinstance(source, ast.Constant)
    )


def test_every_arabic_text_has_its_english_and_its_plurals():
    from tadamon.language.extraction import missing

    broken(map(str, missing()))


# ---- addresses


def test_addresses_are_kebab_case(app):
    plain = re.compile(r"/|(/[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)*)+")
    broken(
        f"{rule.rule} ({rule.endpoint})"
        for rule in app.url_map.iter_rules()
        if not plain.fullmatch(re.sub(r"<[^>]+>", "x", rule.rule))
    )


def test_every_route_says_who_may(app):
    from tadamon.access import ACTIONS

    for rule in app.url_map.iter_rules():
        allowed = getattr(app.view_functions[rule.endpoint], "allowed", None)
        if rule.endpoint != "static" and allowed not in {*ACTIONS, "public"}:
            broken([f"{rule.rule} ({rule.endpoint}) lacks @allow or @public"])


def test_what_is_open_to_everyone_is_listed_here(app):
    open_to_all = {
        rule.rule
        for rule in app.url_map.iter_rules()
        if getattr(app.view_functions[rule.endpoint], "allowed", None) == "public"
    }
    assert open_to_all <= OPEN_ADDRESSES


def test_numbers_in_addresses_are_bounded(app):
    broken(
        f"{rule.rule} ({rule.endpoint}) takes an unbounded number"
        for rule in app.url_map.iter_rules()
        if "<int:" in rule.rule
    )


def test_actions_are_nouns(app):
    """A verb as the last word of a POST address is a noun not yet found; these two are the contract's."""
    verbs = (
        r"/(create|update|delete|remove|add|save|approve|cancel(?!lation)|close|finalise|finalize|move|edit|set)[-\w]*$"
    )
    broken(
        f"{rule.rule} ({rule.endpoint})"
        for rule in app.url_map.iter_rules()
        if "POST" in rule.methods and re.search(verbs, rule.rule)
    )


# ---- every file of the project


@pytest.mark.parametrize(
    ("what", "parts"),
    [
        (
            "a package registry",
            [("py", "pi.org"), ("pythonhos", "ted.org"), ("npm", "js.org"), ("npm", "js.com")],
        ),
        ("a package registry", [("yarn", "pkg.com"), ("crates", ".io"), ("proxy.gol", "ang.org")]),
        ("this machine", [("/wo", "rk/main"), ("/wo", "rk/shared"), ("/ro", "ot/"), ("/tmp/", "plan")]),
    ],
)
def test_no_file_names(what, parts):
    hosts = ["".join(pair).encode() for pair in parts]
    broken(
        f"{name(path)} names {what}: {host.decode()}"
        for path in project_files()
        for host in hosts
        if host in path.read_bytes()
    )

"""Compiled templates are kept for the next start, and nothing depends on their folder."""

import pytest
from jinja2 import Environment

from tadamon import create_app


@pytest.fixture
def started(tmp_path):
    """started(folder) → the frame of every page, of a server that was started just now."""

    def start(folder):
        settings = {"TADAMON_MODE": "test", "TADAMON_INSTANCE": str(tmp_path), "TADAMON_COMPILED": str(folder)}
        return create_app(settings | {"SECRET_KEY": "for tests only"}).jinja_env.get_template("layout/page.html")

    return start


def test_the_next_start_compiles_nothing(started, tmp_path, monkeypatch):
    started(tmp_path / "compiled")
    monkeypatch.setattr(Environment, "compile", None)
    assert started(tmp_path / "compiled").name


def test_a_folder_that_cannot_be_one_costs_speed_only(started, tmp_path):
    (tmp_path / "file").write_text("")
    assert started(tmp_path / "file").name


def test_what_was_spoilt_is_compiled_again(started, tmp_path):
    started(tmp_path / "compiled")
    kept = [file for file in (tmp_path / "compiled").rglob("*") if file.is_file()]
    for file in kept:
        file.write_bytes(file.read_bytes()[:40])
    assert kept and started(tmp_path / "compiled").name

"""flask user add · reset · disable"""

import pytest

from tadamon.accounts.models import User
from tadamon.extensions import db

ADD = ["user", "add", "--full-name", "أحمد يحيى", "--unit", "EG-LX"]


@pytest.fixture
def flask(app):
    def run(*arguments):
        answer = app.test_cli_runner().invoke(args=[str(each) for each in arguments])
        db.session.rollback()
        return answer

    return run


def test_a_first_password_is_made_and_must_be_changed(flask):
    answer = flask(*ADD, "ahmed")
    assert answer.exit_code == 0 and User.named("ahmed").must_change_password
    assert flask("user", "reset", "ahmed", "--password", "قهوة على جسر").exit_code == 0
    db.session.rollback()
    assert not User.named("ahmed").must_change_password


@pytest.mark.parametrize("name", ["ADMIN", "аdmin", "!!"])
def test_a_name_that_cannot_be(flask, name):
    assert flask(*ADD, name).exit_code == 1


def test_a_weak_password(flask):
    answer = flask(*ADD, "ahmed", "--password", "password1")
    assert answer.exit_code == 1 and "common password" in answer.output
    assert User.named("ahmed") is None


def test_the_last_administrator_stays(flask):
    assert flask("user", "disable", "admin").exit_code == 1
    assert flask("user", "disable", "luxor").exit_code == 0

"""flask --app wsgi setup · demo · user add|reset|disable"""

import os
import secrets
import sys

import click
from flask import Flask, current_app
from flask_migrate import upgrade
from sqlalchemy import select

from tadamon.accounts import acts, passwords
from tadamon.accounts.models import ROLES, Unit, User
from tadamon.accounts.reference import ensure_units
from tadamon.demo import build
from tadamon.directory.foreseen_holidays import ensure_holidays
from tadamon.directory.reference import ensure_axes
from tadamon.extensions import db
from tadamon.issues.reference import ensure_categories
from tadamon.keeping import commands as keeping
from tadamon.keeping.reindex import renew
from tadamon.language import speaking
from tadamon.language.words import username_key
from tadamon.records import search
from tadamon.records.base import Record, Refused
from tadamon.records.transactions import alone
from tadamon.reminders import commands as reminders
from tadamon.web import volumes
from tadamon.web.imports import work as imports


def init_app(app: Flask) -> None:
    app.cli.add_command(setup)
    app.cli.add_command(demo)
    app.cli.add_command(user)
    keeping.init_app(app)
    reminders.init_app(app)
    imports.init_app(app)
    volumes.init_app(app)


@click.command()
def setup():
    """Bring the database to the newest migration and add the reference data."""
    os.makedirs(current_app.config["TADAMON_FILES"], exist_ok=True)
    upgrade()
    alone(db.session)
    ensure_units()
    ensure_axes()
    ensure_categories()
    ensure_holidays()
    if db.session.scalar(select(Record.id).limit(1)) is None:
        search.mark_current()
    db.session.commit()
    if renew():
        click.echo("the search index was written anew, in the way of this version")
    click.echo("database is ready")
    if current_app.config["TADAMON_MODE"] == "production" and not administrator():
        click.echo(
            "No administrator yet. Make the first one with:\n"
            "  .venv/bin/flask --app wsgi user add NAME --role administrator --unit ER --full-name '…'",
            err=True,
        )
        sys.exit(3)


def administrator() -> bool:
    query = select(User.id).where(User.role == "administrator", User.disabled_at.is_(None)).limit(1)
    return db.session.scalar(query) is not None


@click.command()
@click.option("--needed", is_flag=True, help="Only tell, by the exit code, whether there is no demo data yet.")
def demo(needed):
    """Add the demo users and the records of the two seed texts."""
    if current_app.config["TADAMON_MODE"] == "production":
        raise click.ClickException("this is a production installation; demo data are refused")
    present = db.session.scalar(select(User.id).where(User.username == "hq").limit(1)) is not None
    if needed:
        sys.exit(3 if present else 0)
    if present:
        click.echo("the demo data are already there")
        return
    password = current_app.config["TADAMON_DEMO_PASSWORD"] or secrets.token_urlsafe(9)
    people = build(password)
    click.echo("\nDemo users, all with the password:  " + password)
    for person in people:
        click.echo(f"  {person.username:<12} {ROLES[person.role]}، {person.unit.name_ar}")


@click.group()
def user():
    """The people who may sign in."""


PASSWORD = "The password; left out, a first one is made and shown, to be changed at the first sign-in within 7 days."


@user.command()
@click.argument("username")
@click.option("--full-name", required=True)
@click.option("--role", type=click.Choice(list(ROLES)), default="writer", show_default=True)
@click.option("--unit", "code", required=True, help="The unit's code: ER, EG-LX, …")
@click.option("--title", default="")
@click.option("--password", help=PASSWORD)
def add(username, full_name, role, code, title, password):
    """Add a person."""
    unit = db.session.scalar(select(Unit).where(Unit.code == code))
    if unit is None:
        raise click.ClickException(f"no unit has the code {code}")
    if not username_key(username):
        raise click.ClickException("a user name has letters or digits")
    if User.named(username):
        raise click.ClickException(f"the name {username} is taken, or looks like one that is")
    person = User(
        username=username, username_key=username_key(username), full_name=full_name, title=title, unit=unit, role=role
    )
    chosen = give(person, password)
    db.session.add(person)
    acts.note("user-added", acts.called(person))
    db.session.commit()
    click.echo(f"added {username}" + ("" if password else f" with the password {chosen}"))


@user.command()
@click.argument("username")
@click.option("--password", help=PASSWORD)
def reset(username, password):
    """Give a person a new password and end every session of theirs."""
    person = existing(username)
    chosen = give(person, password)
    acts.note("password-reset", acts.called(person))
    db.session.commit()
    click.echo(f"{username} has a new password" + ("" if password else f": {chosen}"))


@user.command()
@click.argument("username")
def disable(username):
    """Close a person's account and end every session of theirs."""
    person = existing(username)
    try:
        person.disable()
    except Refused as reason:
        raise click.ClickException(str(reason)) from reason
    acts.note("user-disabled", acts.called(person))
    db.session.commit()
    click.echo(f"{username} is disabled")


def existing(username: str) -> User:
    person = User.named(username)
    if person is None:
        raise click.ClickException(f"no one is called {username}")
    return person


def give(person: User, password: str | None) -> str:
    """Set the password, or a first one when there is none; the one that was set."""
    chosen = password or passwords.first_password()
    with speaking("en"):
        wrong = passwords.refusal(chosen, person.username)
    if wrong:
        raise click.ClickException(wrong)
    person.set_password(chosen, first=password is None)
    return chosen

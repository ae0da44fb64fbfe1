"""flask --app wsgi setup · demo · user add|reset|disable"""

import os
import secrets
import sys

import click
from flask import Flask, current_app
from flask_migrate import upgrade
from sqlalchemy import select

from tadamon.accounts.models import ROLES, Unit, User
from tadamon.accounts.reference import ensure_units
from tadamon.demo import build
from tadamon.directory.reference import ensure_axes
from tadamon.extensions import db
from tadamon.language.words import username_key
from tadamon.records.transactions import alone


def init_app(app: Flask) -> None:
    app.cli.add_command(setup)
    app.cli.add_command(demo)
    app.cli.add_command(user)


@click.command()
def setup():
    """Bring the database to the newest migration and add the reference data."""
    os.makedirs(current_app.config["TADAMON_FILES"], exist_ok=True)
    upgrade()
    alone(db.session)
    ensure_units()
    ensure_axes()
    db.session.commit()
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


@user.command()
@click.argument("username")
@click.option("--full-name", required=True)
@click.option("--role", type=click.Choice(list(ROLES)), default="writer", show_default=True)
@click.option("--unit", "code", required=True, help="The unit's code: ER, EG-LX, …")
@click.option("--title", default="")
@click.option("--password", help="At least 10 characters; a random one is made and shown when it is left out.")
def add(username, full_name, role, code, title, password):
    """Add a person."""
    unit = db.session.scalar(select(Unit).where(Unit.code == code))
    if unit is None:
        raise click.ClickException(f"no unit has the code {code}")
    if User.named(username):
        raise click.ClickException(f"the name {username} is taken")
    chosen = password or secrets.token_urlsafe(9)
    person = User(username=username, username_key=username_key(username), full_name=full_name, title=title,
                  unit=unit, role=role)
    person.set_password(checked(chosen))
    db.session.add(person)
    db.session.commit()
    click.echo(f"added {username}" + ("" if password else f" with the password {chosen}"))


@user.command()
@click.argument("username")
@click.option("--password")
def reset(username, password):
    """Give a person a new password and end every session of theirs."""
    person = existing(username)
    chosen = password or secrets.token_urlsafe(9)
    person.set_password(checked(chosen))
    db.session.commit()
    click.echo(f"{username} has a new password" + ("" if password else f": {chosen}"))


@user.command()
@click.argument("username")
def disable(username):
    """Close a person's account and end every session of theirs."""
    existing(username).disable()
    db.session.commit()
    click.echo(f"{username} is disabled")


def existing(username: str) -> User:
    person = User.named(username)
    if person is None:
        raise click.ClickException(f"no one is called {username}")
    return person


def checked(password: str) -> str:
    if len(password) < 8:
        raise click.ClickException("a password has at least 8 characters")
    return password

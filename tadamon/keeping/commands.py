"""flask --app wsgi backup · restore · check · reindex"""

import sqlite3
import sys
from pathlib import Path

import click
import psycopg
from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from tadamon.keeping import backup as saving
from tadamon.keeping import reindex as indexing
from tadamon.keeping import restore as bringing
from tadamon.keeping.archive import Unusable
from tadamon.keeping.checks import findings
from tadamon.keeping.engines import revision
from tadamon.records.files import NoSpace

MOST_LINES = 20
FAILURES = (Unusable, NoSpace, OSError, SQLAlchemyError, sqlite3.Error, psycopg.Error)


def init_app(app: Flask) -> None:
    for command in (backup, restore, check, reindex):
        app.cli.add_command(command)


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def backup(file):
    """Write database and files of this moment to FILE (a zip archive), while people go on working."""
    must_be_set_up()
    try:
        manifest, lines = saving.back_up(file.resolve())
    except FAILURES as error:
        raise click.ClickException(f"no backup was made: {error}") from error
    for line in lines:
        click.echo(f"! {line}", err=True)
    kept = sum(name.startswith("files/") for name in manifest["members"])
    click.echo(
        f"{file}: {manifest['rows']['records']} records, {kept} files, {file.stat().st_size:,} bytes; "
        "written, read again and compared"
    )


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--replace", is_flag=True, help="Put the backup in the place of the people and records here.")
def restore(file, replace):
    """Bring back a backup into an empty installation; then check it."""
    try:
        manifest = bringing.bring_back(file, replace)
    except FAILURES as error:
        raise click.ClickException(f"{file} was not restored: {error}") from error
    click.echo(f"restored what was kept at {manifest['made_at']} UTC: {manifest['rows']['records']} records")
    if indexing.renew():
        click.echo("the search index was written anew, in the way of this version")
    report(everything=False)


@click.command()
@click.option("--all", "everything", is_flag=True, help="Compare every record with the search index, not a sample.")
def check(everything):
    """Prove the integrity of database, search index, files, approvals and history; code 1 when it fails."""
    must_be_set_up()
    report(everything)


@click.command()
def reindex():
    """Write the search index anew, while people go on working."""
    must_be_set_up()
    for done, total in indexing.reindex():
        click.echo(f"\r{done} of {total} records", nl=False)
    click.echo("\nthe search index is new")


def report(everything: bool) -> None:
    """One line for each thing looked at, more for what is wrong; ends with code 1 when something is."""
    broken = False
    for name, found in findings(everything):
        faults = [each for each in found if each.fault]
        broken = broken or bool(faults)
        click.echo(f"{'✗' if faults else '!' if found else '✓'} {name}")
        for each in sorted(found, key=lambda each: not each.fault)[:MOST_LINES]:
            click.echo(f"    {'✗' if each.fault else '!'} {each.words}")
        if len(found) > MOST_LINES:
            click.echo(f"    … and {len(found) - MOST_LINES} more")
    if broken:
        click.echo("Something is wrong: see the lines marked ✗.", err=True)
        sys.exit(1)
    click.echo("all is well")


def must_be_set_up() -> None:
    if revision() is None:
        raise click.ClickException("the database is not set up yet; run: flask --app wsgi setup")

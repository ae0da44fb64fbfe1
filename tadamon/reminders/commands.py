"""flask --app wsgi remind"""

import click
from flask import Flask, current_app

from tadamon.extensions import db
from tadamon.reminders import composing, sending


def init_app(app: Flask) -> None:
    app.cli.add_command(remind)


@click.command()
def remind():
    """Tell by mail what falls due; run it from time to time, it composes once a day and tries again what failed."""
    if not current_app.config["TADAMON_MAIL_HOST"]:
        click.echo("TADAMON_MAIL_HOST is not set: no mail is composed or sent")
        return
    made = composing.compose()
    db.session.commit()
    click.echo("composed before today" if made is None else f"composed {made}")
    sent, failed = sending.send()
    click.echo(f"sent {sent}, waiting after a failure {failed}")

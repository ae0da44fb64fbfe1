"""A command of the application in a process of its own, on the same installation, that nobody waits for."""

import os
import subprocess
import sys
from pathlib import Path

from flask import current_app

from tadamon.extensions import db

ROOT = Path(__file__).parents[2]
SAME = ("TADAMON_MODE", "TADAMON_INSTANCE", "TADAMON_FILES", "TADAMON_URL")


def run(*command: str) -> None:
    config = current_app.config
    settings = {name: str(config[name]) for name in SAME} | {
        "DATABASE_URL": db.engine.url.render_as_string(hide_password=False),
        "TADAMON_SECRET_KEY": config["SECRET_KEY"],
    }
    subprocess.Popen(
        [sys.executable, "-m", "flask", "--app", "wsgi", *command],
        cwd=ROOT,
        env=os.environ | settings,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )

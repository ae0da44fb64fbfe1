"""Templates that were compiled once stay compiled: a worker that starts anew answers its first page at once."""

from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from pickle import UnpicklingError

import jinja2
from flask import Flask


class Compiled(jinja2.FileSystemBytecodeCache):
    """Compiled templates in a folder of ours. A disk that is full, closed or broken costs speed, nothing else."""

    def load_bytecode(self, bucket):
        try:
            super().load_bytecode(bucket)
        except (OSError, EOFError, ValueError, UnpicklingError):
            bucket.reset()

    def dump_bytecode(self, bucket):
        with suppress(OSError):
            super().dump_bytecode(bucket)


def init_app(app: Flask, rules: Path) -> None:
    """Keep compiled templates in TADAMON_COMPILED, apart for every version of Jinja and of `rules`, the file that sets it up."""
    made_by = sha256(jinja2.__version__.encode() + rules.read_bytes()).hexdigest()[:10]
    folder = Path(app.config["TADAMON_COMPILED"]) / made_by
    with suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    app.jinja_env.bytecode_cache = Compiled(str(folder), "%s")

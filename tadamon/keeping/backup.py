"""Database and files of one moment, in one archive, while people go on working."""

from pathlib import Path

from flask import current_app

from tadamon.keeping import archive
from tadamon.keeping.engines import engine
from tadamon.records import files
from tadamon.records.base import now


def back_up(target: Path) -> tuple[dict, list[str]]:
    """Write the archive; its manifest, and a line for each file that is not what its row says.

    Rows first, files after them: a file is stored before the row that names it, so every row's file is there.
    Raises Unusable, or OSError when the disk is full; then nothing is left behind.
    """
    with archive.writing(target) as out:
        with engine().snapshot(out) as snapshot:
            out.manifest |= {
                "made_at": now().isoformat(),
                "engine": engine().name,
                "revision": snapshot.revision(),
                "rows": snapshot.rows(),
            }
            named = snapshot.named_files()
            snapshot.write()
        lines = list(_files(out, named))
    return out.manifest | {"members": out.members}, lines


def _files(out: archive.Writer, named: dict[str, str]):
    """Add all files, each as it is; yield what a row names and does not find."""
    store = files.store_for(current_app.config["TADAMON_FILES"])
    for sha256 in sorted(store):
        with store.open(sha256) as file:
            out.add(f"files/{sha256}", iter(lambda file=file: file.read(archive.CHUNK), b""), packed=False)
    for sha256, column in named.items():
        kept = out.members.get(f"files/{sha256}")
        if kept is None:
            yield f"the file {sha256} of {column} is missing"
        elif kept["sha256"] != sha256:
            yield f"the file {sha256} of {column} is damaged"

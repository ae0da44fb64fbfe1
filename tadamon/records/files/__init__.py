"""Attachments as bytes: what is accepted, what it is called, where it is kept.

A route does, in this order::

    name = clean_filename(upload.filename)
    kind = inspect(name, upload.stream)         # raises FileRefused
    stored = store.put(upload.stream, LIMIT)    # raises FileRefused (TooLarge, NoSpace)
    …add the row with stored.sha256, stored.size, name, kind.extension, and commit

and serves it with ``headers(name, inline=…)`` on top of ``store.open(sha256)``.
Every refusal carries ``sentence`` (for the person, in their language) and ``status``.
"""

from tadamon.records.files.kinds import INLINE, KINDS, Kind, inspect
from tadamon.records.files.names import clean_filename, disposition, extension, headers
from tadamon.records.files.refusal import FileRefused, NoSpace, TooLarge
from tadamon.records.files.store import Store, Stored, store_for

__all__ = [
    "INLINE",
    "KINDS",
    "FileRefused",
    "Kind",
    "NoSpace",
    "Store",
    "Stored",
    "TooLarge",
    "clean_filename",
    "disposition",
    "extension",
    "headers",
    "inspect",
    "store_for",
]

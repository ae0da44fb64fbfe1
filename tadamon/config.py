"""Settings, read once from the environment and instance/config.py."""

import os
import secrets
import tempfile
from pathlib import Path

MODES = ("demo", "production", "test")
MAIL_TLS = ("none", "starttls", "tls")


class Unready(RuntimeError):
    """A setting is missing; the message says which and what to type."""


def settings(overrides: dict | None = None) -> dict:
    """The Flask configuration, from TADAMON_* variables; `overrides` win (tests).

    Raises Unready when production lacks what it cannot invent.
    """
    values = {**os.environ, **{k: v for k, v in (overrides or {}).items() if isinstance(v, str)}}
    mode = values.get("TADAMON_MODE", "demo")
    if mode not in MODES:
        raise Unready(f"TADAMON_MODE must be one of {', '.join(MODES)}, not {mode!r}")
    if values.get("TADAMON_MAIL_TLS") not in (None, "", *MAIL_TLS):
        raise Unready(f"TADAMON_MAIL_TLS must be one of {', '.join(MAIL_TLS)}")
    instance = Path(values.get("TADAMON_INSTANCE") or Path(__file__).parents[1] / "instance").resolve()
    instance.mkdir(parents=True, exist_ok=True)
    url = values.get("DATABASE_URL") or f"sqlite:///{instance / 'tadamon.db'}"
    config = {
        "TADAMON_MODE": mode,
        "TADAMON_INSTANCE": str(instance),
        "TADAMON_FILES": values.get("TADAMON_FILES") or str(instance / "files"),
        "TADAMON_COMPILED": values.get("TADAMON_COMPILED") or str(instance / "compiled"),
        "TADAMON_URL": (values.get("TADAMON_URL") or f"http://127.0.0.1:{values.get('PORT') or 8000}").rstrip("/"),
        "TADAMON_MAIL_HOST": values.get("TADAMON_MAIL_HOST"),
        "TADAMON_MAIL_PORT": int(values.get("TADAMON_MAIL_PORT") or 25),
        "TADAMON_MAIL_FROM": values.get("TADAMON_MAIL_FROM") or "tadamon@localhost",
        "TADAMON_MAIL_TLS": values.get("TADAMON_MAIL_TLS") or "none",
        "TADAMON_MAIL_USER": values.get("TADAMON_MAIL_USER"),
        "TADAMON_MAIL_PASSWORD": values.get("TADAMON_MAIL_PASSWORD"),
        "TADAMON_HTMX": values.get("TADAMON_HTMX", "cdn"),
        "TADAMON_DEMO_PASSWORD": values.get("TADAMON_DEMO_PASSWORD"),
        "SECRET_KEY": values.get("TADAMON_SECRET_KEY") or _own_key(instance, mode),
        "SQLALCHEMY_DATABASE_URI": psycopg(url),
        # What a statement failed with may be a person's number: it goes into no log.
        "SQLALCHEMY_ENGINE_OPTIONS": {"hide_parameters": True} | ({"pool_pre_ping": True} if "postgres" in url else {}),
        "MAX_CONTENT_LENGTH": 24 * 1024 * 1024,
        "MAX_FORM_MEMORY_SIZE": 2 * 1024 * 1024,
        "MAX_FORM_PARTS": 2000,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": values.get("TADAMON_HTTPS") == "1",
        "SESSION_COOKIE_NAME": "__Host-tadamon" if values.get("TADAMON_HTTPS") == "1" else "tadamon",
        "WTF_CSRF_TIME_LIMIT": None,
        "WTF_CSRF_SSL_STRICT": False,
        "TRUSTED_PROXIES": int(values.get("TADAMON_PROXIES", "0")),
    }
    return config | (overrides or {})


def psycopg(url: str) -> str:
    """The same URL, naming the driver we install."""
    for scheme in ("postgres://", "postgresql://"):
        if url.startswith(scheme):
            return "postgresql+psycopg://" + url[len(scheme) :]
    return url


def _own_key(instance: Path, mode: str) -> str:
    if mode == "production":
        raise Unready(
            "TADAMON_SECRET_KEY is not set. Make one with:\n"
            "  python3 -c 'import secrets; print(secrets.token_hex(32))'\n"
            "and give it to every process of this installation."
        )
    file = instance / "secret-key"
    if not file.exists():
        _write_whole(file, secrets.token_hex(32))
    return file.read_text().strip()


def _write_whole(file: Path, text: str) -> None:
    """Nobody ever sees half of the file, and whoever comes second keeps the first one's."""
    handle, mine = tempfile.mkstemp(dir=file.parent)
    try:
        with os.fdopen(handle, "w") as out:
            out.write(text)
        os.link(mine, file)
    except FileExistsError:
        pass
    finally:
        os.unlink(mine)

"""Addresses that come from outside."""

from urllib.parse import urljoin, urlsplit

from flask import request


def within(target: str | None) -> str | None:
    """`target` if it stays on this site, else None.

    Browsers drop tabs and read backslashes as slashes, so any such character is refused.
    """
    if not target or any(ord(c) <= 0x20 or c in "\\\x7f" for c in target) or not target.startswith("/"):
        return None
    here, there = urlsplit(request.host_url), urlsplit(urljoin(request.host_url, target))
    return target if (here.scheme, here.netloc) == (there.scheme, there.netloc) else None

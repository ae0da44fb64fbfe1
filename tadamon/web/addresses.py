"""Addresses that come from outside."""



def within(target: str | None) -> str | None:
    """`target` if it stays on this site, else None.

    Browsers drop tabs, read backslashes as slashes and take what follows two or more slashes for
    another host, so any such target is refused.
    """
    if not target or any(ord(c) <= 0x20 or c in "\\\x7f" for c in target):
        return None
    return target if target.startswith("/") and not target.startswith("//") else None

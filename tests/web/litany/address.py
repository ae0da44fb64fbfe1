from dataclasses import dataclass, field


@dataclass(frozen=True)
class Address:
    """`who`: public, open, read, write, approve or administer. `page`/`piece`: the status its holder is
    answered with (303 when there is no page of its own, None when htmx never asks).

    `bad` is input that must be answered 422; `theirs` what a colleague saves while one's form is open.
    `form` is the page the form stands on, when it carries more than `data`. `quiet`: pages ask for it by
    themselves.
    """

    endpoint: str
    method: str
    path: str
    who: str = "write"
    page: int = 200
    piece: int | None = 200
    data: dict = field(default_factory=dict)
    bad: dict | None = None
    theirs: dict | None = None
    form: str | None = None
    json: bool = False
    quiet: bool = False

    def __str__(self):
        return f"{self.method} {self.path}"


def page(endpoint: str, path: str, who: str = "write", **more) -> Address:
    """One that only whole pages ask for."""
    return Address(endpoint, "GET", path, who, **{"piece": None} | more)


def verb(endpoint: str, path: str, who: str = "write", **more) -> Address:
    """A form that leads to another page."""
    return Address(endpoint, "POST", path, who, **{"page": 303, "piece": None} | more)

"""The side navigation: rooms add their links, a link shows to those who may follow it."""

from dataclasses import dataclass

from flask import Flask, current_app, request, url_for

from tadamon.access import can


@dataclass(frozen=True)
class Link:
    group: object
    text: object
    endpoint: str
    action: str
    order: int


def add_link(app: Flask, *link) -> None:
    app.extensions.setdefault("navigation", []).append(Link(*link))


def room_name(endpoint: str) -> object:
    """What the navigation calls the room of a page."""
    links = current_app.extensions.get("navigation", [])
    room = endpoint.partition(".")[0]
    return next((link.text for link in links if link.endpoint.partition(".")[0] == room), room)


# {endpoint: function that counts what is late there}, for what costs a page no statement of its own.
counts: dict = {}


def navigation() -> list[dict]:
    """[{title, links: [{text, url, current}]}] for the signed-in person; group None comes first."""
    links = sorted(current_app.extensions.get("navigation", []), key=lambda link: link.order)
    groups: dict = {}
    homes = {link.endpoint.rpartition(".")[0]: link.endpoint for link in links}  # of two links of a room, the last
    here = (
        request.endpoint if any(link.endpoint == request.endpoint for link in links) else homes.get(request.blueprint)
    )
    for link in links:
        if can(link.action):
            current = link.endpoint == here
            groups.setdefault(link.group, []).append(
                {
                    "text": link.text,
                    "url": url_for(link.endpoint),
                    "current": current,
                    "late": counts[link.endpoint]() if link.endpoint in counts else None,
                }
            )
    return [{"title": title, "links": links} for title, links in groups.items()]

"""A page for a link, a fragment for htmx: the only place that reads HX-* headers."""

from urllib.parse import quote, urlsplit

from flask import flash, make_response, redirect, render_template, request


def wants_fragment() -> bool:
    return request.headers.get("HX-Request") == "true" and "HX-History-Restore-Request" not in request.headers


def fragment_or_page(
    fragment: str, page: str = "layout/editing.html", status: int = 200, said=None, headers=None, **context
):
    """Render the fragment alone for htmx (with `headers`), or a whole page that includes it.

    `said` is a sentence for the live region.
    """
    template = fragment if wants_fragment() else page
    response = make_response(render_template(template, fragment=fragment, **context), status)
    if wants_fragment():
        response.headers.update(headers or {})
        if said:
            response.headers["X-Said"] = quote(str(said))
    response.vary.add("HX-Request")
    return response


def done(fragment: str, back: str, said, headers=None, **context):
    """After a verb: the changed fragment for htmx, or 303 to the page it belongs to.

    The event "saved" lets other fragments of the page refresh themselves.
    """
    if wants_fragment():
        headers = {"HX-Trigger": "saved"} | (headers or {})
        return fragment_or_page(fragment, said=said, headers=headers, back=back, **context)
    flash(str(said), "done")
    return redirect(back, 303)


def again(said, back: str):
    """The page `back` for htmx, loaded anew also when one stands on it: what changed stands at several places of it."""
    flash(str(said), "done")
    response = make_response("", 200)
    here = urlsplit(request.headers.get("HX-Current-URL", back)).path == urlsplit(back).path
    response.headers.update({"HX-Refresh": "true"} if here else {"HX-Redirect": back})
    response.headers["X-Said"] = quote(str(said))
    return response


def go(url: str):
    """303 to another page; htmx is told to load it whole."""
    if not wants_fragment():
        return redirect(url, 303)
    response = make_response("", 200)
    response.headers["HX-Redirect"] = url
    return response

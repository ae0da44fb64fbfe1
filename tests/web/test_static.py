import gzip


def test_static_is_small_and_kept(visitor):
    page = visitor.get("/sign-in").page
    href = next(link.attrs["href"] for link in page.all("link") if "app.css" in link.attrs.get("href", ""))
    a = visitor.client.get(href, headers={"Accept-Encoding": "gzip"})
    assert a.headers["Content-Encoding"] == "gzip" and "immutable" in a.headers["Cache-Control"]
    assert len(a.data) < 7500 and b"@layer" in gzip.decompress(a.data)
    assert "Content-Security-Policy" in a.headers

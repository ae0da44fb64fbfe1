"""Browsers: Debian's Chromium of today, and Chromium 109, the oldest that tadamon promises to serve."""

import shutil
from contextlib import contextmanager

import brotli

from . import Missing, npm

OLD = npm.Package(
    "@sparticuz/chromium",
    "109.0.6",
    "9hTE03DXnrWTiGNpfjLfmGhIfmiVAerSPinDb+x5bBdM4KF4PMM1NZ0A+V7WKazoA+CasSX/osHK8K0MuO6uqg==",
)
AXE = npm.Package(
    "axe-core",
    "4.14.1",
    "FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37OgudVGtQ==",
)
ARGS = [
    "--no-sandbox",
    "--no-zygote",  # Chromium 109 comes as a bare binary, without the files a zygote wants
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]


def executable():
    """Path of this machine's Chromium, as text: its shell without a window where there is one."""
    for name in ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"):
        if path := shutil.which(name):
            return path
    raise Missing("Chromium", "sudo apt-get install --no-install-recommends chromium")


def chromium_109():
    """Path of Chromium 109, as text; fetched at the first call. It uses the libraries of Debian's."""
    return str(npm.fetch(OLD, prepare=_inflate) / "chromium")


def axe():
    """The source of axe-core as text, for `page.add_script_tag(content=…)` or `page.evaluate`."""
    return (npm.fetch(AXE) / "axe.min.js").read_text()


@contextmanager
def browser(playwright, old=False, **options):
    """A headless playwright Browser, closed at the end: today's Chromium, or 109 when `old`.

    `playwright` is what sync_playwright() yields; `options` go to its `launch`.
    """
    path = chromium_109() if old else executable()
    mode = "--headless" if old else "--headless=new"
    running = playwright.chromium.launch(executable_path=path, args=[mode, *ARGS], **options)
    try:
        yield running
    finally:
        running.close()


def _inflate(folder):
    packed = folder / "bin"
    binary = folder / "chromium"
    binary.write_bytes(brotli.decompress((packed / "chromium.br").read_bytes()))
    binary.chmod(0o755)
    npm.untar(brotli.decompress((packed / "swiftshader.tar.br").read_bytes()), folder)
    shutil.rmtree(packed)

"""The application as the server and the commands start it."""

import gc

gc.disable()  # what is loaded now stays: walking it again and again would be a quarter of the start
from tadamon import create_app  # noqa: E402

app = create_app()
gc.freeze()
gc.enable()

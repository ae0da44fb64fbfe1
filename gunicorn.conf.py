"""How the web server runs.

HOST, PORT and WORKERS come from the environment, and so does FORWARDED_ALLOW_IPS: the addresses of the
proxies whose X-Forwarded-* headers are believed.
"""

import gc
import os

host, port = os.environ.get("HOST", "127.0.0.1"), os.environ.get("PORT", "8000")
address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"

wsgi_app = "wsgi:app"
bind = address
workers = int(os.environ.get("WORKERS", "2"))
worker_class = "gthread"
threads = 4
timeout = 60
graceful_timeout = 20
max_requests = 20_000
max_requests_jitter = 2_000
preload_app = True  # loaded once: a worker that is replaced is there at once, and all share what was loaded
control_socket_disable = True
worker_tmp_dir = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
forwarded_allow_ips = os.environ.get("FORWARDED_ALLOW_IPS", "127.0.0.1,::1")
limit_request_line = 8190
accesslog = None
loglevel = "warning"


def post_worker_init(worker):
    """wsgi.py froze what was loaded; the rest is walked more rarely too: together an eighth of the time of a page."""
    gc.set_threshold(10_000, 20, 20)


def when_ready(server):
    """Printed once the port is open: the line a person waits for."""
    print(f"→ tadamon answers at http://{address} (Ctrl-C stops it)", flush=True)

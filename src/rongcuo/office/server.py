"""The server itself: gunicorn with threads, in the foreground."""

import errno
import socket
from collections.abc import Callable
from typing import Any

from django.db import connections
from django.urls import get_resolver
from gunicorn.app.base import BaseApplication
from gunicorn.util import import_app

from rongcuo.base import Place, Problem
from rongcuo.office.setup import NotReady

APPLICATION = "rongcuo.site.wsgi:application"
WORKERS, THREADS = 2, 4
_IN_USE = {errno.EADDRINUSE: "setup.port_in_use", errno.EACCES: "setup.port_denied"}


def check_address(host: str, port: int) -> None:
    """Raises ``NotReady`` unless ``port`` can be listened on; port 0 means any that is free."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except (OSError, OverflowError) as fault:
        code = _IN_USE.get(getattr(fault, "errno", None) or 0, "setup.address")
        params = {"host": host, "port": port, "reason": getattr(fault, "strerror", None) or str(fault)}
        raise NotReady(Problem(code, params, Place(field="--port"))) from fault


def serve(host: str, port: int, ready: Callable[[str], None]) -> None:
    """Serve until the process is told to stop; ``ready`` is called once with the address.

    The application is loaded before anything listens: what is wrong with it is
    raised here. Ends with ``SystemExit``.
    """
    import_app(APPLICATION)
    _ = get_resolver().url_patterns
    connections.close_all()
    _Server(host, port, ready).run()


class _Server(BaseApplication):
    def __init__(self, host: str, port: int, ready: Callable[[str], None]) -> None:
        self._ready = ready
        self._bind = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        super().__init__()

    def load_config(self) -> None:
        """Few workers: the database lets one writer in at a time anyhow."""
        chosen: dict[str, Any] = {
            "bind": self._bind,
            "worker_class": "gthread",
            "workers": WORKERS,
            "threads": THREADS,
            "timeout": 60,
            "graceful_timeout": 10,
            "loglevel": "warning",
            "proc_name": "rongcuo",
            "control_socket_disable": True,
            "when_ready": lambda arbiter: self._ready(_address(arbiter.LISTENERS[0].sock)),
        }
        for name, value in chosen.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """The application, in each worker."""
        return import_app(APPLICATION)


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"

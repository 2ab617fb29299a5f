"""The server itself: gunicorn with threads, in the foreground."""

import errno
import os
import signal
import socket
import sys
from collections.abc import Callable
from importlib import import_module
from typing import Any

from django.conf import settings
from django.db import connections
from django.urls import get_resolver
from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter
from gunicorn.util import import_app

from rongcuo.base import Place, Problem
from rongcuo.office.setup import NotReady

APPLICATION = "rongcuo.site.wsgi:application"
WORKERS, THREADS = 2, 4
STOPPING = (signal.SIGTERM, signal.SIGQUIT, signal.SIGINT)
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
            "graceful_timeout": 20,
            "loglevel": "warning",
            "proc_name": "rongcuo",
            "control_socket_disable": True,
            "post_fork": _begin_stoppable,
            "post_worker_init": _keep_ticking,
            "worker_exit": _leave,
            "when_ready": lambda arbiter: self._ready(_address(arbiter.LISTENERS[0].sock)),
        }
        for name, value in chosen.items():
            self.cfg.set(name, value)

    def run(self) -> None:
        """Master and workers, until the signal to stop."""
        _Master(self).run()

    def load(self) -> Any:
        """The application, in each worker."""
        return import_app(APPLICATION)


class _Master(Arbiter):
    """Forks its workers so that none misses the signal to stop.

    A new worker has the master's handlers until it sets its own, and they
    would only note the signal; the master would then wait its whole grace and
    kill it. So the signals wait while a worker is forked, and a worker that is
    told to stop before it has begun goes at once.
    """

    def spawn_worker(self) -> Any:
        """Returns in the master only; the worker runs and exits in here."""
        signal.pthread_sigmask(signal.SIG_BLOCK, STOPPING)
        try:
            return super().spawn_worker()
        finally:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPPING)


def _keep_ticking(_worker: object) -> None:
    """Only a worker has the models at hand."""
    import_module("rongcuo.office.ticking").keep_ticking(settings.OPTIONS.tick_minutes)


def _begin_stoppable(_arbiter: object, _worker: object) -> None:
    for number in STOPPING:
        signal.signal(number, lambda *_: os._exit(0))
    signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPPING)


def _leave(_arbiter: object, _worker: object) -> None:
    """A worker that has answered what it had taken goes at once.

    The interpreter's own way out would wait for its threads, and the thread that ticks may be at something long; what
    a tick has not committed is undone, as after any sudden end.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    ending = sys.exc_info()[1]
    code = ending.code if isinstance(ending, SystemExit) else 0
    os._exit(code if isinstance(code, int) else 0)  # the master tells a worker that could not begin by its code


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"

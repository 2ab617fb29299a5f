"""Programs of the unit's own that a signed document can be handed to: its OFD converter, its certified seal service.

A seal is the unit's business and its law (GB/T 38540): nothing here draws one. A port is a command; it reads the PDF
from one file and writes what it made to another.
"""

import shlex
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from django.conf import settings

from rongcuo.base import Problem

PATIENCE = 60
"""Seconds that a program may take."""

Name = Literal["ofd", "sealed"]


@dataclass(frozen=True, slots=True)
class Port:
    """A way out for signed documents; ``signer_only`` where it stands for the signer's own act."""

    name: Name
    label: str
    command: Callable[[], str]
    suffix: str
    media_type: str
    signer_only: bool = False

    @property
    def is_there(self) -> bool:
        """Whether the unit has set its command."""
        return bool(self.command())


PORTS: Mapping[str, Port] = {
    port.name: port
    for port in (
        Port("ofd", "OFD版式文件", lambda: str(settings.OFD_CONVERTER), ".ofd", "application/ofd"),
        Port("sealed", "用印", lambda: str(settings.SEAL_SERVICE), ".pdf", "application/pdf", signer_only=True),
    )
}


def through(port: Port, pdf: bytes) -> bytes | Problem:
    """What the unit's program made of a document, or what kept it from doing so."""
    with TemporaryDirectory() as folder:
        source, target = Path(folder) / "source.pdf", Path(folder) / f"target{port.suffix}"
        source.write_bytes(pdf)
        places = {"source": str(source), "target": str(target)}
        command = [word.format_map(places) for word in shlex.split(port.command())]
        try:
            done = subprocess.run(  # noqa: S603 - the operator's own command, from the settings
                command, capture_output=True, timeout=PATIENCE, check=False, stdin=subprocess.DEVNULL
            )
        except (OSError, subprocess.TimeoutExpired) as fault:
            return Problem("documents.port_failed", {"port": port.label, "reason": str(fault)})
        if done.returncode or not target.is_file():
            reason = done.stderr.decode("utf-8", "replace").strip()[-200:] or f"exit {done.returncode}"
            return Problem("documents.port_failed", {"port": port.label, "reason": reason})
        return target.read_bytes()

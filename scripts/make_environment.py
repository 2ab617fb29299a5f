"""Make the virtual environment that `make setup` fills.

Plain enough for any Python since 3.6, so that one too old for the product can say so in a sentence.
"""

import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

OLDEST = (3, 11)
NEWER = ("python3.14", "python3.13", "python3.12", "python3.11")
VERSION = f"{sys.version_info[0]}.{sys.version_info[1]}"


def demand_version() -> None:
    """Refuse a Python older than the product needs; name a newer one if the machine has it."""
    if sys.version_info >= OLDEST:
        return
    newer = next(filter(shutil.which, NEWER), "/path/to/python3.11")
    sys.exit(
        f"Rongcuo needs Python 3.11 or newer; {sys.executable} is {VERSION}.\n"
        f"Name another one: make setup PYTHON={newer}"
    )


def demand_venv() -> None:
    """Debian and Ubuntu ship venv and ensurepip apart from Python; name their package."""
    missing = [name for name in ("venv", "ensurepip") if find_spec(name) is None]
    if missing:
        sys.exit(
            f"{sys.executable} cannot make an environment: {' and '.join(missing)} missing.\n"
            f"On Debian or Ubuntu: apt-get install python3-venv   (or python{VERSION}-venv)"
        )


def works(folder: Path) -> bool:
    """Whether the environment in `folder` starts, has pip, and its Python is new enough."""
    probe = f"import sys, pip; sys.exit(sys.version_info < {OLDEST})"
    interpreter = folder / "bin" / "python"
    return interpreter.exists() and subprocess.call([interpreter, "-c", probe], stderr=subprocess.DEVNULL) == 0


def main(folder: Path) -> None:
    """Make the environment in `folder`, or keep the one that works."""
    if works(folder):
        return
    demand_version()
    demand_venv()
    print(f"Making the environment in {folder} with Python {VERSION} …", flush=True)
    if subprocess.call([sys.executable, "-m", "venv", "--clear", folder]) != 0:
        sys.exit("The environment could not be made; the lines above say why.")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

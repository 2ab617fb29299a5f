"""What only the office's tests need: districts with few and with many case files."""

from collections.abc import Callable

import pytest

from tests.builders import Scene

SIZES = (10, 1000)


def fill(size: int) -> Callable[[], None]:
    """Files through the door, all seen by the head of the investigating organ; a few have gone further."""

    def filled() -> None:
        scene = Scene()
        for stage in ("notified", "reviewing", "served"):
            scene.at(stage)
        for _ in range(size - 3):
            scene.act("gulan", "open")

    return filled


@pytest.fixture(scope="session")
def sizes(all_databases):
    """For each vendor a database of each size."""
    return {
        name: {size: databases.template(fill(size), databases.district) for size in SIZES}
        for name, databases in all_databases.items()
    }

"""The one door: an act is carried out whole, or nothing happens."""

import pytest

from tests.builders import Scene

pytestmark = pytest.mark.usefixtures("database")


def test_a_file_goes_from_opening_to_service_through_the_door():
    scene = Scene()
    file = scene.at("served")
    assert "served" == file.stage

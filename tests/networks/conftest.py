"""A network to put people on."""

import pytest

from tests import build


@pytest.fixture
def network(people, phase_at):
    """The number of a network whose contract has not been agreed: only its own know of it."""
    return build.document(phase_at("draft")).network.number

"""Whatever anybody does, in whatever order: no step is illegal, and each is told by exactly one event."""

from collections import Counter

import pytest
from sqlalchemy import event

from app.core import events
from app.core.db import db
from app.documents import integrity
from tests.lifecycle import arrows
from tests.walks import steps
from tests.walks.walk import Walk

STEPS = 40
ENOUGH = 500  # so many walks do everything that can be done; fewer leave a little out


@pytest.fixture
def unsynced(installation):
    """What is stored is the question, not whether it outlives a power cut (tests/faults): nobody waits for the disk."""

    def prepare(connection, _record):
        connection.execute("PRAGMA synchronous=OFF")

    with installation.app.app_context():
        engine = db.engine
    event.listen(engine, "connect", prepare)
    yield
    event.remove(engine, "connect", prepare)


def test_no_walk_of_anybody_s_acts_takes_an_illegal_step_and_each_step_is_told_once(
    installation, unsynced, people, departments, rounds
):
    done, refused, taken, walks = Counter(), Counter(), Counter(), 0
    for seed in rounds(50, 1000):
        with installation.begun_from("cast"):
            walk = Walk(seed, people, departments, installation.folder / "netvaerk.db")
            for act, outcome, *_rest in walk.go(STEPS):
                (refused if outcome == "refused" else done)[act] += 1
            taken.update(told["action"] for told in walk.rows.all("event"))
            walk.close()
            walks += 1
            assert events.first_break() is None
            assert integrity.first_break() is None
    # They are no walks that get nowhere: acts are done and acts are refused, and the networks take their steps.
    never = [*(steps.EVENTS.keys() - done.keys()), *(arrows.ARROWS.keys() - taken.keys())]
    assert "adopt" in never, "only what was under way before it came here is taken over from paper"
    assert len(never) <= (1 if walks >= ENOUGH else 6), never
    assert steps.EVENTS.keys() - refused.keys() <= {"open", "propose"} or walks < ENOUGH
    assert {"network.decided", "network.started", "network.stopped"} <= taken.keys()

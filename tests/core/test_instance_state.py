"""What keeps CPython 3.11 from crashing over the states of loaded objects (docs/decisions/0009)."""

import gc

from sqlalchemy.orm.state import InstanceState


class Thing:
    """Something that is loaded."""


def test_no_attribute_of_a_state_needs_a_dict_of_its_own():
    things = [Thing() for _ in range(60)]
    states = [InstanceState(thing, None) for thing in things]
    for name in ("session_id", "key", "modified", "expired", "_strong_obj", "load_path", "insert_order"):
        setattr(states[-1], name, None)
    assert [found for found in gc.get_referents(states[-1]) if isinstance(found, dict) and "key" in found] == []

"""Keeps CPython 3.11 from crashing over SQLAlchemy's InstanceState (docs/decisions/0009)."""

from sqlalchemy.orm.state import InstanceState


class _Anything:
    """What has a state has a class."""


def name_all_attributes() -> None:
    """Make every attribute that an InstanceState can get known to its class before there is any other state: then none
    of them needs a dict of its own, in the making of which the garbage collector sets the same attribute again.

    CPython closes a class's shared attribute names after some thirty instances."""
    first = InstanceState(_Anything(), None)  # type: ignore[arg-type]  # no manager is asked
    for name in InstanceState.__annotations__:
        if name not in InstanceState.__slots__:
            setattr(first, name, getattr(InstanceState, name, None))

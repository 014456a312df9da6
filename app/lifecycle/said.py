"""A network's states and the acts that lead it on, in words."""

from typing import NamedTuple

from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString

# As in "The network is …".
STATES = {
    "idea": _("an idea"),
    "proposed": _("proposed"),
    "decided": _("decided"),
    "preparing": _("being prepared"),
    "running": _("running"),
    "concluding": _("concluding"),
    "outcome_proposed": _("waiting for a decision on its outcome"),
    "closing": _("closing"),
    "closed": _("closed"),
    "postponed": _("postponed"),
    "rejected": _("not acceded to"),
    "withdrawn": _("given up"),
}


# What chefforum is told of.
ABOUT = {"network": _("the network"), "composition": _("who takes part")}


class Words(NamedTuple):
    """The page's heading, what the act does, its button, and what is said when it is done."""

    heading: LazyString
    what: LazyString
    button: LazyString
    done: LazyString


ACTS = {
    "move_on": Words(
        _("Lead the network on"),
        _("The network is %(state)s. Now it becomes %(target)s, although it does not do so by itself yet."),
        _("Lead the network on"),
        _("The network has been led on."),
    ),
    "stop": Words(
        _("Stop the network"),
        _("The network is given up before its time. What has been agreed can still be read."),
        _("Stop the network"),
        _("The network has been stopped."),
    ),
    "reopen": Words(
        _("Take the network up again"),
        _("The network goes on from where what has been agreed allows."),
        _("Take the network up again"),
        _("The network has been taken up again."),
    ),
}

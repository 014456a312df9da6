"""Who may do what to a document in which state. All of it reads only what it is given."""

from flask_babel import lazy_gettext as _

from app.core.actions import Action, Actor, policy
from app.documents import standing
from app.documents.catalogue import before, kind_of
from app.documents.models import STATES, Document
from app.documents.relations import READERS, readable_versions, reads_draft, relations
from app.networks import rules as networks


def visible_text(actor: Actor, document: Document) -> str | None:
    """A party reads what was sent, never the draft behind it (domain.md 13)."""
    if reads_draft(actor, document) or document.current in readable_versions(actor, document):
        return None
    return str(_("The text is being written again. You are told when it is sent to you."))


def has_print(actor: Actor, document: Document) -> bool:
    """Whether the actor can have the document on paper: as it stands, or as it is in force meanwhile."""
    return POLICY.may(actor, "document.print", document).allowed or document.in_force in readable_versions(
        actor, document
    )


def has_no_agreed_text(_actor: Actor, document: Document) -> str | None:
    sentence = _("A text that has been agreed is not withdrawn. Give the change up instead.")
    return str(sentence) if document.agreed_n else None


def has_agreed_text(_actor: Actor, document: Document) -> str | None:
    return None if document.agreed_n else str(_("Nothing has been agreed yet, so there is no change to give up."))


def follows_what_is_in_force(_actor: Actor, document: Document) -> str | None:
    """R5: phases are agreed in order."""
    earlier = before(document)
    if earlier is None or kind_of(earlier).basis(earlier):
        return None
    return str(_("The phase before it is no longer in force. It must be agreed first."))


def is_joint(_actor: Actor, document: Document) -> str | None:
    return None if kind_of(document).is_joint else str(_("This text is sent to be approved, one by one."))


def is_not_joint(_actor: Actor, document: Document) -> str | None:
    return str(_("This text is agreed on together, at the workshop.")) if kind_of(document).is_joint else None


def no_body_has_acceded(_actor: Actor, document: Document) -> str | None:
    """R16: what a body has decided about stands until somebody who is asked sends the text back."""
    parties = document.current.parties if document.current else []
    body = next((party.label for party in parties if party.is_forum and party.has_approved), None)
    if body is None:
        return None
    told = {"body": body}
    return str(
        _("%(body)s has acceded to the text, so it is not taken back. Who is still to answer can send it back.", **told)
    )


def awaits_forum(_actor: Actor, document: Document) -> str | None:
    return None if standing.awaited_forum(document) else str(_("No decision of a body is awaited now."))


def awaits_signature(_actor: Actor, document: Document) -> str | None:
    if standing.signing(document):
        return None
    return str(_("Only a body's decision is awaited, and a body does not sign."))


def is_in_force(_actor: Actor, document: Document) -> str | None:
    version = document.in_force
    if version and version.paper_day:
        return str(_("It was agreed on paper. Nobody is asked again."))
    return None if version else str(NOT_AGREED_ON)


def is_on_paper(document: Document) -> bool:
    """Whether it may have been agreed on paper before its network came here, and has not been entered."""
    network = document.network
    return network.is_taken_over and network.state in networks.PUBLISHED and not document.versions


def was_under_way(_actor: Actor, document: Document) -> str | None:
    """Only what was agreed before the network came here is taken over without new approvals (domain.md 15)."""
    if is_on_paper(document):
        return None
    return str(_("Only a text that was agreed before the network came here is taken over from paper."))


def is_asked_by_name(actor: Actor, document: Document) -> str | None:
    """The leader answers by recording the agreement, the others one by one (R17)."""
    parties = document.in_force.parties if document.in_force else []
    if networks.takes_part(actor, document.network_id) and any(party.person_id == actor.person_id for party in parties):
        return None
    return str(_("You are not asked to answer. Who leads the network records the agreement."))


ALL = frozenset(STATES)
DRAFT, SENT, AGREED_STATE = frozenset({"draft"}), frozenset({"sent"}), frozenset({"agreed"})
IN_FORCE = frozenset({"agreed", "draft"})  # a draft may be the change of a text that is in force
DRAFTERS, OFFICE_ALONE, KEEPER = frozenset({"drafter"}), frozenset({"office"}), frozenset({"keeper"})
NOT_AGREED_ON = _("The text is not agreed on now.")
NOT_OUT = _("The text is not out for approval now.")
NOT_DRAFT = {
    "sent": _("The text is out for approval. Take it back if you want to change it."),
    "agreed": _("The text is agreed and locked. Begin a change if it has to be different."),
    "withdrawn": _("The text is withdrawn. Take it up again first."),
    "ended": _("The text has ended."),
}

POLICY = policy(
    "document",
    relations,
    STATES,
    Action("document.read", READERS, ALL),
    Action("document.print", READERS, ALL, terms=(visible_text,)),
    Action("document.edit", DRAFTERS, DRAFT, event="document.edited", wrong_state=NOT_DRAFT),
    Action("document.remark", DRAFTERS, DRAFT, event="document.remarked", wrong_state=NOT_DRAFT),
    Action("document.settle_remark", DRAFTERS, DRAFT, event="document.remark_settled", wrong_state=NOT_DRAFT),
    Action(
        "document.send",
        DRAFTERS,
        DRAFT,
        terms=(is_not_joint, follows_what_is_in_force),
        targets=("sent", "agreed"),
        event="document.sent",
        wrong_state=_("The text has been sent already."),
    ),
    Action(
        "document.recall",
        DRAFTERS,
        SENT,
        terms=(no_body_has_acceded,),
        targets=("draft",),
        event="document.recalled",
        wrong_state=_("Only a text that is out for approval can be taken back."),
    ),
    Action(
        "document.approve",
        frozenset({"awaited"}),
        SENT,
        terms=(follows_what_is_in_force,),
        targets=("sent", "agreed"),
        event="document.approved",
        wrong_state=NOT_OUT,
    ),
    Action(
        "document.send_back",
        frozenset({"awaited", "consented"}),
        SENT,
        targets=("draft",),
        event="document.sent_back",
        wrong_state=NOT_OUT,
    ),
    Action(
        "document.decide",
        OFFICE_ALONE,
        SENT,
        terms=(awaits_forum,),
        targets=("sent", "agreed", "draft"),
        event="document.decided",
        wrong_state=NOT_OUT,
    ),
    Action(
        "document.record_paper",
        KEEPER,
        SENT,
        terms=(awaits_signature, follows_what_is_in_force),
        targets=("sent", "agreed"),
        event="document.approved_on_paper",
        wrong_state=NOT_OUT,
    ),
    Action(
        "document.adopt",
        OFFICE_ALONE,
        DRAFT,
        terms=(was_under_way,),
        targets=("agreed",),
        event="document.adopted",
        wrong_state=NOT_DRAFT,
    ),
    Action(
        "document.agree_jointly",
        DRAFTERS,
        DRAFT,
        terms=(is_joint, follows_what_is_in_force),
        targets=("agreed",),
        event="document.agreed_jointly",
        wrong_state=NOT_DRAFT,
    ),
    Action(
        "document.answer_joint",
        frozenset({"awaited", "consented"}),  # an answer can be changed; the last one counts
        IN_FORCE,
        terms=(is_joint, is_in_force, is_asked_by_name),
        event="document.answered",
        wrong_state=NOT_AGREED_ON,
    ),
    Action(
        "document.invite",
        DRAFTERS,
        IN_FORCE,
        terms=(is_joint, is_in_force),
        event="document.invited",
        wrong_state=NOT_AGREED_ON,
    ),
    Action(
        "document.revoke_link",
        DRAFTERS,
        IN_FORCE,  # the links of an older text are dead already
        terms=(is_joint, is_in_force),
        event="document.link_revoked",
        wrong_state=NOT_AGREED_ON,
    ),
    Action(
        "document.change",
        DRAFTERS,
        AGREED_STATE,
        targets=("draft",),
        event="document.change_begun",
        wrong_state={
            **dict.fromkeys(STATES, _("Only an agreed text is changed in this way.")),
            "draft": _("The text is being written now. Write in it as it stands."),
        },
    ),
    Action(
        "document.give_up",
        DRAFTERS,
        DRAFT,
        terms=(has_agreed_text,),
        targets=("agreed",),
        event="document.change_given_up",
        wrong_state=_("There is no change being written now."),
    ),
    Action(
        "document.withdraw",
        DRAFTERS,
        DRAFT,
        terms=(has_no_agreed_text,),
        targets=("withdrawn",),
        event="document.withdrawn",
        wrong_state=NOT_DRAFT,
    ),
    Action(
        "document.resume",
        DRAFTERS,
        frozenset({"withdrawn"}),
        targets=("draft",),
        event="document.resumed",
        wrong_state=_("Only a withdrawn text can be taken up again."),
    ),
    Action(
        "document.end",
        KEEPER,
        AGREED_STATE,
        targets=("ended",),
        event="document.ended",
        wrong_state=_("Only an agreed text can be ended."),
    ),
)

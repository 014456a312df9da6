"""The three cooperation agreements: each one entry, between the network's leader and the holder of another post."""

from collections.abc import Callable
from dataclasses import dataclass, field

from flask import url_for
from flask_babel import gettext as _

from app.agreements import prompts, questions, telling
from app.agreements.documents import print_agreement
from app.agreements.prompts import Prompts
from app.core.actions import Actor, Position
from app.core.formats import lower_first
from app.documents import relations
from app.documents.catalogue import KINDS, Answers, Door, Kind, register
from app.documents.models import Document
from app.documents.questions import Question
from app.networks.models import Network
from app.people.models import Function, post_label

LEADER = Function.NETVAERKSLEDER


@dataclass(frozen=True)
class Agreement(Kind):
    """A kind of agreement between who leads the network and another. `prompts` are what each can think about alone."""

    prompts: Prompts = field(default_factory=dict)

    @property
    def opposite(self) -> Function:
        """The post across from the leader's."""
        return Function(self.between[1])

    @property
    def is_chosen(self) -> bool:
        """Whether the leader names who holds it when the agreement begins; the others hold their post before."""
        return self.opposite == Function.PERSONALELEDER


def _number(network: Network) -> str:
    """One series for all the agreements of a network: SA-2026-014-2."""
    begun = sum(isinstance(KINDS[document.kind], Agreement) for document in network.documents)
    return f"SA-{network.number}-{begun + 1}"


def _something(document: Document, answers: Answers) -> dict[str, str]:
    """Nobody is asked to agree to an empty text."""
    asked = KINDS[document.kind].questions
    if any(answers.get(question.key, "").strip() for question in asked):
        return {}
    return {asked[0].key: _("Write at least one answer")}


def _talk(actor: Actor, document: Document, opposite: Function) -> list[Door]:
    """The way to the talk, for the two alone."""
    if document.state == "ended" or not relations.drafts(actor, document):
        return []
    address = url_for("agreements.meet", number=document.network.number, post=str(opposite))
    return [(_("The talk"), address, "quiet")]


def agreement(
    opposite: Function,
    title: str,
    intro: str,
    asked: tuple[Question, ...],
    alone: Prompts,
    *,
    is_private: bool = False,
    doors: Callable[[Actor, Document], list[Door]] = lambda _actor, _document: [],
) -> Agreement:
    """The entry of the agreement between who leads a network and the holder of this post on it."""
    between = (LEADER, opposite)
    made = Agreement(
        key=f"agreement.{opposite}",
        label=f"aftalen med {title}",
        title=f"Samarbejdsaftale med {title}",
        sheet_title=f"Samarbejdsaftale mellem netværksleder og {lower_first(post_label(opposite, None))}",
        intro=intro,
        number=_number,
        questions=asked,
        drafters=frozenset(between),
        parties=lambda network, _answers: [Position(post, None, network.id) for post in between],
        printed=print_agreement,
        faults=_something,
        between=between,
        is_private=is_private,
        doors=lambda actor, document: [*_talk(actor, document, opposite), *doors(actor, document)],
        prompts=alone,
    )
    register(made)
    return made


def all_kinds() -> list[Agreement]:
    """Every kind of agreement that is in the catalogue, in order."""
    return [kind for kind in KINDS.values() if isinstance(kind, Agreement)]


def with_post(post: str) -> Agreement | None:
    """The kind of agreement with the holder of this post."""
    return next((kind for kind in all_kinds() if kind.opposite == post), None)


AGREEMENTS = (
    agreement(
        Function.PERSONALELEDER,
        "personalelederen",
        "I to skriver aftalen sammen. Kun I kan læse den; sekretariatet ser, om den er aftalt og hvornår.",
        questions.PERSONALELEDER,
        prompts.PERSONALELEDER,
        is_private=True,
    ),
    agreement(
        Function.REFERENCELEDER,
        "referencelederen",
        "I to skriver aftalen sammen. Kun I og sekretariatet kan læse den.",
        questions.REFERENCELEDER,
        prompts.REFERENCELEDER,
    ),
    agreement(
        Function.CO_DRIVER,
        "co-driveren",
        "I to skriver aftalen sammen. Kun I og sekretariatet kan læse den.",
        questions.CO_DRIVER,
        prompts.CO_DRIVER,
        doors=telling.own_manager,
    ),
)

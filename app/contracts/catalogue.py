"""The contract's three phases (domain.md 6): what each asks, who writes it, who agrees to it (domain.md 4); R2, R5."""

from datetime import date

from dateutil.relativedelta import relativedelta
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from app.contracts import course, questions
from app.contracts.documents import print_phase
from app.core.actions import Position
from app.documents.catalogue import Answers, Kind, register
from app.documents.models import Document, Version
from app.networks.models import Network
from app.networks.rules import SENT_ON, entry
from app.people.models import OFFICE, Function
from app.people.operations import holders


def _idea_parties(network: Network, answers: Answers) -> list[Position]:
    """Those who agree to phase 1, and last the body that decides (R1, R16)."""
    type_, found = entry(network), list[Position]()
    for function in dict.fromkeys((*type_.idea_parties, type_.decides)):
        if function == Function.AFDELINGSCHEF:
            found += central_heads(answers)
        elif function == Function.NETVAERKSLEDER:
            found.append(Position(function, None, network.id))
        else:
            found.append(Position(function))
    return found


def central_heads(answers: Answers) -> list[Position]:
    """The posts of those who head the central departments, as phase 1 has them."""
    ticked = sorted(int(part) for part in answers.get("central_departments", "").split(",") if part)
    return [Position(Function.AFDELINGSCHEF, department) for department in ticked]


def _presenter_faults(document: Document, answers: Answers) -> dict[str, str]:
    """Where a central afdelingschef briefs chefforum, who presents is the head of a department that is ticked."""
    heads, presenter = central_heads(answers), answers.get("presenter")
    if not presenter or not heads or entry(document.network).briefs != Function.AFDELINGSCHEF:
        return {}
    if presenter in {str(person.id) for persons in holders(heads).values() for person in persons}:
        return {}
    return {"presenter": _("Choose the head of one of the departments that are ticked")}


def _frame_parties(network: Network, _answers: Answers) -> list[Position]:
    return [Position(Function.NETVAERKSLEDER, None, network.id), Position(Function.NETVAERKSDIREKTOER)]


def _charter_parties(network: Network, _answers: Answers) -> list[Position]:
    return [Position(Function.NETVAERKSLEDER, None, network.id)]


def _period_faults(_document: Document, answers: Answers) -> dict[str, str]:
    """R2: an end or a next review after the start, at most twelve months away."""
    if not answers.get("start") or not answers.get("end"):
        return {}
    start, end = (date.fromisoformat(answers[key]) for key in ("start", "end"))
    if end <= start:
        return {"end": _("The end must come after the start")}
    if end > start + relativedelta(months=course.LONGEST_MONTHS):
        return {"end": _("At most twelve months after the start. A longer network takes an extension")}
    return {}


def decided(document: Document) -> Version | None:
    """Phase 1 as it has been decided: the version in force, or the one that is out, when who decides has agreed and
    others are still to answer (R4; in a learning network the leader, who is named later)."""
    if document.in_force or document.state != "sent" or document.latest is None:
        return document.in_force
    decides = entry(document.network).decides
    is_decided = any(party.has_approved for party in document.latest.parties if party.function == decides)
    return document.latest if is_decided else None


def _set_days(_session: Session, document: Document) -> None:
    """The network's days are those that are agreed."""
    answers = document.in_force.stored_answers if document.in_force else {}
    start, end = (answers.get(key) for key in ("start", "end"))
    document.network.starts_on = date.fromisoformat(start) if start else None
    document.network.ends_on = date.fromisoformat(end) if end else None


IDEA = register(
    Kind(
        key="contract.idea",
        label="fase 1",
        title="Fase 1: Idéoplæg",
        sheet_title="Netværkskontrakt · Fase 1: Idéoplæg",
        intro="Netværkskonsulenterne skriver idéoplægget sammen med netværksdirektøren. Når alle parter har godkendt "
        "det, låses teksten.",
        number=lambda network: f"NK-{network.number}-1",
        questions=questions.IDEA,
        drafters=frozenset(OFFICE),
        parties=_idea_parties,
        printed=print_phase,
        is_contract=True,
        step=1,
        basis=decided,
        faults=_presenter_faults,
        confirms={
            Function.NETVAERKSDIREKTOER: "Med din godkendelse bekræfter du også de centrale afdelinger og, hvis der er "
            "valgt en, den, der fremlægger."
        },
        onward=lambda document: SENT_ON.get((document.network.type, document.network.track), ""),
        # In a learning network the leader accedes to phases 1 and 2 in one act when appointed (domain.md 5.3).
        joins={Function.NETVAERKSLEDER: "contract.frame"},
    )
)
FRAME = register(
    Kind(
        key="contract.frame",
        label="fase 2",
        title="Fase 2: Rammer og råderum",
        sheet_title="Netværkskontrakt · Fase 2: Rammer og råderum",
        intro="Netværkslederen skriver fase 2 sammen med netværksdirektøren. Når begge har godkendt den, låses "
        "teksten.",
        number=lambda network: f"NK-{network.number}-2",
        questions=questions.FRAME,
        drafters=frozenset({Function.NETVAERKSLEDER, *OFFICE}),
        parties=_frame_parties,
        printed=print_phase,
        is_contract=True,
        step=2,
        follows=IDEA.key,
        faults=_period_faults,
        usual=course.usual,
        told=course.told,
        on_agreed=_set_days,
    )
)
CHARTER = register(
    Kind(
        key="contract.charter",
        label="fase 3",
        title="Fase 3: Fælles aftale",
        sheet_title="Netværkskontrakt · Fase 3: Fælles aftale",
        intro="Netværkslederen skriver ned, hvad I bliver enige om på startworkshoppen, og registrerer, hvem der var "
        "med. De andre bekræfter bagefter.",
        number=lambda network: f"NK-{network.number}-3",
        questions=questions.CHARTER,
        drafters=frozenset({Function.NETVAERKSLEDER, Function.NETVAERKSKONSULENT}),
        parties=_charter_parties,
        printed=print_phase,
        is_contract=True,
        step=3,
        follows=FRAME.key,
        is_joint=True,
    )
)
PHASES = (IDEA, FRAME, CHARTER)

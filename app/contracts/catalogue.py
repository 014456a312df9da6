"""The contract's three phases (domain.md 6): what each asks, who writes it, who agrees to it (domain.md 4); R2, R5."""

from datetime import date

from dateutil.relativedelta import relativedelta
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from app.contracts import questions
from app.contracts.documents import print_phase
from app.core.actions import Office
from app.documents.catalogue import Answers, Kind, register
from app.documents.models import Document
from app.networks.models import Network
from app.networks.rules import entry
from app.people.models import OFFICE, Function

LONGEST_MONTHS = 12  # R2: every network has an end, or a next review, at most a year from its start


def _idea_parties(network: Network, answers: Answers) -> list[Office]:
    departments = sorted(int(part) for part in answers.get("central_departments", "").split(",") if part)
    found = []
    for function in entry(network).idea_parties:
        if function == Function.AFDELINGSCHEF:
            found += [Office(function, department) for department in departments]
        elif function == Function.NETVAERKSLEDER:
            found.append(Office(function, None, network.id))
        else:
            found.append(Office(function))
    return found


def _frame_parties(network: Network, _answers: Answers) -> list[Office]:
    return [Office(Function.NETVAERKSLEDER, None, network.id), Office(Function.NETVAERKSDIREKTOER)]


def _charter_parties(network: Network, _answers: Answers) -> list[Office]:
    return [Office(Function.NETVAERKSLEDER, None, network.id)]


def _period_faults(answers: Answers) -> dict[str, str]:
    """R2: an end or a next review after the start, at most twelve months away."""
    if not answers.get("start") or not answers.get("end"):
        return {}
    start, end = (date.fromisoformat(answers[key]) for key in ("start", "end"))
    if end <= start:
        return {"end": _("The end must come after the start")}
    if end > start + relativedelta(months=LONGEST_MONTHS):
        return {"end": _("At most twelve months after the start. A longer network takes an extension")}
    return {}


def _propose(_session: Session, document: Document) -> None:
    document.network.state = "proposed"


IDEA = register(
    Kind(
        key="contract.idea",
        label="fase 1",
        title="Fase 1: Idéoplæg",
        sheet_title="Netværkskontrakt · Fase 1: Idéoplæg",
        intro="Netværkskonsulenterne skriver idéoplægget sammen med netværksdirektøren. Når alle parter har godkendt "
        "det, låses teksten.",
        number=lambda network: f"NK-{network}-1",
        questions=questions.IDEA,
        drafters=frozenset(OFFICE),
        parties=_idea_parties,
        printed=print_phase,
        step=1,
        on_agreed=_propose,
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
        number=lambda network: f"NK-{network}-2",
        questions=questions.FRAME,
        drafters=frozenset({Function.NETVAERKSLEDER, *OFFICE}),
        parties=_frame_parties,
        printed=print_phase,
        step=2,
        follows=IDEA.key,
        faults=_period_faults,
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
        number=lambda network: f"NK-{network}-3",
        questions=questions.CHARTER,
        drafters=frozenset({Function.NETVAERKSLEDER, Function.NETVAERKSKONSULENT}),
        parties=_charter_parties,
        printed=print_phase,
        step=3,
        follows=FRAME.key,
        is_joint=True,
    )
)
PHASES = (IDEA, FRAME, CHARTER)

"""R15: light. What must be approved for an ordinary welfare network is counted; what must be filled in is counted where
a network of each type goes all its way (browser/test_journeys.py)."""

from app.appointments.catalogue import APPOINTMENT
from app.contracts.catalogue import CHARTER, FRAME, IDEA, PHASES
from app.people.models import FORUMS, Function
from tests import build

APPROVALS = 10


def required(kind):
    return [question.key for question in kind.questions if question.required]


def test_required_is_only_what_the_domain_marks(app):
    assert required(IDEA) == ["purpose", "background", "extent", "central_departments"]
    assert required(FRAME) == ["start", "end", "leadership_room", "disposal"]
    assert required(CHARTER) == ["understanding", "goal", "working", "tasks", "ground_rules", "criteria"]


def test_a_welfare_contract_takes_at_most_ten_personal_approvals(people, departments, charter_at):
    """Four central departments is the most there can be; phase 3 is one act of its leader's; a body does not sign."""
    network = build.document(charter_at("draft")).network
    answers = {**build.answers_of(departments), "central_departments": "1,2,3,4"}
    asked = [office for kind in (*PHASES, APPOINTMENT) for office in kind.parties(network, answers)]
    assert len([office for office in asked if office.function not in FORUMS]) <= APPROVALS
    assert [office.function for office in CHARTER.parties(network, {})] == [Function.NETVAERKSLEDER]

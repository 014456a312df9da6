"""R15: light. What must be filled in and approved for an ordinary welfare network is counted."""

from wtforms.validators import DataRequired, InputRequired

from app.appointments.catalogue import APPOINTMENT
from app.contracts.catalogue import CHARTER, FRAME, IDEA, PHASES
from app.contracts.forms import NetworkForm
from app.core.forms import Required
from app.people.models import FORUMS, Function
from tests import build

BEFORE_THE_WORKSHOP, UNTIL_CLOSING, APPROVALS = 20, 50, 10


def required(kind):
    return [question.key for question in kind.questions if question.required]


def test_required_is_only_what_the_domain_marks(app):
    assert required(IDEA) == ["purpose", "background", "extent", "central_departments"]
    assert required(FRAME) == ["start", "end", "leadership_room", "disposal"]
    assert required(CHARTER) == ["understanding", "goal", "working", "tasks", "ground_rules", "criteria"]


def test_a_welfare_network_takes_at_most_twenty_required_fields_before_its_workshop(app):
    with app.test_request_context():
        opening = [
            field.name
            for field in NetworkForm()
            if any(isinstance(validator, Required | DataRequired | InputRequired) for validator in field.validators)
        ]
    proposed = [*required(APPOINTMENT), "referenceleder"]  # who a learning network alone can do without
    assert proposed == ["leader", "referenceleder"]
    fields = [*opening, *proposed, *required(IDEA), *required(FRAME)]
    assert len(fields) <= BEFORE_THE_WORKSHOP, fields
    assert len(fields) + len(required(CHARTER)) <= UNTIL_CLOSING


def test_a_welfare_contract_takes_at_most_ten_personal_approvals(people, departments, charter_at):
    """Four central departments is the most there can be; phase 3 is one act of its leader's; a body does not sign."""
    network = build.document(charter_at("draft")).network
    answers = {**build.answers_of(departments), "central_departments": "1,2,3,4"}
    asked = [office for kind in (*PHASES, APPOINTMENT) for office in kind.parties(network, answers)]
    assert len([office for office in asked if office.function not in FORUMS]) <= APPROVALS
    assert [office.function for office in CHARTER.parties(network, {})] == [Function.NETVAERKSLEDER]

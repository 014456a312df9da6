"""Every action × state × role of a network, against tables written by hand, apart from the policy (domain.md 5, 13)."""

import secrets
from datetime import timedelta

import pytest

from app import POLICIES
from app.core import clock
from app.ideas import operations as ideas
from app.lifecycle import operations as lifecycle
from app.lifecycle.rules import POLICY, target_of
from app.networks import rules
from app.networks.people import operations as networks
from app.networks.rules import NetworkType, Track
from app.people.models import Function
from app.people.register import operations as register
from tests import build
from tests.lifecycle import arrows

OFFICE = {"director", "consultant"}
LEADING = OFFICE | {"leader"}
ON_BEHALF = OFFICE | {"stand_in"}
PEOPLE = {"leader", "referenceleder", "co_driver", "participant", "stand_in"}
# Asked about phase 1: the head of a central department, and who sits in the body that decides.
PARTIES = {"school_head", "chef_member"}
# finance_head heads a department that the network does not concern.
OTHERS = {"finance_head", "director_member", "author", "administrator", "former", "stranger"}
EVERYBODY = OFFICE | PEOPLE | PARTIES | OTHERS
BY_ITSELF = {"propose", "decide", "postpone", "decline", "take_back", "abandon", "resume", "prepare", "start"}
ACTIONS = BY_ITSELF | {
    "read",
    "follow",
    "staff",
    "invite",
    "waive_co_driver",
    "name_leader",
    "begin_frame",
    "begin_charter",
    "begin_appointment",
    "begin_agreement",
    "prepare_talk",
    "arrange_talk",
    "record_briefing",
    "move_on",
    "stop",
    "reopen",
}


def read_by(known: set[str], everybody: set[str] | None = None) -> dict[str, set[str]]:
    return {"read": everybody or known, "follow": known, "record_briefing": OFFICE}


KNOWN = OFFICE | PEOPLE | PARTIES
STAFF = {
    "staff": LEADING,
    "invite": LEADING,
    "waive_co_driver": LEADING,
    "name_leader": OFFICE,
    "begin_appointment": OFFICE,
    "begin_agreement": {"leader"},
    "prepare_talk": PEOPLE - {"participant"},
    "arrange_talk": PEOPLE - {"participant"},
}
OPEN = read_by(KNOWN) | STAFF
LED_ON = read_by(KNOWN, EVERYBODY) | STAFF | {"move_on": ON_BEHALF, "stop": ON_BEHALF}
STAKED = {"move_on": {"stand_in"}, "stop": {"stand_in"}}
# Situation → its state, and action → the roles that may do it. Everything not listed is refused.
MAY = {
    "written": ("idea", read_by(OFFICE | PEOPLE) | STAFF),
    "sent": ("proposed", OPEN),
    "put_off": ("postponed", OPEN),
    "turned_down": ("rejected", read_by(KNOWN)),
    "given_up": ("withdrawn", read_by(OFFICE | PEOPLE)),
    # Its leader is named from tomorrow: until then they are nobody special.
    "decided": ("decided", LED_ON | {name: who - {"leader"} for name, who in STAFF.items()}
                | {"follow": KNOWN - {"leader"}, "begin_frame": OFFICE}),
    "prepared": ("preparing", LED_ON | {"begin_frame": LEADING}),
    "staked": ("preparing", LED_ON | STAKED | {"begin_frame": LEADING}),
    "leadership_proposed": ("preparing", {**LED_ON, "begin_frame": LEADING, "begin_appointment": set()}),
    "phase_2_begun": ("preparing", LED_ON),
    "phase_2_agreed": ("preparing", LED_ON | {"begin_charter": {"consultant", "leader"}}),
    "started": ("running", LED_ON),
    "concluding": ("concluding", LED_ON),
    "outcome_proposed": ("outcome_proposed", LED_ON),
    "closing": ("closing", LED_ON),
    "closed": ("closed", read_by(KNOWN, EVERYBODY)),
    "stopped": ("withdrawn", read_by(KNOWN) | {"reopen": ON_BEHALF}),
    "stopped_staked": ("withdrawn", read_by(KNOWN) | {"reopen": {"stand_in"}}),
    "stopped_and_sent_back": ("withdrawn", read_by(KNOWN)),
}  # fmt: skip


IDEA = {"title": "Fravær", "need": "Vi mister dem.", "difference": "Eleverne"}


class Place:
    """A network that somebody proposed as an idea, with all its people, in one of these situations."""

    def __init__(self, people, departments, situation):
        self.people, self.situation = people, situation
        self.office = build.actor(people.consultant)
        others = ("author", "referenceleder", "stand_in", "former", "administrator")
        self.who = {name: self._person(name) for name in others}
        self.who |= {name: getattr(people, name) for name in EVERYBODY - set(others)}
        self._post("administrator", Function.ADMINISTRATOR)
        idea = ideas.propose(self.actor("author"), IDEA, "idé").number
        self.phase = ideas.take_up(idea, self.office, "Elever med højt fravær", NetworkType.WELFARE, "").number
        self.number = self.network.number
        build.save(self.phase, self.office, build.answers_of(departments), {})
        self._staff()
        self._walk()

    @property
    def network(self):
        return build.document(self.phase).network

    def actor(self, role):
        return build.actor(self.who[role])

    def _person(self, name):
        return register.add_person(self.office, name.title(), "", "", f"{name}@example.dk", has_account=True).id

    def _post(self, role, function):
        register.add_post(self.who[role], self.office, function, None, clock.today(), None, is_acting=False)

    def _staff(self):
        tomorrow = clock.today() + timedelta(days=self.situation == "decided")
        networks.name_leader(self.number, self.office, self.who["leader"], tomorrow)
        for role, function in (
            ("referenceleder", Function.REFERENCELEDER),
            ("co_driver", Function.CO_DRIVER),
            ("stand_in", Function.DIREKTOER_I_STEDET),
        ):
            networks.name(self.number, self.office, function, self.who[role], clock.today())
        networks.add_participant(self.number, self.office, self.who["participant"])
        former = networks.add_participant(self.number, self.office, self.who["former"])
        networks.end_role(self.number, self.office, former.id)

    def _walk(self):
        match self.situation:
            case "written":
                return
            case "given_up":
                return build.operations.withdraw(self.phase, self.office)
        build.send(self.phase, self.office)
        match self.situation:
            case "sent":
                return
            case "put_off":
                return build.decide(self.phase, self.office, build.Result.POSTPONED)
            case "turned_down":
                return build.decide(self.phase, self.office, build.Result.REJECTED)
            case "stopped_and_sent_back":  # decided by the body, while a head is still to answer
                build.decide(self.phase, self.office)
                self._step("stop", "preparing")
                head, sha = self.actor("school_head"), build.latest_sha(self.phase)
                return build.operations.send_back(self.phase, head, sha, "Vi venter.")
        build.agree(self.phase, self.people)
        match self.situation:
            case "leadership_proposed":
                lifecycle.begin(self.number, self.office, "begin_appointment")
            case "stopped":
                self._step("stop", "preparing")
            case "staked":
                networks.add_participant(self.number, self.office, self.who["director"])
            case "stopped_staked":
                networks.add_participant(self.number, self.office, self.who["director"])
                lifecycle.step(self.number, self.actor("stand_in"), "stop", "preparing", "Nu ikke mere.")
            case "phase_2_begun":
                lifecycle.begin(self.number, self.actor("leader"), "begin_frame")
            case "phase_2_agreed" | "started" | "concluding" | "outcome_proposed" | "closing" | "closed":
                self._run()

    def _run(self):
        leader = self.actor("leader")
        frame = lifecycle.begin(self.number, leader, "begin_frame").number
        build.save(frame, leader, build.FRAME, {})
        build.send(frame, leader)
        for role in ("leader", "director"):
            build.operations.approve(frame, self.actor(role), build.latest_sha(frame))
        if self.situation == "phase_2_agreed":
            return
        charter = lifecycle.begin(self.number, leader, "begin_charter").number
        build.save(charter, leader, build.CHARTER, build._bases(charter))
        build.agree_jointly(charter, leader, [self.who["participant"]])
        for state in ("running", "concluding", "outcome_proposed", "closing"):
            if self.network.state == state != MAY[self.situation][0]:
                self._step("move_on", state)

    def _step(self, act, state):
        lifecycle.step(self.number, self.office, act, state, f"Nu {act}.")

    def verdicts(self):
        """What the policy says of every action, for every role."""
        actors = {role: self.actor(role) for role in EVERYBODY}
        network = self.network
        return {
            (name.partition(".")[2], role): POLICY.may(actor, name, network)
            for name in POLICY.actions
            for role, actor in actors.items()
        }


# Who may do it in some situation is told why not in the others; everybody else is refused without a reason.
ELSEWHERE = {(action, role) for _state, table in MAY.values() for action, roles in table.items() for role in roles}
NOT_YET = {("decided", "leader")}


@pytest.mark.parametrize("situation", MAY)
def test_who_may_do_what_to_a_network_and_who_is_told_why_not_now(people, departments, situation):
    at, (state, table) = Place(people, departments, situation), MAY[situation]
    assert at.network.state == state
    verdicts = at.verdicts()
    allowed = {pair for pair, verdict in verdicts.items() if verdict.allowed}
    assert allowed == {(action, role) for action, roles in table.items() for role in roles}
    for (action, role), verdict in verdicts.items():
        assert verdict.visible == (role in table["read"]), (action, role)
        is_told = verdict.visible and (action, role) in ELSEWHERE - allowed and (situation, role) not in NOT_YET
        assert bool(verdict.reason) == is_told, (action, role)


def test_no_action_no_state_and_no_policy_of_networks_is_missing_from_the_tables():
    names = {f"network.{action}" for action in ACTIONS}
    assert names == set(POLICY.actions)
    assert {state for state, _table in MAY.values()} == arrows.STATES == set(POLICY.states)
    assert {action for _state, table in MAY.values() for action in table} == ACTIONS - BY_ITSELF
    assert [policy for policy in POLICIES if policy.kind == "network"] == [POLICY]
    assert {name: POLICY.actions[name] for name in rules.POLICY.actions} == rules.POLICY.actions
    assert POLICY.relations is rules.POLICY.relations


def test_every_role_that_is_held_on_a_network_is_in_the_tables():
    held = {Function.NETVAERKSLEDER: "leader", Function.NETVAERKSDELTAGER: "participant"}
    held |= {Function.DIREKTOER_I_STEDET: "stand_in"}
    assert {held.get(role, str(role)) for role in rules.ROLES} == PEOPLE


def test_the_steps_lead_where_domain_md_5_says_and_nowhere_else():
    class Standing:
        def __init__(self, state):
            self.state = state

    leading = [action for action in POLICY.actions.values() if action.targets]
    assert {
        action.event: {(state, target_of(action, Standing(state))) for state in action.states} for action in leading
    } == arrows.ARROWS
    assert {action.event for action in leading if not action.relations} == set(arrows.BY_ITSELF)


@pytest.mark.parametrize(
    ("type_", "track", "asked"),
    [
        (NetworkType.WELFARE, "", {"school_head", "chef_member"}),
        (NetworkType.INNOVATION, Track.DIRECTOR, {"director_member"}),
        (NetworkType.INNOVATION, Track.COMMITTEE, {"director_member", "politician"}),
        (NetworkType.LEARNING, "", set()),
    ],
)
def test_while_it_is_proposed_a_network_is_known_to_those_whom_its_type_asks(people, departments, type_, track, asked):
    """R1."""
    office = build.actor(people.consultant)
    register.add_post(people.external, office, Function.POLITISK_UDVALG, None, clock.today(), None, is_acting=False)
    roles = {role: getattr(people, role) for role in ("school_head", "finance_head", "chef_member", "director_member")}
    roles |= {"politician": people.external, "stranger": people.stranger}
    number = build.open_with_contract(office, "Et netværk", type_, secrets.token_hex(8), track).number
    build.save(number, office, build.answers_of(departments), {})
    build.send(number, office)
    network = build.document(number).network
    assert {
        role for role, who in roles.items() if POLICY.may(build.actor(who), "network.read", network).allowed
    } == asked


def test_only_the_office_opens_networks(people):
    may = {role for role in vars(people) if rules.may_open(build.actor(getattr(people, role)))}
    assert may == {"director", "consultant", "other_consultant"}

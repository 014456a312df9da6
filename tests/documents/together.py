"""What people do in a joint act: record it, answer it, agree anew."""

from tests import build
from tests.browse import forms


def record(browse, who, number, **changes):
    return browse(who).submit(f"/dokumenter/{number}/faelles", "/faelles", changes)


def party_of(number, person_id):
    version = build.document(number).in_force
    return next(party for party in version.parties if party.person_id == person_id)


def leader_party(number):
    return next(party for party in build.document(number).in_force.parties if party.person_id is None)


def change_goal(number, who, words):
    stored = {answer.key: answer for answer in build.document(number).answers}["goal"]
    build.save(number, build.actor(who), {"goal": words}, {"goal": build.texts.base(stored.value, stored.version)})


def proposing(browser, number):
    return next(form for form in forms(browser.get(f"/dokumenter/{number}/svar")) if "reason" in form.fields)


def answer(browse, who, number, **fields):
    return browse(who).submit(f"/dokumenter/{number}/svar", "/svar", fields)


def agree_anew(number, people, goal):
    build.operations.change(number, build.actor(people.leader))
    change_goal(number, people.leader, goal)
    build.agree_jointly(number, build.actor(people.leader), [people.participant])

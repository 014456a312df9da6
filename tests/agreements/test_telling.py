"""The co-driver's own manager is told of a co-driver agreement, by a mail that the co-driver sends (domain.md 7)."""

import re
from html import unescape
from urllib.parse import parse_qs

from app.documents.agreeing import operations as agreeing
from tests import build
from tests.agreements import CO_DRIVER, REFERENCELEDER, agreed, led, sent
from tests.documents.conftest import PLAN

HOURS = {"course_plan.a1.co_driver": "2,5", "course_plan.b2.weeks": "4", "course_plan.b2.co_driver": "4"}


def mail(page):
    """Subject and text of the mail that the page has ready; None without one."""
    links = re.findall(r'href="(mailto:\?[^"]*)"', page.text)
    told = parse_qs(unescape(links[0]).partition("?")[2], strict_parsing=True) if links else None
    return told and (told["subject"][0], told["body"][0])


def test_the_co_driver_has_a_mail_ready_with_the_time_from_the_plan(browse, people, frame_at):
    number = frame_at("agreed")
    network, leader = led(people, lambda _state: number), build.actor(people.leader)
    agreeing.change(number, leader)
    build.save(number, leader, PLAN | HOURS, build._bases(number))
    build.send(number, leader)
    for who in (people.leader, people.director):
        agreeing.approve(number, build.actor(who), build.latest_sha(number))
    page = browse(people.co_driver).get(f"/dokumenter/{agreed(people, network, CO_DRIVER)}")
    assert "Fortæl din personaleleder" in page.text
    subject, body = mail(page)
    assert subject == "Jeg er co-driver i netværket »Elever med højt fravær«"
    assert f"({network}), som {leader.name} leder." in body
    assert "Netværket løber fra 1. februar 2027 til 31. oktober 2027." in body
    assert "Forløbsplanen regner med 23,5 timer for co-driveren i alt, højst 4 om ugen." in body
    assert body.endswith(build.actor(people.co_driver).name)


def test_without_a_plan_it_tells_of_none(browse, people, frame_at):
    page = browse(people.co_driver).get(f"/dokumenter/{agreed(people, led(people, frame_at), CO_DRIVER)}")
    assert "Forløbsplanen" not in mail(page)[1]


def test_only_the_co_driver_has_it_and_only_of_what_holds(browse, people, frame_at):
    network = led(people, frame_at)
    number = sent(people, network, CO_DRIVER)
    assert mail(browse(people.co_driver).get(f"/dokumenter/{number}")) is None
    agreeing.approve(number, build.actor(people.co_driver), build.latest_sha(number))
    assert mail(browse(people.co_driver).get(f"/dokumenter/{number}"))
    other = agreed(people, network, REFERENCELEDER)
    for person, address in ((people.leader, number), (people.consultant, number), (people.school_head, other)):
        assert mail(browse(person).get(f"/dokumenter/{address}")) is None

"""The guides to the roles: every employee reads them, and takes them along on paper (domain.md 3 and 7)."""

import pytest

from app.core.db import db
from app.documents.printing import Rendition
from app.handbook import guides
from app.handbook.documents import print_guide
from app.people.models import Function
from tests.browse import text_of

SLUGS = [guide.slug for guide in guides.GUIDES]
DUTIES = {"referenceleder": 10, "personaleleder": 10, "co-driver": 5}


def words(passages):
    """Every sentence that the passages say, in order."""
    for passage in passages:
        yield passage["title"]
        yield from passage.get("paragraphs", ())
        for step in passage.get("steps", ()):
            yield f"{step['lead']} {step['text']}"
        yield from passage.get("items", ())


def test_every_employee_finds_the_guides_from_any_page(browse, people):
    reader = browse(people.stranger)
    assert 'href="/pjecer"' in reader.get("/").text
    page = reader.get("/pjecer").text
    for guide in guides.GUIDES:
        assert f'href="/pjecer/{guide.slug}"' in page
        assert guide.summary in page


def test_who_is_not_signed_in_is_asked_to_sign_in(browse):
    assert browse(None).get("/pjecer/co-driver").location == "/log-ind?next=/pjecer/co-driver"


@pytest.mark.parametrize("slug", SLUGS)
def test_the_page_says_what_the_paper_says_but_for_the_room_for_notes(app, browse, people, slug):
    page = text_of(browse(people.stranger).get(f"/pjecer/{slug}"))
    with app.test_request_context():
        data = print_guide(guides.at(slug), folded=False)
    *passages, notes, _ask = [passage for leaf in data["sections"] for passage in leaf["passages"]]
    place = page.index(guides.at(slug).lead)
    for sentence in words(passages):
        place = page.index(sentence, place)
    assert notes["blank_lines"] > 5
    assert notes["title"] not in page


@pytest.mark.parametrize("slug", SLUGS)
def test_each_guide_has_its_duties_numbered_and_says_that_a_preparation_is_private(browse, people, slug):
    """R6."""
    page = browse(people.stranger).get(f"/pjecer/{slug}")
    duties = page.text.split("<ol>")[1].split("</ol>")[0]
    assert duties.count("<strong>") == duties.count("<li>") == DUTIES[slug]
    assert "Ingen andre kan læse det, du skriver, heller ikke sekretariatet." in text_of(page)


@pytest.mark.parametrize("slug", SLUGS)
def test_both_prints_are_offered_and_made_once(app, browse, people, work, slug):
    reader = browse(people.stranger)
    page = reader.get(f"/pjecer/{slug}").text
    prints = {f"/pjecer/{slug}/pdf": 4, f"/pjecer/{slug}/folder/pdf": 2}
    for address in prints:
        assert f'href="{address}"' in page
        assert reader.get(address).status_code == 202
    work()
    first = {address: reader.get(address) for address in prints}
    for address, answer in first.items():
        assert answer.mimetype == "application/pdf"
        assert browse(people.leader).get(address).data == answer.data
    assert first[f"/pjecer/{slug}/folder/pdf"].data != first[f"/pjecer/{slug}/pdf"].data
    assert db.session.query(Rendition).filter_by(number=f"PJECE-{slug.upper()}").count() == 2


def test_a_print_names_the_office_and_where_the_guides_are(app):
    with app.test_request_context():
        data = print_guide(guides.at("co-driver"), folded=True)
    (ask,) = data["sections"][-1]["passages"][-1]["paragraphs"]
    settings = app.extensions["settings"]
    assert settings.office_mail in ask
    assert ask.endswith(f"{settings.base_url.partition('://')[2]}/pjecer.")


def test_a_role_without_a_guide_is_told_and_leads_to_those_there_are(browse, people):
    for address in ("/pjecer/netvaerksleder", "/pjecer/netvaerksleder/pdf", "/pjecer/netvaerksleder/folder/pdf"):
        answer = browse(people.stranger).get(address)
        assert answer.status_code == 404
        assert "Ingen pjece handler om den rolle." in text_of(answer)
        assert 'href="/pjecer"' in answer.text


def test_a_guide_is_found_by_the_role_it_tells_of(app):
    with app.test_request_context():
        found = guides.of(Function.CO_DRIVER)
        assert found
        assert (found.title, found.page) == ("Co-driver i et netværk", "/pjecer/co-driver")
        assert (found.pdf, found.folder) == ("/pjecer/co-driver/pdf", "/pjecer/co-driver/folder/pdf")
        assert guides.of(Function.REFERENCELEDER) is guides.REFERENCELEDER
        assert guides.of("personaleleder") is guides.PERSONALELEDER
        assert guides.of(Function.NETVAERKSDELTAGER) is None

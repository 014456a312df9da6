"""What stands in the data stands in the print; `make soak` asks the same of two hundred."""

from __future__ import annotations

import pytest

import docgen
from tests.docgen import cases
from tests.docgen.random_contracts import Writer, difference, faults, shown, squeezed
from tests.support.rounds import Rounds


def test_random_contracts_print_every_letter_of_their_data_and_the_same_bytes_twice(
    rounds: Rounds, renderer: docgen.Renderer
) -> None:
    for round_ in rounds(10, 200):
        assert list(faults(round_ + 1, renderer)) == []


def test_a_seed_gives_the_same_contract_and_another_seed_another() -> None:
    assert Writer(5).contract() == Writer(5).contract()
    assert Writer(5).contract() != Writer(6).contract()


def test_random_contracts_reach_many_pages_and_every_block(renderer: docgen.Renderer) -> None:
    contracts = [Writer(seed).contract() for seed in range(1, 11)]
    blocks = {section["block"] for contract in contracts for section in contract["sections"]}
    assert blocks == {"facts", "answers", "table", "changes", "approvals"}
    pages = [renderer.render(cases.raw(contract)).pages for contract in contracts]
    assert max(pages) > 6
    assert min(pages) < max(pages)


@pytest.mark.parametrize("lost", ["å", " uge", "-"])
def test_a_lost_letter_word_or_hyphen_is_noticed(lost: str, renderer: docgen.Renderer) -> None:
    writer = Writer(2)
    contract = writer.contract()
    wanted = squeezed("".join(writer.told))
    assert squeezed(lost) in wanted
    got = shown(renderer.render(cases.raw(contract)).pdf, writer.heads)
    assert difference(got, wanted) is None
    assert difference(got.replace(squeezed(lost), "", 1), wanted)
    assert difference(got[:-1], wanted)

"""Cheap looks before slow expressions: whatever an expression finds, the look before it lets through."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qabot.profiles import contact, dates, paper_words, people, prose, titles
from qabot.profiles.tables import holds_any

TRIES = settings(max_examples=300, deadline=None, derandomize=True)
BEGINS = {  # expression -> what is looked for where it may begin
    "sentence of a list": (paper_words._SENTENCE_END, paper_words._STOP),
    "sentence of prose": (prose._SENTENCE, prose._STOP),
    "quotation": (titles._QUOTED, titles._MARK),
}
HOLDS = {  # expression -> what is looked for anywhere in it
    "date": (dates._range(), dates._DIGITS),
    "label of an address": (contact._LABELLED, contact._LABEL_COLON),
    "veiled address": (contact._VEILED, contact._NEAR_AT),
    "group of addresses": (contact._GROUP, contact._NEAR_AT),
}


def found_by(pattern: re.Pattern[str]) -> st.SearchStrategy[re.Match[str]]:
    """What an expression finds, in texts made to hold it; a lookaround may spoil some of them."""
    return st.from_regex(pattern).map(pattern.search).filter(bool)


@pytest.mark.parametrize("name", BEGINS)
def test_what_is_looked_for_first_begins_every_find(name):
    slow, quick = BEGINS[name]

    @TRIES
    @given(found_by(slow))
    def check(found):
        assert quick.match(found.string, found.start())

    check()


@pytest.mark.parametrize("name", HOLDS)
def test_what_is_looked_for_first_stands_in_every_find(name):
    slow, quick = HOLDS[name]

    @TRIES
    @given(found_by(slow))
    def check(found):
        assert quick.search(found.string, found.start(), found.end())

    check()


@settings(TRIES, max_examples=2000)  # so many that leaving out any one word is found
@given(found_by(people._LEADS))
def test_the_words_before_advisors_are_looked_for_first(found):
    assert holds_any(found[0], people._LEAD_WORDS)


@TRIES
@given(found_by(contact._LABELLED))
def test_no_label_is_longer_than_is_looked_back(found):
    assert len(re.split(r"\s*[:：]", found[0])[0]) <= contact._LONGEST_LABEL

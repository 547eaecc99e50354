"""Cheap looks before slow expressions: whatever an expression finds, the look before it lets through."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qabot.profiles import contact, dates, emails, paper_words, people, prose, terms, title_quotes
from qabot.profiles.looks import Look, words_in
from qabot.profiles.tables import any_of, begins, table

TRIES = settings(max_examples=300, deadline=None, derandomize=True)
BEGINS = {  # expression -> what is looked for where it may begin
    "sentence of a list": (paper_words._SENTENCE_END, paper_words._STOP),
    "sentence of prose": (prose._SENTENCE, prose._STOP),
    "quotation": (title_quotes._QUOTED, title_quotes._MARK),
}
HOLDS = {  # expression -> what is looked for anywhere in it
    "date": (dates._range(dates._words()), dates._DIGITS),
    "label of an address": (contact._LABELLED, contact._COLON),
    "veiled address": (emails._VEILED, emails._NEAR_AT),
    "group of addresses": (emails._GROUP, emails._NEAR_AT),
    "identifier": (contact._ORCID, contact._ORCID_DIGITS),
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
    assert people._may_lead(found.string[found.start() :])


@TRIES
@given(found_by(contact._LABELLED))
def test_no_label_is_longer_than_is_looked_back(found):
    assert len(re.split(r"\s*[:：]", found[0])[0]) <= contact._LONGEST_LABEL


TABLES = {  # words -> whether they may be in the plural
    "organizations": ([*table("organizations")["words"], *table("organizations")["cjk"]], False),
    "names": (table("organizations")["known"], False),
    "roles": (table("roles")["words"], True),
    "students": (table("roles")["student"], True),
    "degrees": ([word for words in table("degrees")["levels"].values() for word in words], False),
    "places": (list(map(str, table("places")["places"])), False),
    "dates": ([word for kind in ("seasons", "since", "present", "expected") for word in table("months")[kind]], False),
    "months": (list(dates._months()), False),
}


@pytest.mark.parametrize("name", TABLES)
def test_a_look_lets_every_word_of_its_table_through(name):
    words, plural = TABLES[name]
    look, pattern = Look(words, plural=plural), re.compile(any_of(words, plural=plural), re.I)
    for word in words:
        for text in (word, word.upper(), f"({word.title()})", f"ab {word}, x9", f"{word}s", f"5{word}", f"{word}é"):
            assert look.may_find(text) or not pattern.search(text)
            assert not look.surely_finds(text) or pattern.search(text)


@TRIES
@given(found_by(terms._organizations()[1]))
def test_a_look_lets_every_name_of_an_organization_through(found):
    assert terms._organization_looks()[1].may_find(found.string) or terms._may_be_compound(found.string)


@TRIES
@given(found_by(terms._roles()[0]))
def test_every_role_is_found(found):
    assert terms.is_role(found.string)


@pytest.mark.parametrize("level", [level for level, _, _ in terms._degrees()])
def test_a_look_lets_every_degree_through(level):
    (pattern, look), *_ = [(pattern, look) for known, pattern, look in terms._degrees() if known == level]

    @TRIES
    @given(found_by(pattern))
    def check(found):
        assert look.may_find(found.string)

    check()


def test_letters_that_are_one_to_an_expression_are_one_to_a_look():
    letters = {letter for words, _ in TABLES.values() for letter in "".join(words)} | {"ς"}
    every = "".join(map(chr, range(0x20, 0xD800)))
    for letter in letters:
        same = re.findall(re.escape(letter), every, re.I)
        assert {words_in(f"b{letter}b") for letter in same} == {words_in(f"b{letter}b")}
        assert all(re.fullmatch(begins([f"{letter}x"]), f"{one}x") for one in same)


@pytest.mark.parametrize("letter", ["x", "ß", "上"])
def test_the_words_of_a_text(letter):
    text = f"Ab_{letter}9-İC d.ΑΣ"
    assert words_in(text) == {f"ab_{letter}9", "ic", "d", "ασ"}


@settings(TRIES, max_examples=100)
@given(st.one_of(found_by(dates._range(dates._words())), found_by(dates._range(dates._NO_WORDS))))
def test_dates_without_words_are_found_without_words(found):
    text = found.string
    if not dates._look().may_find(text):
        for start, end in ((0, len(text)), (max(0, found.end() - dates._BEFORE_PLAIN), len(text))):
            slow = [match.groupdict() for match in dates._range(dates._words()).finditer(text, start, end)]
            assert [match.groupdict() for match in dates._range(dates._NO_WORDS).finditer(text, start, end)] == slow


@TRIES
@given(found_by(dates._range(dates._NO_WORDS)))
def test_a_date_without_words_is_not_longer_than_is_looked_back(found):
    digits = dates._DIGITS.search(found.string, found.start())
    assert digits and digits.start() - found.start() <= dates._BEFORE_PLAIN


@TRIES
@given(found_by(dates._NO_DATE_BEHIND), found_by(dates._NO_DATE_BEFORE))
def test_what_is_beside_no_date_is_looked_for_first(behind, before):
    assert behind.string.rstrip()[-1:] in dates._ENDS_BEHIND
    assert before.string[before.start() :].lstrip()[:1] in dates._BEGINS_BEFORE


@TRIES
@given(st.text("12089/.-,;) ]\n'(a:#", max_size=24).map(lambda text: text.replace("a", "2019").replace("(", "20")))
def test_figures_alone_are_read_as_the_expression_reads_them(text):
    slow = [(dates._read(found), found.end()) for found in dates._range(dates._NO_WORDS).finditer(text)]
    slow = [(date, end if text[end - 1] == " " else date.stop) for date, end in slow if date]
    assert [date for date, _ in dates._read_plain(text, 0, len(text))] == [
        date if not dates._LONE.match(text, date.begin) else date._replace(stop=date.begin + 4) for date, _ in slow
    ]


@TRIES
@given(found_by(contact._LABEL_END))
def test_every_label_ends_with_one_of_its_last_letters(found):
    assert found[0][-1] in contact._LABEL_LAST


@TRIES
@given(found_by(people._BEFORE))
def test_what_stands_behind_the_name_of_an_advisor_is_looked_for_first(found):
    assert any(sign in found.group() for sign in people._BEHIND_WHOM)

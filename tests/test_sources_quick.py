"""Quick ways through the readers: what they give is what the long way gives."""

import re

import ftfy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it.common.normalize_url import normalizeLink

from qabot.sources import bibtex, builder, decode, latex, markdown, plain_markup, private

TRIES = settings(max_examples=300, deadline=None, derandomize=True)
SHORTCODE = re.compile(r"(?<![\w/:]):[a-z][a-z0-9_+-]{2,30}:(?!\w)")
RUN = re.compile(rf"[+(]{{0,2}}\d(?:{private._JOINT}\d){{5,17}}(?!\w)")


def spans(pattern, text):
    return [match.span() for match in pattern.finditer(text)]


@TRIES
@given(st.text("012+( ).-x/\n", max_size=60))
def test_runs_of_digits_are_those_that_may_begin_with_a_sign(text):
    assert spans(private._RUN, text) == spans(RUN, text)


@TRIES
@given(st.text("aZé_9 \n-路٣", max_size=40))
def test_the_words_used_are_the_runs_of_letters(text):
    runs = frozenset(private._LETTERS.findall(text))
    assert private._words_used(text) >= runs
    assert text.isascii() <= (private._words_used(text) == runs)


@pytest.mark.parametrize("number", range(4))
def test_what_a_street_needs_stands_in_every_street(number):
    needed, ends, form = private._names_first()[number]

    @TRIES
    @given(st.from_regex(form).map(form.search).filter(bool))
    def check(found):
        line = found.string.rpartition("\n")[2]
        if form.search(line):
            assert line.endswith(ends)
            assert not needed or not private._words_used(line).isdisjoint(needed)

    check()


@TRIES
@given(st.text("a:_9 /é\n", max_size=40))
def test_names_of_emoji_are_found_from_their_colon(text):
    assert spans(markdown._SHORTCODE, text) == spans(SHORTCODE, text)


@TRIES
@given(st.one_of(st.from_regex(markdown._MARKDOWN_SIGNS), st.from_regex(plain_markup._JEMDOC), st.text("#-+*`<[(\nab")))
def test_signs_of_markdown_are_looked_for_first(text):
    slow = markdown._MARKDOWN_SIGNS.search(text) or plain_markup._JEMDOC.search(text)
    assert markdown.looks_like_markdown(text) == bool(slow)


def printed(text):
    """What a fragment prints, the long way."""
    walker = latex._Walker("", latex._BARE_SIGN.sub(r"\\\g<0>", text))
    walker.run()
    return " ".join(" ".join(piece.text() for piece in walker.page.pieces).split())


@TRIES
@given(st.text("ab {}.'-%\tü", max_size=20))
def test_a_fragment_with_braces_alone_is_read_as_one_with_commands(text):
    if "{" in text or "}" in text:
        assert latex.latex_words(text) == printed(text)


def turned(name):
    """A name, first name first, as pybtex turns it."""
    from pybtex.database import Person

    person = Person(name)
    parts = (person.first_names, person.middle_names, person.prelast_names, person.last_names, person.lineage_names)
    return latex.latex_words(" ".join(word for part in parts for word in part))


@TRIES
@given(
    st.lists(st.sampled_from(["Ada", "von", "de la", "Lind", "B.", "Jr", ",", ", ", " ", "\t", "金", "O'Hara", "-"]))
)
def test_names_without_braces_are_turned_as_pybtex_turns_them(parts):
    name = "".join(parts).strip()
    if name.count(",") < 3:
        assert bibtex._person(name) == turned(name)


@TRIES
@given(st.lists(st.sampled_from([" and ", " AND ", "and", "Ada Lind", "Berg, Bo", " ", ","])))
def test_lists_of_names_without_braces_are_parted_as_pybtex_parts_them(parts):
    from pybtex.bibtex.utils import split_name_list

    names = " ".join("".join(parts).split())
    assert [part.strip() for part in bibtex._names_in(names) if part.strip()] == list(
        filter(None, split_name_list(names))
    )


@TRIES
@given(st.text("a \t\n\r\u00a0é\u0301\u200b", max_size=12), st.booleans())
def test_white_space_is_folded_and_what_is_not_seen_is_gone(text, keep_tabs):
    out = builder.TextBuilder("", "text", keep_tabs=keep_tabs)
    out.write(f"x{text}x")
    fold = (lambda space: "\t" if "\t" in space[0] else " ") if keep_tabs else " "
    assert out.build().text == re.sub(r"\s+", fold, builder.clean(f"x{text}x"))


@settings(TRIES, max_examples=3000)
@given(st.text("ab zZ.,?!\n0ÃÂ€™œŒ»®«¡“”’éàöĀ°²¢ØÙ‚Ä√≈βвЂГРÐ×│─а\x85\xa0–", max_size=9))
def test_mojibake_is_looked_for_only_beside_what_is_not_ascii(text):
    assert ftfy.is_bad(decode._foreign(text)) == ftfy.is_bad(text)


@TRIES
@given(st.from_regex(markdown._PLAIN_LINK, fullmatch=True))
def test_a_plain_link_stays_as_it_is(link):
    assert markdown._PARSER.normalizeLink(link) == link == normalizeLink(link)


@pytest.mark.parametrize("number", [0, 2, 3, 5])
def test_a_street_of_east_asia_holds_a_sign_of_its_scripts(number):
    sign, form = private._EAST_ASIA[number]

    @TRIES
    @given(st.from_regex(form).map(form.search).filter(bool))
    def check(found):
        assert not sign.search(found.group()) or private._WIDE.search(found.group())

    check()

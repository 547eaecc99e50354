"""Quick ways through the rules: what they let through or give is what the long way finds."""

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qabot.profiles import (
    affiliations,
    awards_told,
    contact,
    cutting,
    entry_lines,
    enumerations,
    heading_kinds,
    interests,
    item,
    name_lists,
    name_top,
    name_words,
    paper_leads,
    paper_words,
    people,
    persons,
    phrase_kinds,
    same_paper,
    soft_headings,
    title_ends,
)
from qabot.profiles.looks import words_in
from qabot.profiles.page import Line, Page
from qabot.profiles.tables import lowered
from qabot.sources.source import Source

TRIES = settings(max_examples=60, deadline=None, derandomize=True)


def found_by(pattern):
    """What an expression finds, in texts made to hold it; a lookaround may spoil some of them."""
    return st.from_regex(pattern).map(pattern.search).filter(bool)


LOOKS = {  # expression -> whether a text that it finds something in is let through
    "title behind a name": (persons._TITLES_BEHIND, lambda f: f.string.rstrip()[-1] in persons._ENDS_BEHIND),
    "title before a name": (
        persons._TITLES,
        lambda f: f.string[:2].lower() in persons._BEGINS_BEFORE or not f.string[:2].isascii(),
    ),
    "initial": (persons._INITIAL, lambda f: len(f[0]) == 1 or "." in f[0]),
    "end of a title": (title_ends._BREAK, lambda f: title_ends._BREAK_SIGN.search(f[0])),
    "other authors": (title_ends._COMPANY, lambda f: title_ends._may_lead(f[0])),
    "volume": (title_ends._VOLUME, lambda f: title_ends._DIGIT.search(f[0]) or "." in f[0]),
    "numbered": (title_ends._NUMBERED, lambda f: title_ends._DIGIT.search(f[0])),
    "honour": (paper_words.HONOUR, lambda f: paper_words.may_tell(f.string)),
    "words in the margin": (soft_headings._LEAD, lambda f: f.start() or soft_headings._lead(f.string)),
    "given name behind": (name_lists._INVERTED, lambda f: name_lists._GIVEN_BEHIND.match(f[0], f[0].index(","))),
    "surname and initials": (paper_leads._LAST_FIRST, lambda f: may_begin(f)),
    "initials and surname": (paper_leads._FIRST_LAST, lambda f: may_begin(f)),
}
LOOKS |= {
    "own news": (awards_told._NEWS_OWN, lambda f: awards_told._is_own(f.string, ())),
    "note": (affiliations._NOTE, lambda f: affiliations._NOTE_SIGN.search(f[0])),
    "honours": (phrase_kinds._HONOURS, lambda f: not phrase_kinds._HONOUR_WORDS.isdisjoint(words_in(f.string))),
    "end of a phrase": (cutting._BREAK, lambda f: cutting._may_break(f[0][0])),
    "end of a member": (enumerations._LIST, lambda f: enumerations._may_part(f[0][0])),
    "words for a page": (name_top._PAGE_WORDS, lambda f: name_top._may_name_page(f.string)),
    "footer": (entry_lines._FOOTER, lambda f: entry_lines.is_footer(f[0], Line(0, len(f[0]), 0))),
    "committee": (people._COMMITTEE, lambda f: "committee" in lowered(f[0])),
    "named as advisor": (people._NAMED_AS, lambda f: "advis" in lowered(f[0]) or "supervis" in lowered(f[0])),
    "interest": (interests._INTEREST, lambda f: interests._may_say(f[0])),
    "work": (interests._WORKS_ON, lambda f: interests._may_say(f[0])),
}
LOOKS |= {
    f"subject {number}": (form, lambda f, form=form: f.start() or form in name_top._subject_forms(f[0][0]))
    for number, form in enumerate(name_top._SUBJECT)
}
LOOKS |= {f"status {status}": (form, lambda f: paper_words.may_tell(f.string)) for status, form in paper_words.STATUS}
LOOKS |= {
    f"introduction {number}": (form, lambda f, needed=needed: any(sign in f[0] for sign in needed))
    for number, (needed, form) in enumerate(name_top._PROSE)
}


def may_begin(found):
    text = found.string[found.start() :]
    end = paper_leads._BEFORE_INITIAL.match(text).end() + 1
    return paper_leads._MAY_BE_INITIAL.search(text, 0, end)


@pytest.mark.parametrize("name", LOOKS)
def test_a_look_lets_through_what_is_found(name):
    pattern, lets_through = LOOKS[name]

    @TRIES
    @given(found_by(pattern))
    def check(found):
        assert lets_through(found)

    check()


WORDS = st.lists(
    st.sampled_from(
        ["Ada", "Lind", "B.", ", ", " and ", "; ", " ", "Berg", "(", ": ", "et al.", "等", "*", "1", "\n", "A", "…"]
    )
)


@TRIES
@given(WORDS)
def test_marks_behind_a_name_and_the_words_for_others_are_found(parts):
    text = "".join(parts)
    for position in range(len(text) + 1):
        assert name_words.after_name(text, position, len(text)) == name_words.AFTER_NAME.match(text, position).end()
        quick, slow = name_lists._et_al(text, position, len(text)), name_words.ET_AL.match(text, position)
        assert (quick and quick.span()) == (slow and slow.span())


@TRIES
@given(WORDS)
def test_a_list_of_one_comma_each_has_a_second_part(parts):
    text = "".join(parts)
    pieces = name_lists._AND.split(text)[::2]
    if len(pieces) > 1 and all(piece.count(",") == 1 for piece in pieces):
        assert name_lists._AND.search(text, 0, text.index(",", text.index(",") + 1))


@TRIES
@given(st.text("1234-5X n", max_size=60))
def test_identifiers_are_found_from_their_first_digit(text):
    slow = re.compile(r"(?<![\d-])\d{4}-\d{4}-\d{4}-\d{3}[\dX](?![\d-])")
    assert [m.span() for m in contact._ORCID.finditer(text)] == [m.span() for m in slow.finditer(text)]


@TRIES
@given(st.text("aI,( A.B)", max_size=20))
def test_an_initial_for_oneself_is_found_from_its_letter(text):
    slow = re.compile(r"\bI,?\s*[(（]((?:[A-Z]\.\s?-?){1,3}\s?[A-Z][\w'-]+|[A-Z][\w'-]+,\s?[A-Z]\.)[)）]")
    quick, slow = name_top._ABBREVIATED.search(text), slow.search(text)
    assert (quick and quick.span()) == (slow and slow.span())


@TRIES
@given(st.text("aZ é1_.,&'’`+-/()[]\t$|", max_size=20))
def test_headings_and_titles_in_ascii_are_folded_as_others_are(text):
    def folded(title):
        title = unicodedata.normalize("NFKC", title).casefold()
        title = "".join(c if unicodedata.category(c)[0] in "LNZMP" or c == "+" else " " for c in title)
        title = heading_kinds._NUMBER.sub("", title.strip())
        title = heading_kinds._SIDE.sub(" ", title) if heading_kinds._SIDE.sub("", title).strip() else title
        title = title.replace("&", " and ").replace("ph.d.", "phd").replace("ph.d", "phd")
        title = re.sub(r"[^\w'+\-・]+", " ", re.sub(r"[’`]", "'", title))
        return re.sub(r"\s+", " ", title).strip(" -'_・")

    assert heading_kinds.fold_heading(text) == folded(text)
    if text.isascii():
        assert same_paper.fold(text) == re.sub(r"\W+", " ", text.lower()).strip()


@pytest.mark.parametrize(
    ("kind", "form"), heading_kinds._patterns(), ids=lambda part: part if isinstance(part, str) else ""
)
def test_a_heading_in_ascii_needs_no_expression_for_other_letters(kind, form):
    forms = dict(heading_kinds._ascii_patterns())

    @TRIES
    @given(st.from_regex(re.compile(form.pattern, re.ASCII), alphabet=st.characters(max_codepoint=127)))
    def check(text):
        assert forms[kind].search(text)

    if kind in forms:
        check()


@TRIES
@given(st.text("ab 1.é'論文", max_size=20), st.integers(1, 4))
def test_words_are_counted_until_there_are_enough(text, least):
    labels = paper_words._label_words()
    words = paper_words._WORDS.findall(text)
    long = any(len(w) >= least and w.isascii() and w.lower() not in labels for w in words)
    assert paper_words.is_more_than_links(text, least) == long
    unspaced = len(paper_words._UNSPACED.findall(text))
    enough = len(text.strip()) >= paper_words._MIN_TITLE and paper_words.count_words(text) >= least
    assert paper_words.is_long_enough(text, least) == (unspaced >= 6 or enough)


@TRIES
@given(found_by(paper_words.LINKS))
def test_a_label_is_no_more_than_a_label(found):
    assert paper_words.is_label(found[0]) == bool(paper_words.LINKS.fullmatch(found[0]))


@TRIES
@given(st.text("ab.,;:|- \t(（，。·1é", max_size=20))
def test_titles_end_where_the_plain_expression_ends_them(text):
    plain = r"\t|\s[|·–—]\s|\s-\s|(?<=[^\W\d_]{3})\.\s|。|；|;|[:：]\s|(?<=[^\W\d_]),\s|，|\s?[（(]"
    for quick, slow in ((item._TITLE_END, plain), (item._TITLE_STOP, plain.replace(r"|[:：]\s", ""))):
        found, known = quick.search(text), re.search(slow, text)
        assert (found and found.start()) == (known and known.start())


@TRIES
@given(st.text("a .\n", max_size=8), st.integers(0, 9), st.integers(0, 9))
def test_a_range_is_trimmed_at_both_ends(text, start, end):
    end = min(end, len(text))
    kept = [at for at in range(start, end) if text[at] not in " ."]
    expected = (kept[0], kept[-1] + 1) if kept else (max(start, end) if start < end else start, end)
    assert Page(Source("a", "text", text, ())).trim(start, end, " .") == expected

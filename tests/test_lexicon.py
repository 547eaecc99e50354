"""Cues of the lexicon: found as one alternation of patterns over all cues would find them, longest first."""

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qabot.questions.lexicon import Lexicon, Table, plain
from qabot.questions.spelling import respelled

WIDE = re.compile(r"[぀-ヿ㐀-鿿豈-﫿가-힯]")


LETTER = r"[^\W\u1100-\uffff]"  # a word ends where Han, kana or Hangul begin: "GPA是多少"


def pattern_of(cue):
    body = re.escape(cue.rstrip("*").rstrip()) + (r"\s" if cue.endswith(" *") else "")
    if WIDE.search(cue):
        return body
    body = body.replace(r"\ _\ ", r"\ (?:\w+\ ){0,2}").replace(r"\*", f"{LETTER}*")
    start = "" if cue.startswith(("n'", "'")) else f"(?<!{LETTER})"
    return f"{start}{body}" + (f"{LETTER}*" if cue.endswith("*") else f"(?!{LETTER})")


def by_alternation(table, text):
    """What a table finds in a plain text, the slow way."""
    ordered = sorted(table._meanings, key=lambda cue: (-len(cue), cue))
    pattern = re.compile("|".join(f"({pattern_of(cue)})" for cue in ordered))
    return [
        (meaning, match.start(), match.end())
        for match in pattern.finditer(text)
        for meaning in sorted(table._meanings[ordered[match.lastindex - 1]] - {table._silent})
    ]


def found(table, text):
    return [(cue.meaning, cue.start, cue.end) for cue in table.find(text)]


TABLE = Table(
    {
        "a": ["work", "work*", "works with", "t*", "ta", "y", "who", "with his _ advis*", "n't", "'s", "don't"],
        "b": [
            "work",
            "visiting *",
            "who is _ doing",
            "工作",
            "인턴*",
            "а",
            "n'a pas",
            "a *",
            "c++",
            "ph.d*",
            "direct* de these",
        ],
    }
)


@given(st.lists(st.sampled_from([c.rstrip("*") for c in TABLE._meanings] + list(" '-_,?xé工s1\n"))))
def test_a_table_finds_what_one_long_pattern_finds(parts):
    for text in ("".join(parts), " ".join(parts)):
        assert found(TABLE, plain(text)) == by_alternation(TABLE, plain(text))


@pytest.mark.parametrize(
    ("text", "cues"),
    [
        ("who works with whom", [("a", 0, 3), ("a", 4, 14)]),  # the longer cue hides the shorter
        ("working", [("a", 0, 7)]),
        ("homework", []),
        ("don't", [("a", 0, 5)]),
        ("isn't", [("a", 2, 5)]),  # begins inside a word
        ("with his new phd advisor", [("a", 0, 24)]),
        ("with his very own phd advisor", []),  # "_" is at most two words
        ("人工作业", [("b", 1, 3)]),
        ("visiting scholar", [("b", 0, 16)]),
        ("directrice de these", [("b", 0, 19)]),  # a star inside is any ending
        ("tax y", [("a", 0, 3), ("a", 4, 5)]),
    ],
)
def test_cues_of_a_text(text, cues):
    assert found(TABLE, text) == cues == by_alternation(TABLE, text)


def test_the_shipped_tables_find_what_one_long_pattern_finds():
    lexicon, chance = Lexicon.load(), random.Random(7)
    tables = {**{f"relations {k}": t for k, t in lexicon.relations.items()}, **lexicon.flags}
    tables |= {
        name: getattr(lexicon, name)
        for name in ("degrees", "wants", "intents", "roles", "orders", "ranks", "kinds", "stages")
    }
    cues = sorted({cue for table in tables.values() for cue in table._meanings})
    ends = [" ", "", "'", "s ", "ing ", ", ", "-", "x", " of his ", "  ", "é", "1"]
    texts = ["".join(chance.choice(cues).rstrip("*") + chance.choice(ends) for _ in range(5)) for _ in range(60)]
    for table in tables.values():
        assert [found(table, text) for text in texts] == [by_alternation(table, text) for text in texts]


@pytest.mark.parametrize(
    "question",
    [
        "how does it halve the memory",
        "who is a journalist on the internet",
        "which contract and which country",
        "what did he invent with a camera and a crane",
    ],
)
def test_real_words_are_no_slips(question: str) -> None:
    assert respelled(question, lambda word: False) == question


def test_slips_are_put_right() -> None:
    asked = "asociate profesors with publicatons in jornals"
    assert respelled(asked, lambda word: False) == "associate profesors with publications in journals"
    assert respelled(asked, lambda word: word == "jornals").endswith("in jornals")

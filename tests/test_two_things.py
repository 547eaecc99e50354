"""Two things of one invented person compared: which came first, lasted longer, brought more; and papers not out."""

from __future__ import annotations

import pytest
from people import Talk

from qabot.profiles import make_profile
from qabot.sources.markdown import read_markdown
from qabot.sources.private import covered

MIRA = """# Mira Oltan

## Positions

- Postdoc, Quillon University, 2018 - 2020
- Research assistant, Tromsby Observatory, 2016 - 2018
- Engineer, Kestrel Labs, 2009 - 2010

## Education

- PhD in Physics, Tromsby University, 2012 - 2016
- BSc in Physics, Lake University, 2005 - 2009

## Publications

- Mira Oltan, Bo Lindqvist. Slow Rivers of Peat. Peat Letters, 2014.
- Mira Oltan, Greta Molin. Wet Graphs for Everybody. NeurIPS, 2015.
- Mira Oltan, Bo Lindqvist. Quick Bogs at Night. NeurIPS, 2016.
- Mira Oltan. A Theory of Moss. ICML, 2015.
- Lin Tarn, Mira Oltan. Ropes of Rain. Submitted to ICML, 2019.
- Mira Oltan, Lin Tarn. Nets of Frost. Moss Journal, to appear, 2020.

## Awards

- Moss Medal, 2008
- Peat Prize, 2011

## Projects

- Peat Watch, Moss Council, 20,000 EUR, 2018
- Bog Radar, Bog Union, 120,000 EUR, 2019
"""
NAMED = (
    "Postdoc", "Research assistant", "Engineer", "PhD", "BSc", "Slow Rivers", "Wet Graphs", "Quick Bogs", "Theory of Moss",
    "Ropes of Rain", "Nets of Frost", "Moss Medal", "Peat Prize", "Peat Watch", "Bog Radar",
)  # fmt: skip


def _talk():
    source = covered(read_markdown("oltan.md", MIRA))
    return Talk((make_profile("oltan.md", [source]), source))


def _named(text):
    return sorted((name for name in NAMED if name in text), key=text.index)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Which came first for Mira Oltan, the Moss Medal or the job at Kestrel Labs?", ["Moss Medal", "Engineer"]),
        ("What was earlier in Mira Oltan's life, the PhD or the engineer job?", ["Engineer", "PhD"]),
        ("Was Mira Oltan longer at Quillon University or at Kestrel Labs?", ["Postdoc", "Engineer"]),
        ("Did Mira Oltan spend longer as a postdoc or on the PhD?", ["PhD", "Postdoc"]),
        ("Which was shorter, Mira Oltan's postdoc or her BSc?", ["Postdoc", "BSc"]),
        ("Which got Mira Oltan more money, Peat Watch or Bog Radar?", ["Bog Radar", "Peat Watch"]),
        ("Which prize did Mira Oltan get later, the Moss Medal or the Peat Prize?", ["Peat Prize", "Moss Medal"]),
        ("Was war bei Mira Oltan zuerst, die Moss Medal oder der Peat Prize?", ["Moss Medal", "Peat Prize"]),
        ("Mira Oltan在Quillon University和Kestrel Labs哪个待得更久？", ["Postdoc", "Engineer"]),
        ("¿Qué fue primero en la carrera de Mira Oltan, la Moss Medal o el Peat Prize?", ["Moss Medal", "Peat Prize"]),
    ],
)
def test_the_one_asked_for_is_told_first(question, told):
    answer = _talk().ask(question)
    assert (answer.status, _named(answer.text)) == ("answered", told), answer.text
    assert len(answer.citations) == 2


@pytest.mark.parametrize(
    ("question", "yes"),
    [
        ("Did Mira Oltan's PhD take longer than the postdoc that followed it?", True),
        ("Did Mira Oltan's postdoc last longer than her BSc?", False),
        ("Is Mira Oltan's moss paper newer than the one on slow rivers?", True),
        ("Is Mira Oltan's paper on slow rivers newer than the one about moss?", False),
        ("Did Mira Oltan win the Moss Medal before the Peat Prize?", True),
    ],
)
def test_whether_one_is_more_than_the_other(question, yes):
    answer = _talk().ask(question)
    assert answer.text.startswith("Yes" if yes else "No"), answer.text
    assert len(answer.citations) == 2


def test_more_of_one_kind_than_of_another():
    answer = _talk().ask("Does Mira Oltan have more papers in Peat Letters or at NeurIPS?")
    assert [line.split(" [")[0] for line in answer.text.splitlines()] == [
        "- at NeurIPS (2 papers)",
        "- in Peat Letters (1 paper)",
    ]
    answer = _talk().ask("Did Mira Oltan publish more papers in 2014 or in 2015?")
    assert answer.text.splitlines()[0].startswith("- in 2015 (2 papers)"), answer.text


def test_what_is_not_named_is_not_compared():
    talk = _talk()
    assert talk.ask("Which came first for Mira Oltan, the Fern Cup or the Dew Cup?").status == "not_stated"
    assert talk.ask("Which brought Mira Oltan more money, Dew Grid or Fern Atlas?").status == "not_stated"


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Which of Mira Oltan's papers are submitted but not accepted?", ["Ropes of Rain"]),
        ("Which of Mira Oltan's papers are not accepted yet?", ["Ropes of Rain"]),
        ("Which papers of Mira Oltan are not published yet?", ["Ropes of Rain", "Nets of Frost"]),
        ("Does Mira Oltan have any unpublished papers?", ["Ropes of Rain", "Nets of Frost"]),
        ("Welche Arbeiten von Mira Oltan sind noch nicht angenommen?", ["Ropes of Rain"]),
        ("Mira Oltan 还没发表的论文有哪些？", ["Ropes of Rain", "Nets of Frost"]),
        ("Mira Oltan 还没录用的论文有哪些？", ["Ropes of Rain"]),
        ("Which of Mira Oltan's papers did not appear at ICML?", ["Slow Rivers", "Wet Graphs", "Quick Bogs", "Nets of Frost"]),
        ("Which of Mira Oltan's papers is not single-authored?", ["Slow Rivers", "Wet Graphs", "Quick Bogs", "Ropes of Rain", "Nets of Frost"]),
    ],
)  # fmt: skip
def test_papers_that_are_not_out(question, told):
    text = _talk().ask(question).text
    assert sorted(_named(text)) == sorted(told), text


def test_the_volume_and_pages_of_the_paper_told_of():
    page = (
        "# Bo Lindqvist\n\n## Publications\n\n- Bo Lindqvist. Nets of Frost. Moss Journal, 115(37), 9312-9317, 2018.\n"
        "- Bo Lindqvist. Wet Graphs. Peat Letters, 2015.\n"
    )
    source = covered(read_markdown("lindqvist.md", page))
    talk = Talk((make_profile("lindqvist.md", [source]), source))
    talk.ask("What year did Bo Lindqvist's paper on nets of frost appear?")
    text = talk.ask("Which volume and pages?").text
    assert "115(37)" in text and "9312" in text and "Wet Graphs" not in text, text
    talk.ask("When did Bo Lindqvist's Wet Graphs appear?")
    assert talk.ask("Which volume and pages?").status == "not_stated"


def test_before_or_after_asks_which_of_the_two():
    told = _talk().ask("Did Mira Oltan work at Tromsby Observatory before or after Quillon University?").text
    assert "before" in told and not told.startswith(("Yes", "No"))


def test_a_title_is_no_word_of_another_entry():
    page = MIRA.replace("- Engineer, Kestrel Labs", "- Engineer, Quick Bogs Group at Kestrel Labs")
    talk = Talk((make_profile("oltan.md", [source := covered(read_markdown("oltan.md", page))]), source))
    told = talk.ask("Which did Mira Oltan publish earlier, Quick Bogs at Night or Slow Rivers of Peat?").text
    assert _named(told)[0] == "Slow Rivers" and "Kestrel" not in told

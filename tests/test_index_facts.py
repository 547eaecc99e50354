"""The facts of all profiles as tables: exact rows, who is who, what is one paper, and quick questions over them."""

from dataclasses import replace
from pathlib import Path

import pytest
from fakes import WordEmbedder, source_of
from hypothesis import given, settings
from hypothesis import strategies as st
from people import Writer, person

from qabot.index import Index, Readers, build
from qabot.index.facts import Advised, Facts, ListedPaper, Person, Post
from qabot.index.identity import Listing, Owner, same_papers
from qabot.index.printed import keys_of, printed, title_key
from qabot.index.tables import Tables, record_of, tables_bytes
from qabot.profiles.profile import Award, Item, Link, Profile, Value
from qabot.settings import Settings
from qabot.sources.source import Span


def tables_of(*people) -> Tables:
    return Tables(tables_bytes(record_of(profile, [source], []) for profile, source in people))


def rows(tables: Tables, sql: str) -> list[tuple]:
    return tables._ask(sql)


KIM = person(
    "Minsoo Kim",
    papers=[
        ("Sparse graphs for slow robots", ["Minsoo Kim", "Lena Vogt", "Juan Ferro"], "ICLR", 2021),
        ("Tides in the harbour", ["Juan Ferro", "M. Kim"], "KDD", 2018),
    ],
    positions=[("Professor", "Norrland University", "2015", ""), ("Postdoc", "Lab of Tides, Norrland", "2012", "2015")],
    degrees=[("PhD", "Computer Science", "Seaford College", "2007", "2012")],
    awards=[("Harbour Prize", 2019)],
)
VOGT = person(
    "Lena Vogt",
    path="vogt-1.md",
    advisors=["Kim Min-Soo"],
    papers=[
        ("Sparse Graphs for Slow Robots", ["M. Kim", "L. Vogt", "J. Ferro"], "", 2020),
        ("Voices under ice", ["Vogt, Lena", "M. Kim", "Sara Holm"], "EMNLP", 2022),
    ],
    degrees=[("PhD", "Robotics", "Norrland University", "2016", "2021")],
    interests=["sea ice"],
)
NAMESAKE = person(
    "Lena Vogt",
    path="vogt-2.md",
    papers=[("Salt and its markets", ["Lena Vogt", "M. Kim", "Sara Holm"], "KDD", 2019)],
    emails=["vogt@salt.example"],
)


@pytest.fixture(scope="module")
def three() -> Tables:
    return tables_of(KIM, VOGT, NAMESAKE)


def test_people_of_three_profiles(three):
    assert rows(three, "SELECT id, name, profile, key FROM person ORDER BY id") == [
        (0, "Minsoo Kim", "minsoo-kim.md", "profile minsoo-kim.md"),
        (1, "Lena Vogt", "vogt-1.md", "profile vogt-1.md"),
        (2, "Lena Vogt", "vogt-2.md", "profile vogt-2.md"),
        (3, "Juan Ferro", None, f"name {printed('Juan Ferro').key}"),
        (4, "Sara Holm", None, f"name {printed('Sara Holm').key}"),
        # he fits, but the only name he knows on that page is one of two people
        (5, "M. Kim", None, "name m kim in vogt-2.md"),
    ]
    assert rows(three, "SELECT person, text FROM name ORDER BY person, text") == [
        (0, "Kim Min-Soo"),
        (0, "M. Kim"),
        (0, "Minsoo Kim"),
        (1, "L. Vogt"),
        (1, "Lena Vogt"),
        (1, "Vogt, Lena"),
        (2, "Lena Vogt"),
        (3, "J. Ferro"),
        (3, "Juan Ferro"),
        (4, "Sara Holm"),
        (5, "M. Kim"),
    ]


def test_a_paper_of_two_profiles_is_one_paper_with_two_listings(three):
    assert rows(three, "SELECT * FROM paper ORDER BY id") == [
        (0, "Sparse graphs for slow robots", "sparsegraphsforslowrobots", 2021, "ICLR", "ICLR", ""),
        (1, "Tides in the harbour", "tidesintheharbour", 2018, "KDD", "KDD", ""),
        (2, "Voices under ice", "voicesunderice", 2022, "EMNLP", "EMNLP", ""),
        (3, "Salt and its markets", "saltanditsmarkets", 2019, "KDD", "KDD", ""),
    ]
    assert rows(
        three,
        "SELECT l.id, paper, person, number, title, year, v.printed, s.printed, status, path FROM listing l"
        " JOIN file f ON f.id = l.source LEFT JOIN text v ON v.id = venue LEFT JOIN text s ON s.id = venue_short"
        " ORDER BY l.id",
    ) == [
        (0, 0, 0, 0, None, 2021, "ICLR", "ICLR", "", "minsoo-kim.md"),
        (1, 1, 0, 1, None, 2018, "KDD", "KDD", "", "minsoo-kim.md"),
        (2, 0, 1, 0, "Sparse Graphs for Slow Robots", 2020, None, None, "", "vogt-1.md"),
        (3, 2, 1, 1, None, 2022, "EMNLP", "EMNLP", "", "vogt-1.md"),
        (4, 3, 2, 0, None, 2019, "KDD", "KDD", "", "vogt-2.md"),
    ]
    assert rows(three, "SELECT paper, listing, place, person, printed FROM authorship ORDER BY listing, place") == [
        (0, 0, 1, 0, "Minsoo Kim"),
        (0, 0, 2, 1, "Lena Vogt"),
        (0, 0, 3, 3, "Juan Ferro"),
        (1, 1, 1, 3, "Juan Ferro"),
        (1, 1, 2, 0, "M. Kim"),
        (0, 2, 1, 0, "M. Kim"),
        (0, 2, 2, 1, "L. Vogt"),
        (0, 2, 3, 3, "J. Ferro"),
        (2, 3, 1, 1, "Vogt, Lena"),
        (2, 3, 2, 0, "M. Kim"),  # a single profile fits, and Lena Vogt's own page says whom he wrote with
        (2, 3, 3, 4, "Sara Holm"),
        (3, 4, 1, 2, "Lena Vogt"),
        (3, 4, 2, 5, "M. Kim"),
        (3, 4, 3, 4, "Sara Holm"),
    ]

"""Keys in tables: what they find is a superset, counts are exact sums over segments, and no statement reads a table."""

import re
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from fakes import WordEmbedder
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks import people as bench
from qabot.answers.answerer import Answerer
from qabot.answers.candidates import candidates
from qabot.answers.meeting import fitting as _fitting
from qabot.answers.meeting import looked_in as _looked_in
from qabot.index import Index, Readers, build
from qabot.index.lookup import STATEMENTS, Form, Lookup
from qabot.index.person_tables import TABLES, PersonTables
from qabot.profiles.same import same_person
from qabot.questions.people import PeopleTable
from qabot.questions.state import ChatState
from qabot.questions.titles import TitleTable
from qabot.settings import Settings
from qabot.words.name_keys import name_keys, person_keys
from qabot.words.names import near
from qabot.words.organizations import same_organization
from qabot.words.place_keys import agreeing_organizations, agreeing_venues
from qabot.words.tokens import shortened
from qabot.words.venues import same_venue

MADE = bench.people(40, seed=3)
PAGES = [bench.written(made) for made in MADE]
SOURCES = {source.path: source for _, source in PAGES}
ASKED = [
    *(asked.question for asked in bench.questions(MADE, 52, seed=5)),
    "Who works at the University of Nowhere?",
    "Who published at ICML in 2019?",
    "Who has published at both ICML and ACL?",
    "Who was advised by " + MADE[3].advisor + "?",
    "Who is an assistant professor?",
    "Who got a PhD in 2021?",
    "Where does " + MADE[5].name.replace("e", "a", 1) + " work?",
    "What did " + MADE[6].name.split()[0][0] + ". " + MADE[6].name.split()[1] + " write?",
    "papers of " + MADE[7].name.split()[1],
]


class Everything(Lookup):
    """Gives all there is, whatever is asked: the rules alone decide."""

    def forms(self, expression: str) -> list[Form]:
        rows = self._ask("SELECT p.id, p.name, f.text FROM form f JOIN person p ON p.person = f.person", ())
        return [Form(*row, keys) for row in dict.fromkeys(rows) if (keys := name_keys(row[2]))]

    def listed(self, expression: str):
        return self.listed_by([row[0] for row in self._ask("SELECT id FROM person", ())]) if expression else []


@pytest.fixture(scope="module")
def lookup() -> Lookup:
    return Lookup.of((profile for profile, _ in PAGES), SOURCES)


class Shelf:
    """An index without passages."""

    def __init__(self, lookup: Lookup) -> None:
        self.lookup, self.people = lookup, tuple(profile.id for profile, _ in PAGES)
        self._profiles = {profile.id: profile for profile, _ in PAGES}
        self.profile, self.source = self._profiles.__getitem__, SOURCES.__getitem__

    def search(self, text, *, k, people=(), without=()):
        return []


def told(mentions):
    return [(m.kind, m.start, m.end, m.candidates) for m in mentions]


@pytest.mark.parametrize("side", ["o", "s"])
def test_names_found_by_keys_are_those_found_among_all(lookup, side):
    everything = Everything(lookup._ask)
    few, every = PeopleTable(lookup, side), PeopleTable(everything, side)
    found = [told(few.link(question)) for question in ASKED]
    assert found == [told(every.link(question)) for question in ASKED]
    assert sum(map(bool, found)) > 20 if side == "o" else True


def test_titles_found_by_keys_are_those_found_among_all(lookup):
    everything = Everything(lookup._ask)
    few, every = TitleTable(lookup), TitleTable(everything)
    for question in ASKED:
        for asked in (True, False):
            assert told(few.link(question, paper_asked=asked)) == told(every.link(question, paper_asked=asked)), (
                question
            )


def test_candidates_hold_everybody_whom_the_rules_let_pass(lookup):
    answerer = Answerer(Shelf(lookup))
    asked = 0
    for question in ASKED:
        for query in answerer.understand(question, ChatState()):
            if query.intent not in ("find", "count", "yes_no") or query.people:
                continue
            context = _context(answerer)
            fit = {p for p in answerer.knowledge.ids if _fitting(context, query, p)}
            assert fit <= set(candidates(answerer.knowledge, query, _looked_in(query))), question
            asked += bool(fit)
    assert asked > 8


def _context(answerer: Answerer):
    from qabot.answers.context import Context
    from qabot.answers.draft import Draft

    library = answerer.library
    return Context(library, answerer.knowledge, answerer.weights, answerer._search, Draft(library))


@pytest.mark.parametrize("dead", [False, True])
def test_no_statement_reads_a_whole_table(dead):
    connection = sqlite3.connect(":memory:")
    tables = PersonTables(connection)
    for profile, source in PAGES[:4]:
        tables.add(profile, [source])
    tables.finish()
    connection.execute("CREATE TEMP TABLE dead (person INTEGER PRIMARY KEY)")
    for table in TABLES if dead else ():
        living = f"SELECT * FROM main.{table} WHERE person NOT IN (SELECT person FROM dead)"
        connection.execute(f"CREATE TEMP VIEW {table} AS {living}")
    for statement in STATEMENTS:
        values = ["x"] * statement.count("?")
        plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}", values)]
        read = [step for step in plan if step.startswith("SCAN") and not re.search(r"json_each|INDEX \d+:M", step)]
        read = [step for step in read if step != "SCAN dead"]  # those few who are gone
        assert read == [], statement


def test_counts_are_exact_when_a_segment_replaces_somebody():
    old, new = PAGES[0], (replace(PAGES[0][0], interests=PAGES[5][0].interests), PAGES[5][1])
    first, second, fresh = (sqlite3.connect(":memory:") for _ in range(3))
    tables = PersonTables(first)
    for profile, source in (old, PAGES[1]):
        tables.add(profile, [source])
    tables.finish()
    tables = PersonTables(second)
    tables.add(new[0], [new[1]])
    tables.drop(old[0], [old[1]])
    tables.finish()
    tables = PersonTables(fresh)
    for profile, source in (new, PAGES[1]):
        tables.add(profile, [source])
    tables.finish()
    wanted = dict(fresh.execute("SELECT key, n FROM tally"))
    both = Lookup(lambda sql, values: first.execute(sql, values).fetchall() + second.execute(sql, values).fetchall())
    both.read(key for connection in (first, second) for (key,) in connection.execute("SELECT key FROM tally"))
    assert {key: n for key, n in both._counts.items() if n} == wanted


WORDS = st.text("abcdeé'", min_size=3, max_size=10)


@given(WORDS, WORDS)
@settings(max_examples=300, deadline=None)
def test_words_a_typo_apart_share_a_key(one, other):
    if near(one, other) and one != other:
        assert set(shortened(one)) & set(shortened(other))


@given(st.text("abcdefgh", min_size=5, max_size=11), st.integers(0, 9), st.sampled_from("xyz"), st.integers(0, 3))
@settings(max_examples=300, deadline=None)
def test_a_word_and_its_typo_share_a_key(word, place, letter, kind):
    at = place % len(word)
    edits = [word[:at] + word[at + 1 :], word[:at] + letter + word[at:], word[:at] + letter + word[at + 1 :]]
    typo = [*edits, word[:at] + word[at : at + 2][::-1] + word[at + 2 :]][kind]
    assert not near(word, typo) or word == typo or set(shortened(word)) & set(shortened(typo))


@pytest.mark.parametrize(
    ("length", "keys"), [(4, 0), (7, 8), (9, 46), (31, 497), (32, 33), (63, 64), (64, 0), (1_000_000, 0)]
)
def test_the_keys_of_a_word_are_so_many_at_most(length, keys):
    word = "".join(chr(0x4E00 + number) for number in range(length)) if length < 99 else "a" * length
    assert len(shortened(word)) == keys


NAMES = (
    "Minsoo Kim;Kim, Minsoo;M. Kim;Kim M S;Min-Soo Kim;Ana Maria Silva;Maria Ana Silva;A. M. Silva;김민수;Silva".split(
        ";"
    )
)
PLACES = (
    "KAIST;Graduate School of AI, KAIST;Korea Advanced Institute of Science and Technology;NAVER AI Lab;NAVER;"
    "Hanyang University;한양대학교;University of Michigan;Michigan State University;Tarn College;AI Lab;MIT;MIT CSAIL;"
    "Massachusetts Institute of Technology;Department of Physics;Bowling Green State University;北京大学;Peking University"
).split(";")
VENUES = (
    "Phys. Rev. D;PRD;Physical Review D;EMNLP 2023;Findings of EMNLP;ICML Workshop;ICML;Nature;Nature Physics".split(
        ";"
    )
)


@pytest.mark.parametrize(
    ("texts", "same", "keys"),
    [
        (NAMES, same_person, person_keys),
        (PLACES, same_organization, agreeing_organizations),
        (VENUES, same_venue, agreeing_venues),
    ],
)
def test_what_is_the_same_shares_a_key(texts, same, keys):
    alike = [(one, other) for one in texts for other in texts if one != other and same(one, other)]
    assert len(alike) > 3
    assert [pair for pair in alike if not set(keys(pair[0])) & set(keys(pair[1]))] == []


def test_segments_answer_as_one_index_does(tmp_path: Path):
    pages = {source.path: (profile, source) for profile, source in PAGES[:6]}
    readers = Readers(
        lambda path, root, settings: pages[path.relative_to(root).as_posix().removesuffix("+")][1],
        lambda person, sources: pages[sources[0].path][0],
    )

    def built(index: str, names) -> Index:
        corpus = tmp_path / "corpus"
        corpus.mkdir(exist_ok=True)
        for path in corpus.iterdir():
            path.unlink()
        for name in names:
            (corpus / name).write_text(name, "utf-8")
        build(corpus, tmp_path / index, embedder=WordEmbedder(), settings=Settings(), read=readers)
        return Index.open(tmp_path / index, WordEmbedder())

    names = sorted(pages)
    built("steps", names[:4])
    built("steps", names[1:5])
    steps, once = built("steps", names[2:]), built("once", names[2:])
    questions = [asked.question for asked in bench.questions(MADE[:6], 40, seed=1)]
    one, other = Answerer(steps), Answerer(once)
    assert [one.answer(q, ChatState()) for q in questions] == [other.answer(q, ChatState()) for q in questions]


@pytest.mark.parametrize("question", ["Who has the most papers?", "Who published first?", "Who has most ICML papers?"])
def test_the_leaders_of_many_are_those_of_all(lookup, question, monkeypatch):
    from qabot.answers import compare

    answerer = Answerer(Shelf(lookup))
    everyone, _ = answerer.answer(question, ChatState())
    monkeypatch.setattr(compare, "_MANY", 5)
    few, _ = answerer.answer(question, ChatState())
    assert everyone == few and everyone.answered

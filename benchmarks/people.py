"""What opening an index and asking it cost as the people in it grow in number, and whether the answers are exact.

    python -m benchmarks.people                     # 1,000 made-up people
    python -m benchmarks.people --people 100000 --folder /somewhere/large

People are made as profiles, not as pages, so that reading files is left out; about ten passages of text each. Without a
model: no question of these needs one. Every answer is held against what the profiles were made of: the people named by
"Who works on ...?", the papers listed, the numbers counted. "exact" is the share of answers that say that and no more.
"""

# ruff: noqa: S311  # chance here is for variety, not for secrets

from __future__ import annotations

import argparse
import json
import random
import re
import sqlite3
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from qabot.answers.answer import Answer
from qabot.answers.answerer import Answerer
from qabot.index.index import Hit
from qabot.index.lookup import Lookup
from qabot.index.person_tables import PersonTables
from qabot.profiles.profile import Award, Degree, Paper, Position, Profile, Section, Value
from qabot.questions.state import ChatState
from qabot.sources.source import Block, Source, Span

_FIRST = (
    "Mira Ola Juno Petra Lena Karl Noor Tess Ugo Ida Ann Ravi Sora Emil Zofia Hugo Yara Nils Aiko Omar Lars Inga Tove "
    "Anouk Bela Cleo Dario Edda Fenna Gero Hana Ivo Jette Kaya Levin Malin Nela Otto Pia Quirin Romy Selma Timo Ulla"
).split()
_SYLLABLES = (
    "ber gan lo mar ti ves kor dal ri sun hol pe ny tor wik ans fel gru hav jor kel lum nor plo sked vor".split()
)
_COMMON = "Kim Park Lee Garcia Smith Ivanov".split()  # family names that one in twenty has
_WAYS = "Learning Mapping Counting Modelling Tracing Sorting Predicting Naming".split()
_HOW = "with Few Samples;from Noisy Maps;at Scale;under Drift;without Labels;in the Field;over Graphs".split(";")
_VENUES = "ICML NeurIPS ACL EMNLP ICLR CVPR KDD Nature TMLR JMLR".split()
_ROLES = "Lecturer;Assistant Professor;Research Scientist;Postdoctoral Researcher".split(";")
_AWARDS = "Best Paper Award;Early Career Prize;Graduate Fellowship;Teaching Medal".split(";")
_PROSE = "the work asks how small changes add up and why some of them never show at all in what is measured".split()
PEOPLE_A_TOPIC, PEOPLE_A_PLACE = 30, 40
GOALS = {"fact": 10, "list": 100, "count": 100, "find": 100}  # milliseconds at the median


@dataclass(frozen=True, slots=True)
class Made:
    """A made-up researcher."""

    number: int
    name: str
    role: str
    work: str
    school: str
    advisor: str
    award: str
    topics: tuple[str, ...]
    papers: tuple[tuple[str, str, str, int], ...]  # title, co-author, venue, year

    @property
    def id(self) -> str:
        """The id of the profile."""
        return f"{self.number:07}-{self.name.lower().replace(' ', '-')}.md"

    @property
    def email(self) -> str:
        """The address."""
        return f"{self.name.lower().replace(' ', '.')}{self.number}@tarn-college.edu"


def people(count: int, seed: int = 0) -> list[Made]:
    """Made-up people, no two of the same name."""
    chance = random.Random(seed)
    words = _words(chance)
    topics = [f"{next(words)} {next(words)}" for _ in range(3 * count // PEOPLE_A_TOPIC + 5)]
    places = [f"University of {next(words).capitalize()}" for _ in range(2 * count // PEOPLE_A_PLACE + 5)]
    names: dict[str, None] = {}
    while len(names) < 4 * count:
        family = chance.choice(_COMMON) if chance.random() < 0.05 else _name(chance)
        given = chance.choice(_FIRST)
        names[f"{given} {family}" if len(family) > 5 else f"{given}{chance.choice(_SYLLABLES)} {family}"] = None
    owners, others = list(names)[:count], list(names)[count:]
    return [_person(chance, number, name, others, topics, places) for number, name in enumerate(owners)]


def _words(chance: random.Random) -> Iterator[str]:
    seen: set[str] = set()
    while True:
        word = "".join(chance.choices(_SYLLABLES, k=4))
        if word not in seen:
            seen.add(word)
            yield word


def _name(chance: random.Random) -> str:
    return "".join(chance.choices(_SYLLABLES, k=3)).capitalize()


def _person(
    chance: random.Random, number: int, name: str, others: Sequence[str], topics: Sequence[str], places: Sequence[str]
) -> Made:
    own = tuple(chance.sample(topics, 3))
    near = chance.choices(others, k=5)
    papers = {}
    for _ in range(chance.randrange(6, 20)):
        one, other = chance.sample(own, 2)
        title = f"{chance.choice(_WAYS)} {one.capitalize()} and {other} {chance.choice(_HOW)}"
        papers[title] = (title, chance.choice(near), chance.choice(_VENUES), chance.randrange(2012, 2026))
    return Made(
        number,
        name,
        chance.choice(_ROLES),
        chance.choice(places),
        chance.choice(places),
        chance.choice(others),
        chance.choice(_AWARDS),
        own,
        tuple(papers.values()),
    )


class _Page:
    """A text that grows, with the place of what is written."""

    def __init__(self, path: str) -> None:
        self.path, self.text = path, ""
        self.blocks: list[Block] = []
        self.starts: list[tuple[str, str, int]] = []

    def write(self, words: str, kind: str = "item", parts: Sequence[str] = ()) -> tuple[Span, list[Span]]:
        """Add a block; its span, and those of parts of it."""
        self.text += "\n\n" if self.text else ""
        start = len(self.text)
        self.text += words
        self.blocks.append(Block(kind, start, len(self.text), 1 if kind in ("item", "heading") else 0))  # type: ignore[arg-type]
        spans = [start + words.index(part) for part in parts]
        return (
            Span(self.path, start, len(self.text)),
            [Span(self.path, at, at + len(part)) for at, part in zip(spans, parts, strict=True)],
        )

    def heading(self, title: str, kind: str) -> None:
        """Begin a section."""
        self.starts.append((kind, title, len(self.text) + 2 if self.text else 0))
        self.write(title, "heading")

    def sections(self) -> tuple[Section, ...]:
        """What was begun, each up to the next."""
        ends = [start for _, _, start in self.starts[1:]] + [len(self.text)]
        return tuple(
            Section(kind, title, (title,), Span(self.path, start, end))
            for (kind, title, start), end in zip(self.starts, ends, strict=True)
        )


def written(made: Made) -> tuple[Profile, Source]:
    """A person as a page that was read."""
    chance, page = random.Random(made.number), _Page(made.id)
    page.heading(made.name, "about")
    name_span = Span(made.id, 0, len(made.name))
    email, _ = page.write(made.email, "paragraph")
    for _ in range(12):
        page.write(". ".join(" ".join(chance.choices(_PROSE, k=14)).capitalize() for _ in range(5)) + ".", "paragraph")
    page.heading("Experience", "positions")
    post, _ = page.write(f"{made.role}, {made.work}, 2021 - present")
    page.heading("Education", "education")
    degree, spans = page.write(
        f"PhD in Computer Science, {made.school}, 2016 - 2021. Advisor: {made.advisor}", parts=[made.advisor]
    )
    page.heading("Research Interests", "interests")
    interests = [Value(topic, page.write(topic)[0]) for topic in made.topics]
    page.heading("Publications", "papers")
    papers = []
    for title, other, venue, year in made.papers:
        words = f"{made.name}, {other}. {title}. In {venue} {year}."
        whole, parts = page.write(words, parts=[f"{made.name}, {other}", title, venue, str(year)])
        papers.append(
            Paper(
                title=title,
                span=whole,
                authors=(made.name, other),
                venue=venue,
                venue_short=venue,
                year=year,
                status="published",
                parts=dict(zip(("authors", "title", "venue", "year"), parts, strict=True)),
            )
        )
    page.heading("Awards", "awards")
    award, _ = page.write(f"{made.award}, {made.papers[0][3]}")
    position = Position(role=made.role, organization=made.work, span=post, start="2021", current=True)
    advisor = Value(made.advisor, spans[0])
    profile = Profile(
        id=made.id,
        sources=(made.id,),
        name=made.name,
        name_span=name_span,
        current=position,
        positions=(position,),
        education=(
            Degree(
                degree="PhD",
                field="Computer Science",
                organization=made.school,
                span=degree,
                start="2016",
                end="2021",
                advisors=(advisor,),
            ),
        ),
        advisors=(advisor,),
        papers=tuple(papers),
        awards=(Award(title=made.award, span=award, year=made.papers[0][3]),),
        interests=tuple(interests),
        emails=(Value(made.email, email),),
        sections=page.sections(),
    )
    return profile, Source(made.id, "markdown", page.text, tuple(page.blocks))


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with the test of its answer."""

    kind: str  # "fact", "list", "count" or "find"
    question: str
    exact: Callable[[Answer], bool]


def questions(made: Sequence[Made], count: int, seed: int = 0) -> list[Asked]:
    """So many questions, of every kind alike, in a mixed order."""
    chance = random.Random(seed)
    by_topic, by_work, by_school = _by_topic(made), defaultdict(set), defaultdict(set)
    for person in made:
        by_work[person.work].add(person.name)
        by_school[person.school].add(person.name)
    found = []
    while len(found) < count:
        person = chance.choice(made)
        topic, work, school = chance.choice(person.topics), person.work, person.school
        found += [
            *_about(person, chance),
            Asked("find", f"Who works on {topic}?", _names(by_topic[topic])),
            Asked("find", f"Who studied at {school}?", _names(by_school[school])),
            Asked("count", f"How many people work at {work}?", _names(by_work[work])),
        ]
    return chance.sample(found[:count], count)


def _by_topic(made: Sequence[Made]) -> dict[str, set[str]]:
    found = defaultdict(set)
    for person in made:
        for topic in person.topics:
            found[topic].add(person.name)
    return found


def _about(person: Made, chance: random.Random) -> list[Asked]:
    title, other, venue, year = chance.choice(person.papers)
    there = [row[0] for row in person.papers if row[2] == venue]
    since = [row[0] for row in person.papers if row[3] >= 2018]
    return [
        Asked("fact", f"Who advised {person.name}?", _says(person.advisor)),
        Asked("fact", f"Where does {person.name} work?", _says(person.work)),
        Asked("fact", f"What is {person.name}'s email address?", _says(person.email)),
        Asked("fact", f"In which year was “{title}” published?", _says(str(year))),
        Asked("fact", f"Which awards has {person.name} won?", _says(person.award)),
        Asked("fact", f"Where did {person.name} get a PhD?", _says(person.school)),
        Asked("fact", f"Who wrote {title} with {person.name}?", _says(other)),
        Asked("fact", f"Who is {person.name}?", _says(person.role)),
        Asked("list", f"Which papers did {person.name} publish at {venue}?", _titles(person, there)),
        Asked("count", f"How many papers has {person.name} published since 2018?", _titles(person, since)),
    ]


def _says(words: str) -> Callable[[Answer], bool]:
    return lambda answer: words.lower() in answer.text.lower()


def _names(names: set[str]) -> Callable[[Answer], bool]:
    return lambda answer: set(answer.people) == names


def _titles(person: Made, titles: Sequence[str]) -> Callable[[Answer], bool]:
    """Whether these papers of a person are named and no other."""
    others = [row[0] for row in person.papers if row[0] not in titles]

    def exact(answer: Answer) -> bool:
        told = all(title in answer.text for title in titles) and not any(
            f"“{title}”" in answer.text for title in others
        )
        return told and (len(titles) < 2 or str(len(titles)) in answer.text)

    return exact


_PROFILE, _SOURCE = TypeAdapter(Profile), TypeAdapter(Source)


class Shelf:
    """Profiles, sources and the tables they are found by, in files like an index's segments; without passages."""

    def __init__(self, files: Sequence[Path]) -> None:
        self._segments = [sqlite3.connect(file, check_same_thread=False, cached_statements=256) for file in files]
        for segment in self._segments:
            segment.execute(f"PRAGMA mmap_size = {1 << 36}")
        self.lookup = Lookup(self._ask)
        self.people = tuple(sorted(row[0] for row in self._ask("SELECT id FROM person", ())))
        self.profile = lru_cache(512)(lambda person: _PROFILE.validate_json(self._body("profile", person)))
        self.source = lru_cache(512)(lambda path: _SOURCE.validate_json(self._body("source", path)))

    def _ask(self, sql: str, values: Sequence[object]) -> list[tuple[Any, ...]]:
        return [row for segment in self._segments for row in segment.execute(sql, values).fetchall()]

    def _body(self, table: str, key: str) -> str:
        return str(self._ask(f"SELECT body FROM {table} WHERE id = ?", (key,))[0][0])  # noqa: S608 - two names

    def search(self, text: str, *, k: int, people: Sequence[str] = (), without: Sequence[str] = ()) -> list[Hit]:
        """Nothing: no question here needs a passage."""
        return []


def write_segment(file: Path, made: Sequence[Made]) -> None:
    """Put people into a file, whole or not at all."""
    part = file.with_suffix(".part")
    part.unlink(missing_ok=True)
    connection = sqlite3.connect(part, isolation_level=None)
    connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
    for table in ("profile", "source"):
        connection.execute(f"CREATE TABLE {table} (id TEXT PRIMARY KEY, body TEXT) WITHOUT ROWID")
    tables = PersonTables(connection)
    connection.execute("BEGIN")
    for person in made:
        profile, source = written(person)
        tables.add(profile, [source])
        connection.execute("INSERT INTO profile VALUES (?, ?)", (profile.id, _PROFILE.dump_json(profile).decode()))
        connection.execute("INSERT INTO source VALUES (?, ?)", (source.path, _SOURCE.dump_json(source).decode()))
    tables.finish()
    connection.execute("COMMIT")
    connection.close()
    part.replace(file)


def shelved(folder: Path, made: Sequence[Made], seed: int, segments: int, processes: int) -> list[Path]:
    """The files of a shelf; those that are not there are written."""
    folder.mkdir(parents=True, exist_ok=True)
    files = [folder / f"people-{len(made)}-{seed}-{number}-of-{segments}.sqlite" for number in range(segments)]
    parts = {file: made[number::segments] for number, file in enumerate(files) if not file.exists()}
    if processes > 1 and parts:
        with ProcessPoolExecutor(processes) as pool:
            list(pool.map(write_segment, parts.keys(), parts.values()))
    else:
        for file, part in parts.items():
            write_segment(file, part)
    return files


def resident() -> float:
    """Megabytes of memory that the process holds now, mapped files aside; 0 where that cannot be told."""
    if sys.platform != "linux":
        return 0.0
    found = re.search(r"RssAnon:\s+(\d+) kB", Path("/proc/self/status").read_text("ascii"))
    return int(found[1]) / 1000 if found else 0.0


def ask(answerer: Answerer, asked: Sequence[Asked]) -> dict[str, list[tuple[float, bool, str]]]:
    """Ask each question once: by kind the seconds, whether the answer was exact, and the question."""
    found: dict[str, list[tuple[float, bool, str]]] = defaultdict(list)
    for each in asked:
        began = time.perf_counter()
        answer, _ = answerer.answer(each.question, ChatState())
        found[each.kind].append((time.perf_counter() - began, each.exact(answer), each.question))
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the arguments, make, open, ask, tell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=1000)
    parser.add_argument("--questions", type=int, default=260)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--folder", type=Path, help="where the shelf is kept; a temporary folder by default")
    parser.add_argument("--segments", type=int, default=4)
    parser.add_argument("--processes", type=int, default=1, help="that write the segments")
    parser.add_argument("--wrong", action="store_true", help="print the questions whose answers are not exact")
    given = parser.parse_args(arguments)
    say = sys.stdout.write
    made = people(given.people, given.seed)
    with tempfile.TemporaryDirectory() as name:
        began = time.perf_counter()
        files = shelved(given.folder or Path(name), made, given.seed, given.segments, given.processes)
        spent, size = time.perf_counter() - began, sum(file.stat().st_size for file in files)
        say(f"written in {spent:.1f} s; {size / len(made) / 1000:.1f} kB a person in {len(files)} segments\n")
        asked = questions(made, given.questions, given.seed)
        before, began = resident(), time.perf_counter()
        answerer = Answerer(Shelf(files))  # type: ignore[arg-type]  # a stand-in for an index
        opened = time.perf_counter() - began
        after = resident()
        found = ask(answerer, asked)
        say(f"{given.people:,} people: opened in {1000 * opened:.0f} ms with {after - before:.0f} MB more; ")
        say(f"{resident() - before:.0f} MB more in all after {len(asked)} questions\n")
    say(f"{'kind':8}{'asked':>7}{'median ms':>11}{'p95 ms':>9}{'exact':>8}\n")
    for kind, rows in sorted(found.items()):
        times = sorted(1000 * row[0] for row in rows)
        right = statistics.mean(row[1] for row in rows)
        say(
            f"{kind:8}{len(rows):7}{statistics.median(times):11.2f}{times[int(0.95 * (len(times) - 1))]:9.1f}{right:8.1%}\n"
        )
    if given.wrong:
        say("".join(f"{json.dumps(row[2])}\n" for rows in found.values() for row in rows if not row[1]))
    met = all(1000 * statistics.median(row[0] for row in rows) <= GOALS[kind] for kind, rows in found.items())
    say(f"goals, ms at the median: {GOALS}; {'met' if met else 'missed'} here\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

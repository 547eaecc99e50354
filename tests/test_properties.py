"""Answers over generated people: exact lists, both truths, many words of one meaning, the honest no, no inventions."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, fields, replace
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st
from people import Talk, person

from qabot.questions.state import ChatState

NAMES = (
    "Tomas Vilnar", "Priya Ondarre", "Lukas Fennimore", "Mirela Castano", "Oskar Hjelm", "Wanjiru Odolo",
    "Felix Brandauer", "Sunniva Trall", "Delphine Marchetto",
)  # fmt: skip
FRIENDS = ("Bo Lindqvist", "Chen Ya", "Ines Corvo", "Radek Pilny", "Yusuf Haddan", "Greta Molin")
TITLES = (
    "Sparse Walks on Large Graphs", "Counting Triangles Twice", "Quiet Gradients", "Tidal Memory for Slow Robots",
    "Bounds for Lazy Auctions", "A Compiler for Broken Clocks", "The 1919 Harvest Atlas", "Whispering Transformers",
    "Harmonic Loss: Tuning without Labels", "On the Shape of Dust", "Deep Lantern", "Deep Lantern: Part II",
    "Where Was the Signal in 2010?", "Latest Advances in Sock Folding",
)  # fmt: skip
KNOWN_VENUES = ("ICML", "NeurIPS", "EMNLP", "CVPR", "KDD")
VENUES = (*KNOWN_VENUES, "Tidewater Letters", "Journal of Lantern Arts")
PLACES = (
    "Northern Light Institute", "Fjord Systems", "University of Tromsby", "Elmford College", "Kestrel Labs",
    "Marrow Technologies", "Quillon University",
)  # fmt: skip
ROLES = ("Postdoctoral Researcher", "Research Intern", "Software Engineer", "Assistant Professor", "Lecturer")
SUBJECTS = ("Computer Science", "Mathematics", "Physics", "Linguistics")
PRIZES = ("Golden Abacus Prize", "Elm Scholarship", "Silver Quill Medal", "Travel Grant of the Peat Society")
TOPICS = ("graph algorithms", "stochastic optimization", "quantum sensing", "music theory", "speech synthesis")
ADVISORS = ("Dora Quist", "Emil Sandoval", "Hanne Torvik")
STATUSES = {"answered", "not_stated", "no_profile", "ambiguous", "out_of_scope", "help"}
TEMPLATES = resources.files("qabot.answers").joinpath("phrases.yaml").read_text(encoding="utf-8")
CUES = resources.files("qabot.questions").joinpath("lexicon.yaml").read_text(encoding="utf-8")


def runs(examples: int) -> settings:
    """The same examples on every run, simplest first; shrinking a whole world takes minutes and tells little more."""
    return settings(
        derandomize=True,
        deadline=None,
        database=None,
        max_examples=examples,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )


# --- invented people


class Paper(NamedTuple):
    title: str
    authors: tuple[str, ...]
    venue: str
    year: int

    def __str__(self) -> str:
        return f"“{self.title}”, {self.venue}, {self.year}"


class Post(NamedTuple):
    role: str
    place: str
    start: str
    end: str  # "" while it lasts

    def __str__(self) -> str:
        return f"{self.role}, {self.place} ({self.start} – {self.end or 'present'})"


class Degree(NamedTuple):
    degree: str
    subject: str
    place: str
    start: str
    end: str

    def __str__(self) -> str:
        return f"{self.degree}, {self.subject}, {self.place} ({self.start} – {self.end})"


class Award(NamedTuple):
    title: str
    year: int

    def __str__(self) -> str:
        return f"{self.title}, {self.year}"


@dataclass(frozen=True)
class Facts:
    """What a profile says: the truth that answers are held against."""

    name: str
    papers: tuple[Paper, ...] = ()
    positions: tuple[Post, ...] = ()
    degrees: tuple[Degree, ...] = ()
    awards: tuple[Award, ...] = ()
    advisors: tuple[str, ...] = ()
    interests: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    notes: str = ""
    path: str = ""


World = tuple[Facts, ...]


@dataclass(frozen=True)
class Case:
    """A world, whom a question is about, and what fills its conditions."""

    world: World = field(repr=False)
    me: Facts
    other: Facts
    venue: str
    year: int
    later: int
    friend: str
    place: str
    topic: str

    def fill(self, phrasing: str, **names: str) -> str:
        slots = {"name": self.me.name, "other": self.other.name, "venue": self.venue, "year": self.year}
        slots |= {"later": self.later, "friend": self.friend, "place": self.place, "topic": self.topic}
        return phrasing.format_map(slots | names)


@st.composite
def careers(draw: st.DrawFn) -> tuple[Post, ...]:
    years = sorted(draw(st.lists(st.integers(2004, 2023), min_size=1, max_size=4, unique=True)))
    posts = [
        Post(draw(st.sampled_from(ROLES)), draw(st.sampled_from(PLACES)), str(a), str(b))
        for a, b in zip(years, years[1:], strict=False)
    ]
    if posts and draw(st.booleans()):
        posts[-1] = posts[-1]._replace(end="")
    return tuple(reversed(posts))


@st.composite
def studies(draw: st.DrawFn) -> tuple[Degree, ...]:
    years = sorted(draw(st.lists(st.integers(2000, 2018), min_size=1, max_size=4, unique=True)))
    degrees = [
        Degree(level, draw(st.sampled_from(SUBJECTS)), draw(st.sampled_from(PLACES)), str(a), str(b))
        for level, a, b in zip(("B.Sc.", "M.Sc.", "Ph.D."), years, years[1:], strict=False)
    ]
    return tuple(reversed(degrees))


def some(values: tuple[str, ...], most: int) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), max_size=most, unique=True).map(tuple)


@st.composite
def worlds(draw: st.DrawFn) -> World:
    names = draw(st.lists(st.sampled_from(NAMES), min_size=3, max_size=4, unique=True))
    papers: dict[str, list[Paper]] = {name: [] for name in names}
    for title in TITLES:
        owner = draw(st.sampled_from([*names, None]))
        if owner:
            authors = draw(st.permutations([owner, *draw(some(FRIENDS, 3))]))
            venue, year = draw(st.sampled_from(VENUES)), draw(st.integers(2015, 2025))
            papers[owner].append(Paper(title, tuple(authors), venue, year))
    return tuple(
        Facts(
            name,
            papers=tuple(papers[name]),
            positions=draw(careers()),
            degrees=draw(studies()),
            awards=tuple(Award(title, draw(st.integers(2010, 2024))) for title in draw(some(PRIZES, 3))),
            advisors=draw(some(ADVISORS, 1)),
            interests=draw(some(TOPICS, 3)),
            emails=(f"{name.split()[0].lower()}@tromsby.edu",) if draw(st.booleans()) else (),
        )
        for name in names
    )


@st.composite
def cases(draw: st.DrawFn) -> Case:
    world = draw(worlds())
    me, other = draw(st.permutations(world))[:2]
    papers = [paper for facts in world for paper in facts.papers]
    year = draw(st.sampled_from([paper.year for paper in me.papers] + [2018, 2022]))
    friends = sorted({author for paper in papers for author in paper.authors} - {facts.name for facts in world})
    places = sorted({row.place for facts in world for row in (*facts.positions, *facts.degrees)})
    assume(friends and places)
    return Case(
        world,
        me,
        other,
        venue=draw(st.sampled_from(sorted({*KNOWN_VENUES, *(paper.venue for paper in papers)}))),
        year=year,
        later=year + draw(st.integers(1, 4)),
        friend=draw(st.sampled_from(friends)),
        place=draw(st.sampled_from(places)),
        topic=draw(st.sampled_from(TOPICS)),
    )


@lru_cache(maxsize=256)
def talk_of(world: World) -> Talk:
    return Talk(*(person(**{f.name: getattr(facts, f.name) for f in fields(facts)}) for facts in world))


def ask(world: World, *questions: str):
    """The answer to the last question of a fresh conversation; every answer on the way keeps the invariants."""
    talk = talk_of(world)
    talk.state = ChatState()
    for question in questions:
        answer = talk.ask(question)
        assert_honest(talk, question, answer)
    return answer


def assert_honest(talk: Talk, question: str, answer) -> None:
    """A status of the six that agrees with `answered`, a citation for what is said, and nothing made up."""
    assert answer.status in STATUSES
    if answer.status != "ambiguous":
        assert answer.answered is (answer.status in ("answered", "help"))
    if answer.status == "answered":
        assert answer.citations or re.match(r"\W*(No|否|いいえ|아니요|Nein|Non|Нет)\b|I looked", answer.text)
    assert made_up(talk, question, answer.text) == []


def made_up(talk: Talk, question: str, text: str) -> list[str]:
    """Numbers of three digits, capitalised words and addresses that neither profiles, question nor templates hold.

    A year next to one asked about is a way to say "before" and "after".
    """
    given_words = "\n".join([*(source.text for source in talk.shelf._sources.values()), question, TEMPLATES]).lower()
    beside = {str(int(year) + step) for year in re.findall(r"\d{4}", question) for step in (-1, 1)}
    said = re.sub(r"\[\d+\]", "", text)
    numbers = [n for n in re.findall(r"[0-9]{3,}", said) if n not in given_words and n not in beside]
    words = [w for w in re.findall(r"(?<![^\W\d_])[A-Z][a-z]{3,}", said) if w.lower() not in given_words]
    mails = [m for m in re.findall(r"[\w.+-]+@[\w.-]+", said, re.ASCII) if m.strip(".").lower() not in given_words]
    return [*numbers, *words, *mails]


# --- lists: of whom or what is true, in the words in which an answer says it


def papers_where(test: Callable[[Case, Paper], bool]) -> Callable[[Case], set[str]]:
    return lambda case: {str(paper) for paper in case.me.papers if test(case, paper)}


def extreme(best: Callable, rows: str, year: str = "year") -> Callable[[Case], set[str]]:
    def want(case: Case) -> set[str]:
        found = getattr(case.me, rows)
        return {str(row) for row in found if getattr(row, year) == best(getattr(other, year) for other in found)}

    return want


LISTS: dict[str, tuple[Callable[[Case], set[str]], tuple[str, ...]]] = {
    "papers": (
        papers_where(lambda case, paper: True),
        (
            "Which papers did {name} publish?", "List all papers of {name}", "List {name}'s publications",
            "What has {name} published?", "{name} publications", "Show me every paper by {name}", "papers by {name}",
            "Which articles has {name} authored?", "Can you list what {name} has published so far?",
        ),
    ),
    "papers at a venue": (
        papers_where(lambda case, paper: paper.venue == case.venue),
        (
            "Which papers did {name} publish at {venue}?", "List {name}'s {venue} papers", "{name} {venue} papers",
            "What did {name} publish in {venue}?", "Which of {name}'s papers appeared at {venue}?",
            "Show all publications by {name} at {venue}", "Which papers by {name} were presented at {venue}?",
        ),
    ),
    "papers elsewhere": (
        papers_where(lambda case, paper: paper.venue != case.venue),
        (
            "Which of {name}'s papers did not appear at {venue}?", "List {name}'s papers except those at {venue}",
            "Which papers of {name} were not published at {venue}?", "{name}'s papers other than those in {venue}",
            "Which of {name}'s papers are not {venue} papers?", "All papers of {name} but not the {venue} ones",
        ),
    ),
    "papers of a year": (
        papers_where(lambda case, paper: paper.year == case.year),
        (
            "Which papers did {name} publish in {year}?", "List {name}'s papers from {year}", "{name} papers {year}",
            "What did {name} publish in {year}?", "{name}'s {year} publications",
            "Which of {name}'s papers are from {year}?", "Which papers by {name} appeared in {year}?",
        ),
    ),
    "papers since": (
        papers_where(lambda case, paper: paper.year >= case.year),
        (
            "Which papers did {name} publish since {year}?", "List {name}'s papers since {year}",
            "papers by {name} from {year} on", "Which papers has {name} published from {year} onwards?",
            "{name} publications since {year}", "{name}'s papers from {year} or later",
        ),
    ),
    "papers after": (
        papers_where(lambda case, paper: paper.year > case.year),
        (
            "Which papers did {name} publish after {year}?", "List {name}'s papers after {year}",
            "What has {name} published later than {year}?",
        ),
    ),
    "papers before": (
        papers_where(lambda case, paper: paper.year < case.year),
        (
            "Which papers did {name} publish before {year}?", "List {name}'s papers before {year}",
            "What did {name} publish prior to {year}?", "Which of {name}'s papers came out earlier than {year}?",
        ),
    ),
    "papers between": (
        papers_where(lambda case, paper: case.year <= paper.year <= case.later),
        (
            "Which papers did {name} publish between {year} and {later}?", "{name} papers {year}-{later}",
            "List {name}'s papers from {year} to {later}", "What did {name} publish from {year} through {later}?",
            "Which papers did {name} publish between {later} and {year}?",
        ),
    ),
    "papers at a venue since": (
        papers_where(lambda case, paper: paper.venue == case.venue and paper.year >= case.year),
        (
            "Which papers did {name} publish at {venue} since {year}?", "{name}'s {venue} papers since {year}",
            "Since {year}, which papers has {name} had at {venue}?",
        ),
    ),
    "papers with somebody": (
        papers_where(lambda case, paper: case.friend in paper.authors),
        (
            "Which papers did {name} write with {friend}?", "List {name}'s papers with {friend}",
            "Which papers did {name} publish together with {friend}?", "papers by {name} and {friend}",
            "What have {name} and {friend} published together?", "joint papers of {name} and {friend}",
            "Which of {name}'s papers have {friend} as a co-author?",
        ),
    ),
    "papers without somebody": (
        papers_where(lambda case, paper: case.friend not in paper.authors),
        ("Which papers did {name} write without {friend}?",),
    ),
    "latest paper": (
        extreme(max, "papers"),
        (
            "What is {name}'s latest paper?", "What is the most recent paper by {name}?", "{name} newest publication",
            "What did {name} publish last?", "What was {name}'s last paper?", "latest publication of {name}",
            "Which paper did {name} publish most recently?",
        ),
    ),
    "oldest paper": (
        extreme(min, "papers"),
        (
            "What is {name}'s oldest paper?", "What is the first paper by {name}?", "{name} earliest publication",
            "What was {name}'s first publication?", "Which paper did {name} publish first?",
        ),
    ),
    "co-authors": (
        lambda case: {author for paper in case.me.papers for author in paper.authors} - {case.me.name},
        (
            "Who are {name}'s co-authors?", "Who has {name} co-authored with?", "List all coauthors of {name}",
            "{name} coauthors", "Who does {name} collaborate with?", "Name everyone who has published with {name}",
            "Who are the collaborators of {name}?",
        ),
    ),
    "positions": (
        lambda case: {str(post) for post in case.me.positions},
        (
            "List all positions of {name}", "What positions has {name} held?", "Where has {name} worked?",
            "List {name}'s jobs", "Which positions did {name} hold?", "What jobs has {name} had?",
            "Give me all posts that {name} has held",
        ),
    ),
    "latest position": (
        extreme(max, "positions", "start"),
        ("What is {name}'s latest position?", "What is the most recent job of {name}?"),
    ),
    "first position": (
        extreme(min, "positions", "start"),
        ("What was {name}'s first job?", "What was {name}'s first position?", "{name} earliest position"),
    ),
    "awards": (
        lambda case: {str(award) for award in case.me.awards},
        (
            "Which awards has {name} received?", "List {name}'s awards", "What prizes did {name} win?",
            "{name} awards", "What honors does {name} have?", "awards and honours of {name}",
            "Which prizes has {name} been given?",
        ),
    ),
    "latest award": (
        extreme(max, "awards"),
        (
            "What is {name}'s latest award?", "What was the most recent prize {name} won?", "{name} newest award",
            "Which award did {name} receive most recently?",
        ),
    ),
    "first award": (
        extreme(min, "awards"),
        ("What is {name}'s first award?", "Which award did {name} get first?", "{name} earliest award"),
    ),
    "degrees": (
        lambda case: {str(degree) for degree in case.me.degrees},
        (
            "What degrees does {name} have?", "List {name}'s degrees", "{name} education", "What did {name} study?",
            "Where did {name} study?", "Where was {name} educated?", "From which universities did {name} graduate?",
        ),
    ),
    "doctorate": (
        lambda case: {str(degree) for degree in case.me.degrees if degree.degree == "Ph.D."},
        (
            "Where did {name} do the PhD?", "When did {name} finish the PhD?", "{name} phd university",
            "At which university did {name} do the Ph.D.?", "When did {name} get the PhD?",
        ),
    ),
    "interests": (
        lambda case: set(case.me.interests),
        (
            "What are {name}'s research interests?", "What does {name} work on?", "{name} research interests",
            "What is {name} interested in?",
        ),
    ),
    "advisor": (
        lambda case: set(case.me.advisors),
        (
            "Who advises {name}?", "Who is {name}'s advisor?", "{name} advisor", "Who supervises {name}?",
            "Who is the supervisor of {name}?",
        ),
    ),
    "e-mail": (
        lambda case: set(case.me.emails),
        (
            "What is {name}'s email?", "{name} email", "How can I email {name}?", "How can I contact {name}?",
            "What is the e-mail address of {name}?",
        ),
    ),
}  # fmt: skip


def sayable(world: World) -> set[str]:
    """Everything that a list of any of these people may hold."""
    rows = {str(row) for f in world for row in (*f.papers, *f.positions, *f.degrees, *f.awards)}
    return rows | {value for f in world for value in (*f.advisors, *f.interests, *f.emails)} | set(FRIENDS)


def said(answer, world: World) -> set[str]:
    return {label for label in sayable(world) if label in answer.text}


@pytest.mark.parametrize("kind", LISTS)
@given(case=cases())
@runs(4)
def test_a_list_is_exact_in_every_phrasing(kind: str, case: Case):
    want, phrasings = LISTS[kind]
    truth = want(case)
    for phrasing in phrasings:
        question = case.fill(phrasing)
        answer = ask(case.world, question)
        got = said(answer, case.world) - ({case.friend} if "{friend}" in phrasing else set())
        assert (question, got) == (question, truth)
        assert answer.status == ("answered" if truth else "not_stated")
        if truth and kind != "co-authors":
            assert len(answer.citations) == len(truth)


COUNTS: dict[str, tuple[str, Callable[[Case], set[str]], tuple[str, ...]]] = {
    "papers": (
        "paper",
        LISTS["papers"][0],
        (
            "How many papers has {name} published?", "How many publications does {name} have?",
            "number of papers by {name}", "Count the papers of {name}", "What is the number of {name}'s publications?",
        ),
    ),
    "papers at a venue": (
        "paper",
        LISTS["papers at a venue"][0],
        (
            "How many papers did {name} publish at {venue}?", "How many {venue} papers does {name} have?",
            "number of {venue} papers by {name}", "How many of {name}'s papers appeared at {venue}?",
        ),
    ),
    "papers since": ("paper", LISTS["papers since"][0], ("How many papers has {name} published since {year}?",)),
    "awards": ("award", LISTS["awards"][0], ("How many awards has {name} won?", "number of awards of {name}")),
    "degrees": ("degree", LISTS["degrees"][0], ("How many degrees does {name} have?",)),
    "positions": ("position", LISTS["positions"][0], ("How many positions has {name} held?",)),
    "co-authors": ("co-author", LISTS["co-authors"][0], ("How many co-authors does {name} have?",)),
}  # fmt: skip


@pytest.mark.parametrize("kind", COUNTS)
@given(case=cases())
@runs(4)
def test_a_count_is_exact_and_lists_what_it_counted(kind: str, case: Case):
    noun, want, phrasings = COUNTS[kind]
    truth = want(case)
    for phrasing in phrasings:
        question = case.fill(phrasing)
        answer = ask(case.world, question)
        assert (question, said(answer, case.world)) == (question, truth)
        if truth:
            assert answer.text.startswith(f"{case.me.name} — {len(truth)} {noun}{'s' * (len(truth) > 1)}:")
        elif noun == "paper" and case.me.papers:
            assert answer.status == "answered" and "none of them" in answer.text
        else:
            assert answer.status == "not_stated"


def worked(case: Case) -> list[Post]:
    return [post for post in case.me.positions if int(post.start) <= case.year <= int(post.end or 2100)]


# truth, what the profile lists of that kind (where it lists nothing, that is said), phrasings
YES_NO: dict[str, tuple[Callable[[Case], bool], str, tuple[str, ...]]] = {
    "venue": (
        lambda case: any(paper.venue == case.venue for paper in case.me.papers),
        "papers",
        (
            "Did {name} publish at {venue}?", "Has {name} published in {venue}?", "Does {name} have a {venue} paper?",
            "Is there a paper by {name} at {venue}?", "Has {name} ever had a paper at {venue}?",
            "Are any of {name}'s papers from {venue}?", "Did any paper of {name} appear at {venue}?",
        ),
    ),
    "year": (
        lambda case: any(paper.year == case.year for paper in case.me.papers),
        "papers",
        (
            "Did {name} publish in {year}?", "Did {name} publish a paper in {year}?",
            "Did {name} have a publication in {year}?", "Did any of {name}'s papers appear in {year}?",
        ),
    ),
    "venue and year": (
        lambda case: any(paper.venue == case.venue and paper.year == case.year for paper in case.me.papers),
        "papers",
        ("Did {name} publish at {venue} in {year}?", "Has {name} had a {venue} paper in {year}?"),
    ),
    "co-author": (
        lambda case: any(case.friend in paper.authors for paper in case.me.papers),
        "papers",
        (
            "Did {name} write a paper with {friend}?", "Is {friend} a co-author of {name}?",
            "Have {name} and {friend} written a paper together?", "Did {name} and {friend} publish together?",
            "Are {name} and {friend} co-authors?",
        ),
    ),
    "study": (
        lambda case: any(degree.place == case.place for degree in case.me.degrees),
        "degrees",
        (
            "Did {name} study at {place}?", "Does {name} have a degree from {place}?",
            "Did {name} graduate from {place}?", "Has {name} studied at {place}?",
        ),
    ),
    "work": (
        lambda case: any(post.place == case.place for post in case.me.positions),
        "positions",
        (
            "Has {name} worked at {place}?", "Did {name} ever work at {place}?", "Was {name} employed at {place}?",
            "Has {name} held a position at {place}?",
        ),
    ),
    "doctorate": (
        lambda case: any(degree.degree == "Ph.D." for degree in case.me.degrees),
        "degrees",
        ("Does {name} have a PhD?", "Has {name} got a doctorate?", "Does {name} hold a Ph.D.?"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", YES_NO)
@given(case=cases())
@runs(4)
def test_yes_and_no_are_both_right(kind: str, case: Case):
    truth, listed, phrasings = YES_NO[kind]
    for phrasing in phrasings:
        question = case.fill(phrasing)
        answer = ask(case.world, question)
        if not getattr(case.me, listed):
            assert answer.status == "not_stated" or f"No. {case.me.name}'s profile lists no " in answer.text
        else:
            assert (question, answer.text[:3]) == (question, "Yes" if truth(case) else "No.")


FIND: dict[str, tuple[Callable[[Case, Facts], bool], tuple[str, ...]]] = {
    "published at": (
        lambda case, who: any(paper.venue == case.venue for paper in who.papers),
        (
            "Who published at {venue}?", "Who has papers at {venue}?", "Which researchers have {venue} papers?",
            "List everyone with a paper at {venue}", "Does anyone here have a {venue} paper?",
            "Find people who published at {venue}",
        ),
    ),
    "published in": (
        lambda case, who: any(paper.year == case.year for paper in who.papers),
        ("Who published in {year}?", "Who published a paper in {year}?"),
    ),
    "studied at": (
        lambda case, who: any(degree.place == case.place for degree in who.degrees),
        (
            "Who studied at {place}?", "Who graduated from {place}?", "Who has a degree from {place}?",
            "Which people studied at {place}?", "Does anyone have a degree from {place}?",
        ),
    ),
    "works on": (
        lambda case, who: case.topic in who.interests,
        (
            "Who works on {topic}?", "Who is interested in {topic}?", "Which researchers work on {topic}?",
            "Is there anybody working on {topic}?", "{topic} researchers", "Who does research on {topic}?",
        ),
    ),
    "co-author": (
        lambda case, who: any(case.friend in paper.authors for paper in who.papers),
        ("Who has co-authored with {friend}?", "Who has published with {friend}?"),
    ),
    "doctorate": (
        lambda case, who: any(degree.degree == "Ph.D." for degree in who.degrees),
        ("Who has a PhD?", "Which of these people have a doctorate?"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", FIND)
@given(case=cases())
@runs(4)
def test_everybody_who_fits_is_found_and_nobody_else(kind: str, case: Case):
    fits, phrasings = FIND[kind]
    want = {who.name for who in case.world if fits(case, who)}
    for phrasing in phrasings:
        question = case.fill(phrasing)
        answer = ask(case.world, question)
        assert (question, set(answer.people)) == (question, want)
        assert {citation.person for citation in answer.citations} == want
        assert answer.status == "answered" if want else answer.text.startswith("No.") or not answer.answered


@given(case=cases())
@runs(8)
def test_who_has_more_papers(case: Case):
    mine, theirs = len(case.me.papers), len(case.other.papers)
    winner = case.me if mine > theirs else case.other
    for phrasing in (
        "Who has more papers, {name} or {other}?",
        "Does {name} or {other} have more papers?",
        "Which of {name} and {other} has more papers?",
        "Who wrote more papers: {name} or {other}?",
    ):
        text = ask(case.world, case.fill(phrasing)).text
        if mine == theirs:
            assert f"same number of papers: {mine}" in text or not mine
        else:
            assert f"{winner.name} lists more papers: {max(mine, theirs)} against {min(mine, theirs)}." in text


# --- other words, same meaning

PLAIN = (
    "Which papers did {name} publish at {venue}?", "How many papers has {name} published?", "Who advises {name}?",
    "Did {name} publish in {year}?", "Who are {name}'s co-authors?", "List {name}'s awards", "What is {name}'s email?",
    "What is {name}'s latest paper?", "Where did {name} study?", "List the papers by {name}",
)  # fmt: skip
FORMS: dict[str, Callable[[str, str], str]] = {
    "Last, F.": lambda first, last: f"{last}, {first[0]}.",
    "F. Last": lambda first, last: f"{first[0]}. {last}",
    "Last, First": lambda first, last: f"{last}, {first}",
    "Last First": lambda first, last: f"{last} {first}",
    "First L.": lambda first, last: f"{first} {last[0]}.",
    "first last": lambda first, last: f"{first} {last}".lower(),
    "last first": lambda first, last: f"{last} {first}".lower(),
    "FIRST LAST": lambda first, last: f"{first} {last}".upper(),
    "Last": lambda first, last: last,
    "First": lambda first, last: first,
    "Prof. Last": lambda first, last: f"Prof. {last}",
    "Dr. First Last": lambda first, last: f"Dr. {first} {last}",
    "first-last": lambda first, last: f"{first}-{last}".lower(),
}


@pytest.mark.parametrize("form", FORMS)
@given(case=cases())
@runs(2)
def test_another_form_of_the_name_keeps_the_answer(form: str, case: Case):
    other = FORMS[form](*case.me.name.split())
    for phrasing in PLAIN:
        answer = ask(case.world, case.fill(phrasing, name=other))
        assert (phrasing, answer.text) == (phrasing, ask(case.world, case.fill(phrasing)).text)


SHORT = {
    "Which papers did {name} publish at {venue}?": "Which papers did she publish at {venue}?",
    "How many papers has {name} published?": "How many papers has he published?",
    "Who are {name}'s co-authors?": "And who are her co-authors?",
    "Who advises {name}?": "Who advises them?",
    "List {name}'s awards": "List his awards",
    "What is {name}'s email?": "her email?",
    "What is {name}'s latest paper?": "What is his latest paper?",
    "Did {name} publish in {year}?": "Did they publish in {year}?",
    "What about {other}?": "And {other}?",
}


@given(case=cases())
@runs(6)
def test_a_pronoun_means_the_person_last_spoken_of(case: Case):
    opening = case.fill("Who is {name}?")
    for full, short in SHORT.items():
        want = ask(case.world, opening, case.fill(full))
        answer = ask(case.world, opening, case.fill(short))
        assert (short, answer.text, answer.citations) == (short, want.text, want.citations)


# --- changes of the corpus


@given(case=cases(), data=st.data())
@runs(6)
def test_the_order_of_profiles_changes_no_answer(case: Case, data: st.DataObject):
    turned = tuple(data.draw(st.permutations(case.world)))
    for phrasing in PLAIN:
        answer, other = ask(case.world, case.fill(phrasing)), ask(turned, case.fill(phrasing))
        assert (other.text, other.status, other.citations) == (answer.text, answer.status, answer.citations)
    for _, phrasings in FIND.values():
        answer, other = ask(case.world, case.fill(phrasings[0])), ask(turned, case.fill(phrasings[0]))
        assert set(other.people) == set(answer.people)
        assert {(c.snippet, c.source) for c in other.citations} == {(c.snippet, c.source) for c in answer.citations}


@given(case=cases())
@runs(6)
def test_another_name_of_somebody_else_changes_no_answer(case: Case):
    renamed = tuple(replace(f, name="Zelda Fitzgibbon") if f is case.other else f for f in case.world)
    for phrasing in PLAIN:
        answer, other = ask(case.world, case.fill(phrasing)), ask(renamed, case.fill(phrasing))
        assert (other.text, other.status, other.citations) == (answer.text, answer.status, answer.citations)


ASKED_OF = {
    "advisors": ("Who advises {name}?", "{name} advisor"),
    "emails": ("What is {name}'s email?", "{name} email"),
    "awards": ("List {name}'s awards", "What prizes did {name} win?", "What is {name}'s latest award?"),
    "interests": ("What are {name}'s research interests?", "What is {name} interested in?"),
    "degrees": ("What degrees does {name} have?", "Where did {name} do the PhD?", "When did {name} get the PhD?"),
    "positions": ("List all positions of {name}", "What jobs has {name} had?", "What was {name}'s first job?"),
    "papers": (
        "List all papers of {name}", "Who are {name}'s co-authors?", "What is {name}'s latest paper?",
        "Which papers did {name} publish at {venue}?", "Which papers did {name} publish since {year}?",
    ),
}  # fmt: skip


@pytest.mark.parametrize("fact", ASKED_OF)
@given(case=cases())
@runs(4)
def test_what_is_deleted_is_not_stated(fact: str, case: Case):
    left = replace(case.me, **{fact: ()})
    world = tuple(left if f is case.me else f for f in case.world)
    for phrasing in ASKED_OF[fact]:
        answer = ask(world, case.fill(phrasing))
        assert (phrasing, answer.status, answer.citations) == (phrasing, "not_stated", ())
        assert said(answer, world) == set()


@given(case=cases())
@runs(8)
def test_a_namesake_makes_the_name_ambiguous(case: Case):
    namesake = Facts(
        case.me.name,
        path="namesake.md",
        positions=(Post("Baker", "Crumb Street", "1999", ""),),
        awards=(Award("Sourdough Ribbon", 2001),),
        emails=("baker@crumb.org",),
    )
    world = (*case.world, namesake)
    for phrasing, mine, theirs in (
        ("List {name}'s awards", case.me.awards, namesake.awards),
        ("What is {name}'s email?", case.me.emails, namesake.emails),
        ("How many papers has {name} published?", case.me.papers, ()),
        ("Did {name} publish at {venue}?", case.me.papers, ()),
    ):
        answer = ask(world, case.fill(phrasing))
        assert (phrasing, answer.status) == (phrasing, "ambiguous")
        assert f"“{case.me.name}” fits 2 people here:" in answer.text
        sources = {citation.source for citation in answer.citations}
        assert (namesake.path in sources) >= bool(theirs)
        assert len(sources - {namesake.path}) >= bool(mine)


@given(case=cases())
@runs(8)
def test_a_shared_family_name_is_answered_for_each(case: Case):
    first, last = case.me.name.split()
    cousin = Facts(f"Zelda {last}", emails=("zelda@crumb.org",), awards=(Award("Sourdough Ribbon", 2001),))
    world = (*case.world, cousin)
    answer = ask(world, f"{last} email")
    assert answer.status == "ambiguous"
    assert case.me.name in answer.text and cousin.name in answer.text
    assert said(answer, world) == {*case.me.emails, *cousin.emails}
    assert ask(world, f"{first} {last} awards").text == ask(case.world, f"{first} {last} awards").text


# --- any words at all

ODD = (
    "'; DROP TABLE papers;--", "(a+)+$" * 40, "[.*]{1000}", "**Oskar** [1] [2] [99]", "{0.__class__}", "%n%n%s", "[1]",
    "${jndi:x}", "```Hjelm```", "<img src=x onerror=alert(1)>", 'AND OR NOT NEAR("', "* : ^ \"", "?????", "...",
    "\ufeff?", "\u202e?", "\ud83d\ude00", "Who who who who who", "and when and where and who and how?", "9" * 300,
    "since 0000", "papers in 20231", "in the last 999999999 years", "the 3rd one", "the last one", "before that?", "²",
    "Ⅷ papers", "x" * 1500, "Hjelm " * 200, "Who advises " * 100, "\x00\x01", "a\nb\nc?", "of of of of", "??!!",
)  # fmt: skip
BITS = (
    *" \t\n.,;:!?'\"“”()[]{}<>*_`#@$%&|\\/0159aZéß中の가ё🙂",
    "\u200b",
    "\u202e",
    "{name}",
    "[1]",
    "</b>",
    "&amp;",
    "--",
)
WORDS = tuple(sorted({word.strip(' "*') for word in re.findall(r"[^\[\]{},:\n#]+", CUES)} - {""}))


def phrases_of(case: Case) -> st.SearchStrategy[str]:
    """Words of questions in no order, and whole questions."""
    nouns = [case.me.name, case.other.name, case.venue, case.friend, case.place, case.topic, str(case.year), *TITLES]
    jumble = st.lists(st.sampled_from([*nouns, *nouns, *WORDS]), min_size=1, max_size=12).map(" ".join)
    whole = st.sampled_from([case.fill(p) for _, phrasings in LISTS.values() for p in phrasings])
    twice = st.tuples(whole, st.sampled_from((" and ", ", and when ", "? ", " not ")), whole).map("".join)
    return st.one_of(jumble, whole, twice)


@given(st.one_of(st.text(max_size=60), st.lists(st.sampled_from(BITS), max_size=25).map("".join)).filter(str.strip))
@runs(150)
def test_no_characters_upset_it(question: str):
    ask(SMALL, question)


@pytest.mark.parametrize("question", ODD)
def test_nothing_odd_upsets_it(question: str):
    answer = ask(SMALL, question)
    assert answer.status != "ambiguous" or answer.text.startswith("Whom do you mean?")


@given(case=cases(), data=st.data())
@runs(4)
def test_thirty_questions_in_any_order(case: Case, data: st.DataObject):
    follow_ups = st.sampled_from([case.fill(short) for short in SHORT.values()] + list(ODD))
    questions = data.draw(st.lists(st.one_of(phrases_of(case), follow_ups), min_size=30, max_size=30))
    ask(case.world, *questions)


# --- one small world, and what is wrong today

ADA = Facts(
    "Ada Berg",
    papers=(
        Paper("Sparse Walks on Large Graphs", ("Ada Berg", "Bo Lindqvist", "Chen Ya"), "ICML", 2021),
        Paper("Counting Triangles Twice", ("Chen Ya", "Ada Berg"), "NeurIPS", 2023),
        Paper("Quiet Gradients", ("Ada Berg",), "ICML", 2024),
    ),
    positions=(
        Post("Postdoctoral Researcher", "Northern Light Institute", "2022", ""),
        Post("Research Intern", "Fjord Systems", "2019", "2020"),
        Post("Software Engineer", "Kestrel Labs", "2016", "2018"),
    ),
    degrees=(
        Degree("Ph.D.", "Computer Science", "University of Tromsby", "2017", "2022"),
        Degree("M.Sc.", "Statistics", "Quillon University", "2015", "2017"),
        Degree("B.Sc.", "Mathematics", "Elmford College", "2013", "2015"),
    ),
    awards=(Award("Golden Abacus Prize", 2023), Award("Elm Scholarship", 2015)),
    advisors=("Dora Quist",),
    interests=("graph algorithms", "stochastic optimization"),
    emails=("ada@tromsby.edu",),
)
OSKAR = Facts(
    "Oskar Hjelm",
    papers=(
        Paper("Tidal Memory for Slow Robots", ("Oskar Hjelm", "Bo Lindqvist"), "KDD", 2019),
        Paper("Kernel Weaving", ("Oskar Hjelm", "Ines Corvo"), "ICML", 2020),
    ),
    positions=(Post("Lecturer", "Marrow Technologies", "2015", "2018"),),
    degrees=(Degree("M.Sc.", "Physics", "Elmford College", "2010", "2012"),),
    awards=(Award("Best Paper Award", 2022),),
    interests=("quantum sensing",),
)
CARL = Facts("Carl Berg", positions=(Post("Professor", "Elmford College", "2001", ""),), interests=("music theory",))
SMALL = (ADA, OSKAR, CARL)


def once(reason: str, *questions: str, says=(), never=(), begins: str = "", status: str = "", world: World = SMALL):
    """What the last of these questions gets, and once did not; `reason` is the fault that was put right."""
    return pytest.param(questions, says, never, begins, status, world, id=f"{questions[-1]} ({reason})")


WEEKENDS = (Facts("Tomas Vilnar", papers=(Paper("Who Works on Weekends?", ("Tomas Vilnar",), "ICML", 2015),)), ADA)
LANTERN = (Facts("Tomas Vilnar", papers=(Paper("Deep Lantern", ("Tomas Vilnar",), "CVPR", 2024),)), ADA)
STUDIES = (Facts("Tomas Vilnar", papers=(Paper("Moss", ("Tomas Vilnar",), "Journal of Peat Studies", 2025),)), ADA)
ODOLO = (Facts("Wanjiru Odolo", emails=("w@crumb.org",)), ADA)
ADA_TOO = Facts("Ada Berg", path="ada-too.md", positions=(Post("Baker", "Crumb Street", "2020", ""),))
TWO_ADAS = (ADA, OSKAR, ADA_TOO)
ATLAS = (Facts("Tomas Vilnar", papers=(Paper("The 2019 Atlas", ("Tomas Vilnar",), "ICML", 2019),)), ADA)
GOOGLE = (replace(ADA, notes="The baseline of the comparison is the training that Google made public."), OSKAR)
BRACKETS = (Facts("Tomas Vilnar", awards=(Award("Prize [9]", 2020),)), ADA)

STAFF = (
    Facts(
        "Lin Tarn",
        positions=(
            Post("Assistant Professor", "Quillon University", "2020", ""),
            Post("Post-doctoral Researcher", "Kestrel Labs", "2018", "2020"),
        ),
        degrees=(Degree("M.Sc.", "Physics", "Elmford College", "2014", "2016"),),
    ),
    ADA,
)
KINDS = (
    Facts(
        "Lin Tarn",
        papers=(
            Paper("Moss and Its Shadows", ("Lin Tarn",), "Journal of Peat Studies", 2025),
            Paper("Deep Lantern", ("Lin Tarn", "Chen Ya"), "Conference on Lamps", 2024),
        ),
    ),
    OSKAR,
)
PARTS = (
    Facts(
        "Lin Tarn",
        papers=(
            Paper("Deep Lantern: Part II: Light", ("Lin Tarn", "Chen Ya"), "ICML", 2024),
            Paper("Deep Lantern: Part I: Dark", ("Lin Tarn", "Bo Lindqvist"), "ICML", 2023),
        ),
    ),
    ADA,
)
LINES = (
    Facts(
        "Lin Tarn",
        notes="I was born in Tromsby in 1986. I started my PhD in 2024 at Quillon University. "
        "I am a member of the Quiet Robots Lab. Committee members: Ines Corvo and Greta Molin. "
        "I was a postdoc with Radek Pilny at Elmford College.",
    ),
    ADA,
)
SEEKER = (Facts("Lin Tarn", notes="I am currently seeking industry roles. I also like moss."), ADA)
TEACHER = (Facts("Lin Tarn", notes="I am an experienced instructor. I also like moss."), ADA)
COURSES = (Facts("Lin Tarn", notes="course: MSc in Moss Research, institution: Elmford College"), ADA)
TOLD = (
    Facts(
        "Lin Tarn",
        notes="Lin Tarn has published over 50 papers. Lin was advised by Prof. Bo Lindqvist. "
        "I am looking for two PhD students this autumn. I was elected a member of the Peat Society in 2010.",
    ),
    ADA,
)

MENDED = [
    # a wrong fact
    once("a role is no condition on degrees (find._fitting)", "Who is a professor?", says=["Carl"], never=["Ada"]),
    once("same", "Who has been a research intern?", says=["Ada"], never=["Oskar"]),
    once("a post that ended is no post (facts._yes_no)", "Is Ada Berg still at Fjord Systems?", begins="No."),
    once("same", "Does Ada Berg work at Fjord Systems?", begins="No."),
    once("same", "Is Ada Berg at Kestrel Labs?", begins="No."),
    once("who studied there does not work there", "Who works at Elmford College?", says=["Carl"], never=["Ada"]),
    once("same (facts._now)", "What is Oskar Hjelm's current position?", never=["Marrow"], status="not_stated"),
    once("'Ms' before a name is a title", "Where did Ms Berg do the PhD?", says=["Tromsby"], world=(ADA, OSKAR)),
    once("same", "What is Ms Hjelm's email?", "List Ms Berg's degrees", says=["Elmford"], world=(ADA, OSKAR)),
    once("a number is a condition", "Does Ada Berg have more than 5 papers?", begins="No."),
    once("a year is a condition on a title too", "Is Quiet Gradients from 2023?", begins="No."),
    once("every venue must hold", "Did Ada Berg publish at ICML and ICLR?", begins="No."),
    once("'alone' is a condition", "Which papers did Ada Berg write alone?", says=["Quiet"], never=["Triangles"]),
    once("what is negated is a condition", "Which researcher has no papers?", says=["Carl"], never=["Ada", "Oskar"]),
    once("the same is to be compared", "Did Ada Berg and Carl Berg study at the same university?", never=["Yes"]),
    once("same (relations._joint_papers)", "Which papers of Ada Berg were not written with Bo Lindqvist?",
          says=["Quiet"], never=["Sparse"]),
    once("'first-author' is no order", "How many first-author papers does Ada Berg have?", says=["2 papers", "Quiet"]),
    once("neither, nor", "Who has published neither at KDD nor at NeurIPS?", says=["Carl"], never=["Ada", "Oskar"]),
    once("a post asked of somebody who has no profile", "Is Dora Quist a professor?", never=["Yes"]),
    once("a mention is no stay", "Was Ada Berg at Google?", never=["Yes"], world=GOOGLE),
    once("one gets it at the end", "Which degree did Ada Berg get in 2017?", says=["M.Sc."], never=["Ph.D."]),
    once("a yes/no with 'after'", "Did Ada Berg work at Kestrel Labs after Fjord Systems?", begins="No."),
    once("'experienced' asks for no advisor", "Who is more experienced, Ada Berg or Oskar Hjelm?", never=["Dora"]),
    once("newer than", "Which of Ada Berg's papers are newer than 2021?", says=["Triangles"], never=["Sparse"]),
    once("older than", "Ada Berg's papers older than 2023", says=["Sparse"], never=["Triangles", "Quiet"]),
    once("not older than", "Which papers of Ada Berg are not older than 2023?", says=["Triangles"], never=["Sparse"]),
    once("before a degree", "Where did Ada Berg study before her PhD?", says=["Quillon"], never=["Tromsby"]),
    once("a degree named is education", "In what subject is Oskar Hjelm's M.Sc.?", says=["Physics"]),
    once("an employer is no advisor", "Who employs Ada Berg?", says=["Northern Light"], never=["Dora"]),
    once("same", "Who employed Ada Berg in 2019?", says=["Fjord"], never=["Dora"]),
    once("an unknown venue is a condition", "How many papers did Tomas Vilnar publish at Journal of Lantern Studies?",
          never=["1 paper:"], world=LANTERN),
    once("same", "Who published at Journal of Lantern Studies?", never=["Vilnar"], world=LANTERN),
    once("a person that another name hides", "Who has more papers, Ada Berg or Oskar Hjelm?", says=["fits 2"],
          world=TWO_ADAS),
    once("'who' does not choose among namesakes", "Who advises Ada Berg?", status="ambiguous", world=TWO_ADAS),
    # an answer to what is not stated, or to another question
    once("an award is no paper", "Which of Oskar Hjelm's papers are from 2022?", never=["Best"], status="not_stated"),
    once("a venue is no education", "What did Tomas Vilnar study?", status="not_stated", world=STUDIES),
    once("a title's question words", "What does Tomas Vilnar work on?", status="not_stated", world=WEEKENDS),
    once("age is private", "Who is older, Ada Berg or Oskar Hjelm?", status="not_stated"),
    once("a year is a condition", "What did Ada Berg do in 2017?", says=["Kestrel"], never=["2024"]),
    once("share an advisor", "Do Ada Berg and Oskar Hjelm share an advisor?", never=["Elmford"]),
    # what is stated and not found
    once("with whom", "With whom has Ada Berg published?", says=["Chen Ya"], never=["Quiet"]),
    once("who ... with", "Who has Ada Berg written papers with?", says=["Bo Lindqvist"], never=["Quiet"]),
    once("who ... more", "Who has published more, Ada Berg or Oskar Hjelm?", says=["3 against 2"]),
    once("'earn' is no topic", "Which degrees did Ada Berg earn?", says=["Tromsby", "Elmford"]),
    once("'history' is no topic", "What is Ada Berg's employment history?", says=["Kestrel", "Fjord"]),
    once("'background' is no topic", "What is Ada Berg's educational background?", says=["Tromsby", "Elmford"]),
    once("a career is all posts", "Ada Berg work experience", says=["Kestrel", "Fjord", "Northern"]),
    once("'count' is a cue", "Count Ada Berg's papers at ICML.", begins="Ada Berg — 2 papers:"),
    once("same, and no title", "Count Hjelm's papers", begins="Oskar Hjelm — 2 papers:"),
    once("outside", "Which papers did Ada Berg publish outside ICML?", says=["Triangles"], never=["Quiet"]),
    once("accepted", "What has Ada Berg had accepted at ICML?", says=["Sparse", "Quiet"]),
    once("an advisor of no degree in particular", "name of Ada Berg's PhD advisor", says=["Dora Quist"]),
    once("experts in", "experts in music theory", says=["Carl Berg"]),
    once("a given name of three letters", "Ada coauthors", says=["Chen Ya"], world=(ADA, OSKAR)),
    once("titles without quotes", "Which is older, Quiet Gradients or Kernel Weaving?", says=["Kernel Weaving"]),
    once("somebody nobody mentions", "Did Ada Berg write a paper with Zork Blatt?", begins="No."),
    once("whose advisor", "Whose advisor is Dora Quist?", says=["Ada Berg"]),
    once("a list asked again", "List Ada Berg's papers", "how many?", begins="Ada Berg — 3 papers"),
    once("the n-th that is no paper", "Which awards did Ada Berg win?", "When did she win the second one?",
          says=["Elm"], never=["Abacus"]),
    once("the list outlives a question about one of it", "Who published at ICML?",
          "What is the email of the first one?", "And of the second one?", says=["Oskar"]),
    once("an initial is no language", "Wanjiru O. email", never=["correo"], world=ODOLO),
    once("a year in the title hides the year", "Tomas Vilnar's papers", says=["ICML, 2019"], world=ATLAS),
    once("a number limits", "Name two papers by Ada Berg", says=["2 papers"]),
    once("the latest two", "Ada Berg's two most recent papers", says=["Triangles", "Quiet"], never=["Sparse"]),
    once("an indirect question", "I was wondering whether Ada Berg has worked at Fjord Systems.", begins="Yes."),
    once("both parts of one fact", "Ada Berg's PhD: where and when?", says=["Tromsby"], never=["does not"]),
    once("who came first", "Who published first, Ada Berg or Oskar Hjelm?", begins="- Oskar Hjelm"),
    once("more than, of two people", "Does Oskar Hjelm have more papers than Ada Berg?", begins="No."),
    once("before, of two people", "Did Oskar Hjelm publish before Ada Berg?", begins="Yes."),
    once("venues, not papers", "List all the conferences where Ada Berg has published", says=["ICML", "NeurIPS"],
         never=["Sparse"]),
    once("a venue most often", "Which venue has Ada Berg published in most often?", says=["ICML (2)"], never=["NeurIPS"]),
    once("an oldest paper of all", "What is the oldest paper in the collection?", says=["Tidal"], never=["Quiet"]),
    once("all papers counted", "How many papers are there in total?", begins="5 papers in all"),
    once("a degree held, not studied for", "Does Ada Berg hold a PhD?", says=["2017 – 2022"], begins="Yes."),
    once("an unknown advisor", "Did Geoffrey Hinton advise Ada Berg?", begins="No."),
    once("an unknown company", "Did Ada Berg work at Acme Bank?", begins="No."),
    once("a professor beside", "Are any of these people professors?", says=["Carl Berg"], never=["Ada", "Oskar"]),
    once("a supervisor sought", "I am looking for a supervisor in music theory", says=["Carl Berg"]),
    once("a term of another language", "谁研究图算法？", says=["Ada Berg"], never=["Oskar"]),
    once("a Spanish yes/no", "¿Ha publicado Ada Berg en KDD?", begins="No."),
    once("the year before", "What did Ada Berg publish in 2024?", "and the year before?", says=["Triangles"]),
    once("a number told in prose", "How many papers has Lin Tarn published?", says=["over 50 papers"], world=TOLD),
    once("an advisor told in prose", "Who advised Lin Tarn?", says=["Prof. Bo Lindqvist"], world=TOLD),
    once("places for students", "Is Lin Tarn looking for PhD students?", says=["two PhD students"], world=TOLD),
    once("a line that may be past", "Is Lin Tarn still a member of the Peat Society?", status="not_stated", world=TOLD),
    once("brackets in a title look like a citation", "Tomas Vilnar awards", never=["[9]"], world=BRACKETS),
    # a "no" that tells what is so instead
    once("no, and where instead", "Did Ada Berg do her PhD at Elmford College?", begins="No.", says=["Tromsby"]),
    once("no, and when instead", "Did Ada Berg finish her master's in 2015?", begins="No.", says=["M.Sc.", "2017"]),
    once("no, and what now", "Does Ada Berg work at Kestrel Labs?", begins="No.", says=["- Postdoc", "Northern Light"]),
    once("no, and in what", "Does Oskar Hjelm have a master's in music?", begins="No.", says=["Physics"]),
    once("subject and place must be one degree's", "Did Oskar Hjelm study physics at Kestrel Labs?", never=["Yes"]),
    # conditions
    once("a rank is a condition", "Is Carl Berg an associate professor?", begins="No.", says=["Professor"]),
    once("a lower rank is no full one", "Is Lin Tarn a full professor?", begins="No.", world=STAFF),
    once("same", "Is Lin Tarn an assistant professor?", begins="Yes.", world=STAFF),
    once("a kind of paper is a condition", "How many journal papers does Lin Tarn have?", says=["1 paper:", "Moss"],
          world=KINDS),
    once("same", "Lin Tarn's conference papers?", says=["Deep Lantern"], never=["Moss"], world=KINDS),
    once("same, of one paper", "Did the Moss paper appear in a journal?", begins="Yes.", world=KINDS),
    once("kinds meant besides are none", "List Lin Tarn's papers, preprints included", says=["Moss", "Lantern"],
          world=KINDS),
    once("alone, of one paper", "Is Ada Berg the only author of Counting Triangles Twice?", never=["Yes."]),
    once("of two titles the literal one", "Who wrote Deep Lantern: Part I?", says=["Bo Lindqvist"],
          never=["Chen Ya"], world=PARTS),
    once("a post-doctoral post is no doctorate", "Does Lin Tarn have a PhD?", begins="No.", world=STAFF),
    # lines of the page
    once("the date beside a line", "When did Lin Tarn start the PhD?", says=["2024"], world=LINES),
    once("born", "When was Lin Tarn born?", says=["1986"], world=LINES),
    once("born, in another language", "Wo wurde Lin Tarn geboren?", says=["Tromsby"], world=LINES),
    once("no is told from where", "Is Lin Tarn from Elmford?", begins="No.", says=["Tromsby"], world=LINES),
    once("a committee is no advisor", "Who was on Lin Tarn's thesis committee?", says=["Ines Corvo"], world=LINES),
    once("same", "Was Ines Corvo the PhD advisor of Lin Tarn?", never=["Yes"], world=LINES),
    once("with whom", "Who advised Lin Tarn's postdoc?", says=["Radek Pilny"], world=LINES),
    once("the lab", "Which lab is Lin Tarn in?", says=["Quiet Robots Lab"], world=LINES),
    once("what was tells nothing of what will be", "When will Lin Tarn leave the lab?", status="not_stated",
          world=LINES),
    # another part of the fact told last
    once("'it' is the degree", "Where did Ada Berg do her PhD?", "And when did she finish it?", says=["2022"]),
    once("same", "Where does Ada Berg work?", "since when?", says=["2022"]),
    once("same, of the one thing listed", "Which award did Ada Berg get in 2023?", "when was that?", says=["2023"]),
    once("what was tells nothing of what will be", "Where will Oskar Hjelm work after 2030?", status="not_stated"),
    once("who leads", "Who is the first author of Ada Berg's NeurIPS paper?", says=["by Chen Ya"]),
    once("seeking is no opening", "Is Lin Tarn looking for a job?", says=["industry roles"], world=SEEKER),
    once("'studying at' asks for a degree", "Is Ada Berg studying at Elmford College now?", begins="No."),
    once("a month before a year", "Where did Ada Berg work after March 2021?", says=["Northern"], never=["Kestrel"]),
    once("a course of study is no teaching", "What does Lin Tarn teach?", status="not_stated", world=COURSES),
    once("negation beside a verb", "Which of Ada Berg's papers did ICML not accept?", says=["Triangles"],
         never=["Quiet"]),
    once("a degree is no post", "Was Ada Berg a postdoc at Elmford?", begins="No.", says=["Northern Light"]),
    once("a rank alone asks for a post", "Is Lin Tarn an associate professor?", begins="No.", world=STAFF),
    once("no list, but a line", "Does Lin Tarn have teaching experience?", begins="Yes.", says=["instructor"],
         world=TEACHER),
    once("a yes/no about one skill", "Can Ada Berg program in Java?", status="not_stated"),
]  # fmt: skip


@pytest.mark.parametrize(("questions", "says", "never", "begins", "status", "world"), MENDED)
def test_once_wrong(questions, says, never, begins: str, status: str, world: World):
    answer = ask(world, *questions)
    assert answer.text.startswith(begins)
    assert [words for words in says if words not in answer.text] == []
    assert [words for words in never if words in answer.text] == []
    assert not status or answer.status == status

"""What a question costs once everything is loaded, beside the pipeline of a usual tutorial.

    python -m benchmarks.ask                           # 100 made-up profiles, 240 questions
    python -m benchmarks.ask --people 20 --questions 60 --alone

Each question is asked of qabot and of the peer in turn, so that whatever else the machine does meets both. The peer is
LangChain's recursive splitter (500 characters, 50 shared), all-MiniLM-L6-v2 and FAISS, which gives the four nearest
pieces and no answer; it is left out, with a line that says so, where its packages are not installed (pip install
langchain-community langchain-huggingface). Wall times shift with the machine's load: the ratios of the pairs and the CPU
time tell more. "shows the fact" is the share of the questions whose known answer stands in what came back.
"""

# ruff: noqa: S311  # chance here is for variety, not for secrets

from __future__ import annotations

import argparse
import importlib.util
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.pages import _FIRST, _HOW, _PLACES, _PROSE, _SYLLABLES, _TOPICS, _VENUES, _WAYS, _WRITTEN, FORMATS
from qabot import Bot, Settings, build_index
from qabot.index import Embedder, build
from qabot.index.embedder import model_folder

PEER = ("langchain_community", "langchain_huggingface")
GOAL = 30  # ms at the median
_UNTIMED = 5  # questions asked first
_ROLES = "Lecturer;Assistant Professor;Research Scientist;Postdoctoral Researcher".split(";")
_AWARDS = "Best Paper Award;Early Career Prize;Graduate Fellowship;Teaching Medal".split(";")

Ask = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Person:
    """A made-up researcher: what the profile says."""

    name: str
    email: str
    role: str
    work: str
    school: str
    advisor: str
    award: str
    interests: tuple[str, str]
    papers: tuple[tuple[str, str, str, int], ...]  # title, co-author, venue, year

    def page(self, format: str, prose: str) -> str:
        """The profile in a format."""
        written = _WRITTEN[format]
        papers = [
            f"{written.strong.format(self.name)}, {other}. {title}. In {venue} {year}."
            for title, other, venue, year in self.papers
        ]
        parts = {
            "Experience": [f"{self.role}, {self.work}, 2021 - present"],
            "Education": [f"PhD in Computer Science, {self.school}, 2016 - 2021. Advisor: {self.advisor}"],
            "Research Interests": list(self.interests),
            "Publications": papers,
            "Awards": [f"{self.award}, {self.papers[0][3]}"],
        }
        out = [written.head.format(self.name, self.email), written.heading.format("About"), written.prose.format(prose)]
        for heading, entries in parts.items():
            out += [written.heading.format(heading), written.begin, *map(written.item.format, entries), written.end]
        return "".join(out) + written.foot

    def questions(self) -> list[tuple[str, str]]:
        """Questions, each with words that its answer holds."""
        title, other, venue, year = self.papers[0]
        since = [paper for paper in self.papers if paper[3] >= 2018]
        return [
            (f"Who advised {self.name}?", self.advisor),
            (f"Where does {self.name} work?", self.work),
            (f"What is {self.name}'s email address?", self.email),
            (f"Which papers did {self.name} publish at {venue}?", title),
            (f"In which year was “{title}” published?", str(year)),
            (f"Who wrote {title} with {self.name}?", other),
            (f"How many papers has {self.name} published since 2018?", str(len(since))),
            (f"What is {self.name} interested in?", self.interests[0]),
            (f"Which awards has {self.name} won?", self.award),
            (f"Where did {self.name} get a PhD?", self.school),
            (f"What does {self.name} say about {self.interests[1]}?", self.interests[1]),
            (f"Who is {self.name}?", self.role),
        ]


def people(count: int, seed: int = 0) -> list[Person]:
    """Made-up people, no two of the same name."""
    chance = random.Random(seed)
    names: dict[str, None] = {}
    while len(names) < 3 * count:
        words = ("".join(chance.choices(_SYLLABLES, k=3)).capitalize() for _ in range(1))
        names[f"{chance.choice(_FIRST)} {next(words)}"] = None
    owners, others = list(names)[:count], list(names)[count:]
    return [_person(chance, name, others) for name in owners]


def _person(chance: random.Random, name: str, others: Sequence[str]) -> Person:
    papers = []
    for _ in range(chance.randrange(6, 20)):
        what = f"{chance.choice(_TOPICS).capitalize()} and {chance.choice(_TOPICS)}"
        title = f"{chance.choice(_WAYS)} {what} {chance.choice(_HOW)}"
        papers.append((title, chance.choice(others), chance.choice(_VENUES), chance.randrange(2012, 2026)))
    one, two = chance.sample(_TOPICS, 2)
    return Person(
        name,
        f"{name.lower().replace(' ', '.')}@tarn-college.edu",
        chance.choice(_ROLES),
        chance.choice(_PLACES),
        chance.choice(_PLACES),
        chance.choice(others),
        chance.choice(_AWARDS),
        (f"the growth of {one}", f"models of {two}"),
        tuple(papers),
    )


def write_corpus(folder: Path, made: Sequence[Person], seed: int = 0) -> None:
    """Write a profile for each person, the formats in turn."""
    chance = random.Random(seed)
    folder.mkdir(parents=True)
    for number, person in enumerate(made):
        format = list(_WRITTEN)[number % len(_WRITTEN)]
        prose = " ".join(" ".join(chance.choices(_PROSE, k=14)).capitalize() + "." for _ in range(8))
        path = folder / f"{person.name.lower().replace(' ', '-')}{FORMATS[format]}"
        path.write_text(person.page(format, f"{prose} I work on {' and '.join(person.interests)}."), "utf-8")


def questions_of(made: Sequence[Person], count: int, seed: int = 0) -> list[tuple[str, str]]:
    """So many questions about these people, of every kind alike, in a mixed order."""
    chance = random.Random(seed)
    kinds = [chance.sample(asked, len(asked)) for asked in zip(*(person.questions() for person in made), strict=True)]
    mixed = [question for row in zip(*kinds, strict=True) for question in row][:count]
    return chance.sample(mixed, len(mixed))


def peer(folder: Path, model: str) -> Ask:
    """The pipeline of a usual tutorial over a folder of text files."""
    from langchain_community.vectorstores import FAISS
    from langchain_core.documents import Document
    from langchain_huggingface import HuggingFaceEmbeddings
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    documents = [Document(path.read_text("utf-8"), metadata={"source": path.name}) for path in sorted(folder.iterdir())]
    pieces = RecursiveCharacterTextSplitter(chunk_size=500, chunk_overlap=50).split_documents(documents)
    store = FAISS.from_documents(pieces, HuggingFaceEmbeddings(model_name=str(model_folder(model))))
    return lambda question: "\n".join(piece.page_content for piece in store.similarity_search(question, k=4))


@dataclass(slots=True)
class Cost:
    """What the questions cost one of the two."""

    wall: list[float]  # seconds
    cpu: list[float]  # seconds, of all threads
    right: int = 0

    def take(self, ask: Ask, question: str, known: str) -> None:
        """Ask, and note what it took."""
        wall, cpu = time.perf_counter(), time.process_time()
        text = ask(question)
        self.cpu.append(time.process_time() - cpu)
        self.wall.append(time.perf_counter() - wall)
        self.right += known.lower() in text.lower()

    def line(self, name: str) -> str:
        """One line of the table."""
        return (
            f"{name:10}{1000 * statistics.median(self.wall):9.1f}{1000 * _p95(self.wall):9.1f}"
            f"{1000 * statistics.median(self.cpu):12.1f}{1000 * _p95(self.cpu):9.1f}"
            f"{sum(self.cpu):11.2f}{self.right / len(self.wall):14.0%}\n"
        )


def compare(asked: Sequence[tuple[str, str]], sides: dict[str, Ask]) -> dict[str, Cost]:
    """Ask every question of each side in turn; the first few untimed."""
    for question, _ in asked[:_UNTIMED]:
        for ask in sides.values():
            ask(question)
    costs = {name: Cost([], []) for name in sides}
    for question, known in asked:
        for name, ask in sides.items():
            costs[name].take(ask, question, known)
    return costs


def _p95(values: Sequence[float]) -> float:
    return sorted(values)[int(0.95 * (len(values) - 1))]


def main(arguments: Sequence[str] | None = None, embedder: Embedder | None = None) -> int:
    """Read the arguments, build, ask, tell. With an embedder given, qabot uses that and the peer is left out."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=100)
    parser.add_argument("--questions", type=int, default=240)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--alone", action="store_true", help="qabot only")
    given = parser.parse_args(arguments)
    say = sys.stdout.write
    made = people(given.people, given.seed)
    asked = questions_of(made, given.questions, given.seed)
    with tempfile.TemporaryDirectory() as name:
        corpus = Path(name) / "corpus"
        write_corpus(corpus, made, given.seed)
        settings = Settings(corpus=corpus, index=Path(name) / "index")
        if embedder is None:
            build_index(settings=settings)
        else:
            build(settings.corpus, settings.index, embedder=embedder, settings=settings)
        bot = Bot.open(settings=settings, embedder=embedder)
        sides: dict[str, Ask] = {"qabot": lambda question: str(bot.ask(question))}
        missing = [package for package in PEER if importlib.util.find_spec(package) is None]
        if missing and not given.alone:
            say(f"the peer is left out: {' and '.join(missing)} not installed\n")
        elif not (missing or given.alone or embedder):
            sides["tutorial"] = peer(corpus, settings.embed_model)
        costs = compare(asked, sides)
    say(f"{given.people} people, {len(asked)} questions; milliseconds\n")
    say(f"{'':10}{'median':>9}{'p95':>9}{'CPU median':>12}{'p95':>9}{'CPU sum s':>11}{'shows the fact':>16}\n")
    for side, cost in costs.items():
        say(cost.line(side))
    if len(costs) > 1:
        ours, theirs = costs["qabot"], costs["tutorial"]
        for what, one, other in (("wall", ours.wall, theirs.wall), ("CPU", ours.cpu, theirs.cpu)):
            ratios = [b / a for a, b in zip(one, other, strict=True) if a > 0]
            say(f"tutorial / qabot, {what}: {statistics.median(ratios):.2f} at the median of the pairs\n")
    within = 1000 * statistics.median(costs["qabot"].wall)
    say(f"goal: at most {GOAL} ms at the median; {'met' if within <= GOAL else 'missed'} here\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

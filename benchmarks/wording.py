"""How many wordings are understood: by the lexicon alone, by the worked examples alone, by both.

    python -m benchmarks.wording [--wrong]

The questions are those of tests/data/paraphrases.yaml, asked of made-up people; "nothing" are those of them that must
not be taken for any relation. The first line leaves out each example in turn.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import yaml

from benchmarks.ask import Person, people, write_corpus
from qabot.index import Embedder, QuickEmbedder
from qabot.index.lookup import Lookup
from qabot.profiles import make_profile
from qabot.questions.examples import LEAST, MASKS, YEAR, Case, Example, Examples
from qabot.questions.knowledge import Knowledge
from qabot.questions.query import Query
from qabot.questions.state import ChatState
from qabot.questions.understand import understand
from qabot.sources import read_source

PARAPHRASES = Path(__file__).parent.parent / "tests" / "data" / "paraphrases.yaml"


@dataclass(frozen=True, slots=True)
class Paraphrase:
    """A question with slots, and the relations (or the intent) that it may be taken for: none for nothing."""

    question: str
    meant: tuple[str, ...]


def paraphrases() -> list[Paraphrase]:
    """The questions of tests/data/paraphrases.yaml."""
    data = yaml.safe_load(PARAPHRASES.read_text("utf-8"))
    found = []
    for group in [*data["asked"], *data["nothing"]]:
        named = group.get("relation") or group.get("intent")
        meant = (named, *group.get("also", ())) if named else ()
        found += [Paraphrase(question, meant) for question in group["questions"]]
    return found


def verdicts(embedder: Embedder, limit: int | None = None) -> dict[str, list[tuple[Paraphrase, str, str]]]:
    """For the lexicon, the examples and both: each paraphrase, what it was taken for, and "right", "wrong" or ""."""
    made = people(8)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "corpus"
        write_corpus(folder, made)
        sources = [read_source(path) for path in sorted(folder.iterdir())]
    profiles = [make_profile(source.path, [source]) for source in sources]
    lookup = Lookup.of(profiles, {source.path: source for source in sources})
    both = Knowledge.build(lookup, tuple(profile.id for profile in profiles), embedder)
    alone, examples = replace(both, examples=None), both.examples
    assert examples is not None
    sides: dict[str, Callable[[Paraphrase, Person], str]] = {
        "lexicon": lambda each, person: _taken(each, _query(each, person, alone)),
        "examples": lambda each, person: _by_example(each, examples, _query(each, person, alone)),
        "both": lambda each, person: _taken(each, _query(each, person, both)),
    }
    found: dict[str, list[tuple[Paraphrase, str, str]]] = {name: [] for name in sides}
    for number, each in enumerate(paraphrases()[:limit]):
        for name, side in sides.items():
            taken = side(each, made[number % len(made)])
            found[name].append((each, taken, "" if not taken else "right" if taken in each.meant else "wrong"))
    return found


def _query(each: Paraphrase, person: Person, knowledge: Knowledge) -> Query:
    title, _, venue, year = person.papers[0]
    words = each.question.format(person=person.name, title=title, venue=venue, org=person.work, year=year)
    return understand(words, knowledge, ChatState(), today=2026)[0]


def _taken(each: Paraphrase, query: Query) -> str:
    return query.relations[0] if query.relations else query.intent if query.intent in each.meant else ""


def _by_example(each: Paraphrase, examples: Examples, query: Query) -> str:
    about = Example(each.question, Case()).about
    if about is None:
        return ""
    masked = each.question.replace('"', "").format(**MASKS, year=YEAR)
    case = examples.case_of(masked, about, strict=query.intent == "yes_no")
    return case.relation or case.intent


def left_out(embedder: Embedder) -> dict[str, float]:
    """Leaving out each example: shares of those taken rightly and wrongly, and of the examples of nothing taken."""
    examples = Examples(embedder)
    found = [row for space in examples._spaces.values() for row in space.left_out()]
    taken = [
        (case, like.case if like.score >= LEAST and like.lead > examples.margin else Case()) for case, like in found
    ]
    asked = [(case, got) for case, got in taken if case]
    nothing = [got for case, got in taken if not case]
    return {
        "nearest right": sum(case == like.case for case, like in found) / len(found),
        "right": sum(case == got for case, got in asked) / len(asked),
        "wrong": sum(bool(got) and case != got for case, got in asked) / len(asked),
        "nothing taken": sum(map(bool, nothing)) / len(nothing),
        "margin": examples.margin,
    }


def main(arguments: Sequence[str] | None = None, embedder: Embedder | None = None) -> int:
    """Read the arguments, ask, tell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--wrong", action="store_true", help="tell which are taken wrongly or not at all by both")
    parser.add_argument("--limit", type=int, help="only so many paraphrases")
    given = parser.parse_args(arguments)
    say = sys.stdout.write
    embedder = embedder or QuickEmbedder()
    say("examples, each left out: " + ", ".join(f"{k} {v:.3f}" for k, v in left_out(embedder).items()) + "\n")
    say(f"{'':10}{'asked':>7}{'right':>7}{'wrong':>7}{'none':>7}{'nothing':>9}{'taken':>7}\n")
    found = verdicts(embedder, given.limit)
    for name, rows in found.items():
        asked = Counter(verdict for each, _, verdict in rows if each.meant)
        nothing = [verdict for each, _, verdict in rows if not each.meant]
        say(f"{name:10}{asked.total():7}{asked['right']:7}{asked['wrong']:7}{asked['']:7}{len(nothing):9}")
        say(f"{sum(map(bool, nothing)):7}\n")
    if given.wrong:
        for each, taken, verdict in found["both"]:
            if verdict != "right" and (each.meant or taken):
                say(f"{'/'.join(each.meant) or 'nothing'} taken for {taken or 'nothing'}: {each.question}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

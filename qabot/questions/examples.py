"""`Examples`: what a question asks by its likeness to worked examples, for wording that the lexicon does not know.

Names and years are masked in the examples and in the question alike, so that only the wording is compared. The cases
and their questions are in examples.yaml, with many that must be taken for nothing.

Measured on 290 other wordings (python -m benchmarks.wording), 90 of which ask for nothing that a profile holds:

              right  wrong  none   taken of those for nothing
    lexicon      75     33    92   13
    examples    122      5    73    0
    both        135     24    41   13 (the lexicon's)
"""

from __future__ import annotations

import functools
import re
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, get_args

from qabot.data import table
from qabot.index.embedder import Embedder, Keeping
from qabot.profiles.same import plain
from qabot.questions.lexicon import Lexicon
from qabot.questions.query import Intent, Mention, Query, Want
from qabot.words.names import word_set

if TYPE_CHECKING:
    from qabot.index.embedder import Vectors

About = Literal["person", "paper"]

# What stands for a name. Share of the examples whose own case is nearest when each is left out: "the scientist" 0.80,
# "the researcher" 0.80, "this person" 0.79, "Alex Smith" 0.78, "PERSON" 0.77; not centred, 0.74 at most.
MASKS = {"person": "the scientist", "title": "the paper", "venue": "the conference", "org": "the company"}
YEAR = "2020"
NEAREST = 3  # examples of a case whose mean cosine speaks for it: 1 to 5 tried
LEAST = 0.32  # that mean for the best case, -1..1; of centred vectors, where unlike wordings are near 0
WRONG = 0.01  # share of the examples of nothing that may be taken for something, when each is left out
_SLOTS = {"person": "person", "paper": "title", "venue": "venue", "organization": "org"}
_MARKS = re.escape('"“”„「」《》‘*_')
_TITLE = re.compile(rf"\b(?:(?:prof(?:essor)?|doctor|dr|mr|mrs|ms)\b\.?\s*)+(?={MASKS['person']})", re.I)
_POSSESSIVE = re.compile(
    r"\b(?:his|their|her(?=\s+(?!(?:in|at|to|with|on|for|from|by|as|and|or|of|the|an?)\b)\w))\b", re.I
)
_PERSON = re.compile(r"\b(?:s?he|him|hers?|they|them)\b", re.I)
_PAPER = re.compile(
    r"\b(?:(?:the|this|that|their|his|her) )?(?:paper|article|study|publication)(?: (?:titled|called|named|entitled))?"
    rf"[,:]? (?={MASKS['title']})",
    re.I,
)
_IT = re.compile(r"\bit\b", re.I)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NAMED_BY_NOUN = frozenset("advisor student award talk service teaching thesis language coauthor email".split())
_NO_PERSON = frozenset("education position paper interest skill".split())  # what tells of no other person
_WORD = re.compile(r"[^\W_]+")
_ASKED = ("lookup", "list", "yes_no", "explain", "overview")
_READ_OTHERWISE = ("private", "why", "before_that", "after_that")  # flags of questions that are understood already


@dataclass(frozen=True, slots=True)
class Case:
    """What some examples ask for; nothing at all where all is empty."""

    relation: str = ""  # name in lexicon.yaml
    intent: Intent | Literal[""] = ""  # where it is another than looking up
    want: Want = ""

    def __bool__(self) -> bool:
        """Whether it may be acted on."""
        return bool(self.relation or self.intent)


@dataclass(frozen=True, slots=True)
class Example:
    """A worked question, with its slots: "Who advises {person}?"."""

    question: str
    case: Case

    @property
    def about(self) -> About | None:
        """What it asks about; None for one about the world at large."""
        if "{title}" in self.question:
            return "paper"
        return "person" if "{person}" in self.question else None

    @property
    def masked(self) -> str:
        """The question with the masks in its slots."""
        return self.question.replace('"', "").format(**MASKS, year=YEAR)


@functools.cache
def load() -> tuple[Example, ...]:
    """The shipped examples."""
    data = table("qabot.questions", "examples")
    found = []
    for group in [*data["cases"], *data["nothing"]]:
        case = Case(group.get("relation", ""), group.get("intent", ""), group.get("want", ""))
        found += [Example(question, case) for question in group["questions"]]
    return tuple(found)


@functools.cache
def wording(case: Case) -> frozenset[str]:
    """The plain words of a case's examples."""
    return frozenset(word for e in load() if e.case == case for word in _WORD.findall(plain(e.question)))


@dataclass(frozen=True, slots=True)
class Likeness:
    """The case that a question is most like."""

    case: Case
    score: float  # mean cosine with its nearest examples, centred: -1..1, higher is closer
    lead: float  # how far the next case is behind
    near: tuple[str, ...]  # its nearest examples, nearest first


class Examples:
    """The examples in the space of one embedder. They are embedded at the first question that needs them."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder

    def case_of(self, masked: str, about: About, *, strict: bool = False) -> Case:
        """The case that a masked question asks for; an empty one when none is near enough.

        `strict` wants twice the lead: for yes/no questions, most of which ask what no heading answers.
        """
        found = self.likeness(masked, about)
        sure = found.score >= LEAST and found.lead > self.margin * (2 if strict else 1)
        return found.case if sure else Case()

    def likeness(self, masked: str, about: About) -> Likeness:
        """What a masked question about a person or a paper is most like."""
        return self._spaces[about].likeness(self._embedder.query(masked))

    def warm(self) -> None:
        """Have the examples' vectors at hand: 430 short questions, embedded once where that can be kept."""
        _ = self._spaces

    @property
    def margin(self) -> float:
        """The lead that keeps all but `WRONG` of the examples of nothing from being taken for something."""
        return next(iter(self._spaces.values())).margin

    @property
    def _spaces(self) -> dict[About, _Space]:
        key = self._embedder.name, self._embedder.dim
        with _lock:
            if key not in _spaces:
                _spaces[key] = _made(self._embedder)
            return _spaces[key]


@dataclass(frozen=True, slots=True)
class _Space:
    """Examples about one kind of thing, centred: what all their wordings share tells nothing apart."""

    examples: tuple[Example, ...]
    rows: Vectors  # centred unit rows
    mean: Vectors
    cases: dict[Case, list[int]]  # numbers of the examples
    margin: float = 0.0

    def likeness(self, vector: Vectors) -> Likeness:
        """The case that a vector is nearest to."""
        cosines = self.rows @ _unit(vector - self.mean)
        ((score, case), (second, _)) = self._ranked(cosines[None])[0]
        near = sorted(self.cases[case], key=lambda number: -cosines[number])[:NEAREST]
        return Likeness(case, score, score - second, tuple(self.examples[number].question for number in near))

    def left_out(self) -> list[tuple[Case, Likeness]]:
        """Every example's own case, and what it is most like when it is left out."""
        import numpy as np

        cosines = self.rows @ self.rows.T
        np.fill_diagonal(cosines, -1)
        found = []
        for example, ((score, case), (second, _)) in zip(self.examples, self._ranked(cosines), strict=True):
            found.append((example.case, Likeness(case, score, score - second, ())))
        return found

    def _ranked(self, cosines: Vectors) -> list[tuple[tuple[float, Case], tuple[float, Case]]]:
        """For each row of cosines the two cases of the highest mean of their nearest examples, the better first."""
        import numpy as np

        cases = list(self.cases)
        means = np.stack(
            [np.sort(cosines[:, numbers], axis=1)[:, -NEAREST:].mean(axis=1) for numbers in self.cases.values()], axis=1
        )
        best = np.argsort(-means, axis=1, kind="stable")[:, :2]
        return [
            ((float(row[one]), cases[one]), (float(row[two]), cases[two]))
            for row, (one, two) in zip(means, best, strict=True)
        ]


_spaces: dict[tuple[str, int], dict[About, _Space]] = {}  # by embedder: a rebuilt index asks the same one
_lock = threading.Lock()


def _made(embedder: Embedder) -> dict[About, _Space]:
    examples = [example for example in load() if example.about]
    texts = [example.masked for example in examples]
    rows = embedder.kept(texts) if isinstance(embedder, Keeping) else embedder.documents(texts)
    spaces: dict[About, _Space] = {}
    for about in get_args(About):
        numbers = [number for number, example in enumerate(examples) if example.about == about]
        mean = rows[numbers].mean(axis=0)
        kept = tuple(examples[number] for number in numbers)
        cases: dict[Case, list[int]] = {}
        for number, example in enumerate(kept):
            cases.setdefault(example.case, []).append(number)
        spaces[about] = _Space(kept, _unit(rows[numbers] - mean), mean, cases)
    nothing = [found for space in spaces.values() for case, found in space.left_out() if not case]
    leads = sorted((found.lead if found.case and found.score >= LEAST else 0.0 for found in nothing), reverse=True)
    margin = leads[int(WRONG * len(leads))]
    return {about: replace(space, margin=margin) for about, space in spaces.items()}


def _unit(rows: Vectors) -> Vectors:
    import numpy as np

    unit: Vectors = rows / np.maximum(np.linalg.norm(rows, axis=-1, keepdims=True), 1e-9)
    return unit


def mask(clause: str, mentions: Sequence[Mention]) -> str:
    """A question with masks for what it names: "Who advises Ada Berg?" -> "Who advises the scientist?".

    The ranges of `mentions` count in `clause`. Pronouns are masked as what they stand for, years as one year.
    """
    for mention in sorted(mentions, key=lambda mention: -mention.start):
        before = re.sub(rf"[{_MARKS}]+$", "", clause[: mention.start])
        after = re.sub(rf"^[{_MARKS}]+", "", clause[mention.end :])
        clause = before + MASKS[_SLOTS[mention.kind]] + after
    clause = _TITLE.sub("", clause)
    clause = _PAPER.sub("", clause)
    clause = _POSSESSIVE.sub(f"{MASKS['person']}'s", clause)
    clause = _PERSON.sub(MASKS["person"], clause)
    clause = _IT.sub(MASKS["title"], clause)
    return " ".join(_YEAR.sub(YEAR, clause).split())


def by_example(query: Query, examples: Examples | None, knows: Callable[[str], bool]) -> Query:
    """The query with what its wording asks for, where the lexicon found no relation in it or left words over.

    `knows` tells whether a word stands in the profiles: such a word is kept as the topic, unless the examples use it
    or it is an ordinary one.
    """
    if examples is None or not _is_open(query):
        return query
    about: About = "paper" if query.papers else "person"
    case = examples.case_of(mask(query.text, query.mentions), about, strict=query.intent == "yes_no")
    if not case or case.relation in query.relations:
        return query
    if case.intent:
        return query if query.relations else replace(query, intent=case.intent)
    told = [word for word in query.topic.split() if knows(word) and word not in wording(case)]
    if query.intent == "yes_no" and any(word not in wording(case) for word in query.topic.split()):
        return query  # "Can he program in Java?" asks for more than which skills there are
    topic = " ".join(word for word in told if word not in word_set("ordinary", "words"))
    want: tuple[Want, ...] = query.want or ((case.want,) if case.want else ())
    intent: Intent = "list" if query.intent == "list" else "lookup"
    return replace(query, relations=(case.relation,), want=want, intent=intent, topic=topic)


_PLAIN = re.compile(  # what answers look for themselves
    r"\b(?:references?|referees|recommend(?:ation|ers?)|vouch)\b|\bequal(?:ly)?\b.*\bcontribut|\bcontribut\w+ equally"
    r"|\bsub-?fields?\b|\bdid\b.*\bstudy\b|\bin (?:chinese|japanese|korean|russian)\b|\b(?:attend|participat)\w*"
)


def _is_open(query: Query) -> bool:
    """Whether a question names its subject and is worded, in part at least, in words that the lexicon does not know."""
    named = bool(query.people or query.papers or query.ambiguous) and not (query.unknown or query.others)
    if not named or query.language != "en" or any(Lexicon.load().has(f, plain(query.text)) for f in _READ_OTHERWISE):
        return False
    if _PLAIN.search(plain(query.text)):
        return False
    if not query.relations:
        return query.intent in _ASKED
    if query.relations[0] in _NAMED_BY_NOUN:
        return False
    if query.want == ("who",) and query.relations[0] in _NO_PERSON and query.intent in ("lookup", "list"):
        return True  # "Who took her on as a doctoral candidate?" asks for no degree
    one = len(query.relations) == 1 or query.relations == ("position", "education")  # as "university" is read
    return one and bool(query.topic) and query.intent in ("lookup", "list")

"""`Query`: a question understood. A small value that can be read, printed and tested."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

MentionKind = Literal["person", "paper", "venue", "organization"]
Intent = Literal[
    "lookup", "list", "count", "yes_no", "find", "compare", "explain", "overview", "people", "help", "greeting",
    "thanks", "source",
]  # fmt: skip
Want = Literal["", "who", "when", "where", "how_long", "title", "field", "grade", "average"]
SOMEBODY = "?"  # among `Query.people`: whoever `Query.whose` holds of
Order = Literal["", "latest", "oldest", "most", "longest", "shortest"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a mention may mean: `key` is a Profile.id, a paper key ("profile id#number"), a venue or organization."""

    key: str
    label: str  # how it is called in the profiles
    score: float  # 0..1, 1 is exact


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of the question that name something, with what they may mean, best first; equal scores are ambiguous."""

    kind: MentionKind
    start: int  # in the question
    end: int
    words: str
    candidates: tuple[Candidate, ...]
    namesakes: tuple[Candidate, ...] = ()  # uploaded people whom the words fit as well, and who are not meant


@dataclass(frozen=True, slots=True)
class Years:
    """A closed range of years; None leaves that side open."""

    first: int | None = None
    last: int | None = None

    def __contains__(self, year: object) -> bool:
        """Whether a year lies in the range; None never does."""
        if not isinstance(year, int):
            return False
        return (self.first is None or year >= self.first) and (self.last is None or year <= self.last)


@dataclass(frozen=True, slots=True)
class Denied:
    """What a negated question denies, as far as the order of its words tells: the rest must hold."""

    behind: str = ""  # the plain words behind the one that denies
    before: str = ""  # all others
    names: frozenset[str] = frozenset()  # keys and labels of what is named behind it
    dated: bool = False  # whether a time stands behind it


@dataclass(frozen=True, slots=True)
class Amount:
    """A closed range of counts, as in "more than 5"; None leaves that side open."""

    least: int | None = None
    most: int | None = None

    def __contains__(self, count: object) -> bool:
        """Whether a count lies in the range."""
        if not isinstance(count, int):
            return False
        return (self.least is None or count >= self.least) and (self.most is None or count <= self.most)


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked, of whom, under which conditions."""

    text: str  # the question, as asked
    language: str = "en"  # ISO 639-1
    intent: Intent = "lookup"
    relations: tuple[str, ...] = ()  # "advisor", "position", "education", "paper" ...: names in lexicon.yaml
    want: tuple[Want, ...] = ()  # which part of the fact
    people: tuple[str, ...] = ()  # Profile.id
    ambiguous: tuple[Mention, ...] = ()  # mentions that several people fit
    unknown: str = ""  # a person named who has no profile
    papers: tuple[str, ...] = ()  # paper keys
    venues: tuple[str, ...] = ()
    organizations: tuple[str, ...] = ()
    without: tuple[str, ...] = ()  # Profile.id: people told of already, whom "who else" leaves out
    others: tuple[str, ...] = ()  # people named who have no profile but stand in one, as co-author or advisor
    degree: str = ""  # "phd" | "master" | "bachelor"
    levels: tuple[str, ...] = ()  # where several degrees are asked for at once, those instead
    role: str = ""  # kind of post: "intern", "postdoc" ...: names in lexicon.yaml
    years: Years | None = None
    amount: Amount | None = None  # how many there must be: "more than 5 papers"
    order: Order = ""
    limit: int = 0  # at most so many: "the three latest", 0 for all
    ordinal: int = 0  # 1-based place in the last list, -1 the last
    negated: bool = False
    denied: Denied = field(default=Denied(), repr=False)  # of a negated question
    joint: bool = False  # "both", "and": every condition at once rather than any
    topic: str = ""  # words of the question that are left: what it is about
    narrowed: str = ""  # earlier questions whose conditions on papers still hold: "first-author ones"
    also: tuple[Query, ...] = ()  # of people sought: what must hold of them besides
    in_order: bool = False  # of `also`: what is asked must have held before it
    whose: Query | None = None  # what holds of the one it is about, who is not named
    head: str = ""  # what a question calls them: "the Cambridge student"
    carried: tuple[str, ...] = ()  # what was taken over from the conversation, for `answer.question`
    mentions: tuple[Mention, ...] = field(default=(), repr=False)

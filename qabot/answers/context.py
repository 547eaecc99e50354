"""What every part of answering shares: the library, the knowledge, search, and the outcome of one question."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from qabot.answers.answer import Status
from qabot.answers.draft import Draft
from qabot.answers.library import Library
from qabot.answers.phrases import phrase, relation_name
from qabot.index.index import Hit
from qabot.index.lookup import Lookup
from qabot.questions.knowledge import Knowledge
from qabot.questions.query import Query
from qabot.questions.state import Ref
from qabot.sources.source import Span
from qabot.words.entries import Entry

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_MOST = 220  # characters of another entry that is quoted beside one


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one query ended, and what the conversation may refer to next."""

    status: Status
    people: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    listed: tuple[Ref, ...] = ()
    negative: bool = False  # answered with a "no"


class Weights:
    """How telling a word is among the profiles: log(1 + people / people who use it), 0 for none at all."""

    def __init__(self, lookup: Lookup) -> None:
        self._lookup = lookup

    def known(self, word: str) -> bool:
        """Whether a stem stands in any profile."""
        return self._lookup.count(f"k:{word}") > 0

    def __call__(self, word: str) -> float:
        """The weight of a stem; an unseen one weighs most."""
        return math.log(1 + max(self._lookup.people, 1) / (self._lookup.count(f"k:{word}") or 0.5))


@dataclass(slots=True)
class Context:
    """One question being answered."""

    library: Library
    knowledge: Knowledge
    weights: Weights
    search: Callable[[str, Sequence[str], int, Sequence[str]], list[Hit]]  # text, people, how many, without whom
    draft: Draft
    language: str = "en"

    def phrase(self, key: str, **values: object) -> str:
        """A phrase in the language of the question."""
        return phrase(key, self.language, **values)

    def what(self, relation: str, count: int = 2) -> str:
        """The name of a relation in the language of the question."""
        return relation_name(relation, self.language, count)

    def name(self, person: str) -> str:
        """What a person is called."""
        return self.library.name(person)

    def evidence(self, entry: Entry, parts: Sequence[str] = ()) -> list[Span]:
        """The spans to cite for an entry."""
        return [self.library.snippet_span(entry, parts), *entry.extra]

    def state_entries(self, query: Query, person: str, entries: Sequence[Entry], relation: str) -> Outcome:
        """Say one entry as a sentence, several as a list, each cited."""
        what = self.what(relation, len(entries))
        if len(entries) == 1:
            text = self.phrase("fact", name=self.name(person), what=what, values=entries[0].label)
            kept = self.draft.state(text, person, self.evidence(entries[0]))
        else:
            self.draft.say(self.phrase("fact_list", name=self.name(person), what=what, count=len(entries)))
            kept = False
            for entry in entries:
                kept |= self.draft.state(self.phrase("item", values=entry.label), person, self.evidence(entry))
        if kept and ("when" in query.want or "how_long" in query.want):
            for entry in entries[:3]:
                self.state_otherwise(entry)
        return Outcome("answered" if kept else "not_stated", (person,), papers_of(entries), refs(entries))

    def state_otherwise(self, entry: Entry) -> None:
        """Say what another place of the profile says of an entry's time, where it gives none of the same years."""
        years = {str(year) for year in (entry.first, entry.last) if year}
        for span in getattr(entry.fact, "also", ()) if years else ():
            words = " ".join(self.library.words_of(span).split())
            told = set(_YEAR.findall(words))
            if told and not (told & years) and len(words) <= _MOST:
                text = self.phrase("elsewhere", name=self.name(entry.person), values=f"“{words}”")
                self.draft.state(text, entry.person, [span])

    def not_stated(self, query: Query, person: str) -> Outcome:
        """Say that the person's profile does not tell."""
        if query.relations and query.relations[0] not in ("grade", "name", "contact"):
            what = self.what(query.relations[0], 1)
            self.draft.say(self.phrase("not_stated_what", name=self.name(person), what=what))
        else:
            self.draft.say(self.phrase("not_stated", name=self.name(person)))
        return Outcome("not_stated", (person,))


def refs(entries: Sequence[Entry]) -> tuple[Ref, ...]:
    """What a later question may point at."""
    return tuple(Ref(entry.relation, entry.person, entry.number) for entry in entries)


def papers_of(entries: Sequence[Entry]) -> tuple[str, ...]:
    """The keys of the papers among entries."""
    return tuple(f"{entry.person}#{entry.number}" for entry in entries if entry.relation == "paper")

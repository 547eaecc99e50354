"""`Knowledge`: what the profiles of an index name, to be recognised in questions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from qabot.index.embedder import Embedder
from qabot.index.lookup import Lookup
from qabot.profiles.same import plain
from qabot.questions.examples import Examples
from qabot.questions.people import PeopleTable
from qabot.questions.places import PlaceTable
from qabot.questions.titles import TitleTable


@dataclass(frozen=True)
class Knowledge:
    """The tables of people, papers and places of an index, and every word that stands in its profiles."""

    lookup: Lookup
    ids: tuple[str, ...]  # Profile.id, in order
    examples: Examples | None = None  # for wording outside the lexicon; None where no model is at hand

    @classmethod
    def build(cls, lookup: Lookup, ids: tuple[str, ...], embedder: Embedder | None = None) -> Knowledge:
        """Of an index. With an embedder, wording that the lexicon does not know is compared with worked examples."""
        return cls(lookup, ids, Examples(embedder) if embedder else None)

    @cached_property
    def people(self) -> PeopleTable:
        """The owners of the profiles."""
        return PeopleTable(self.lookup)

    @cached_property
    def others(self) -> PeopleTable:
        """Co-authors and advisors who have no profile; their key is the name as printed."""
        return PeopleTable(self.lookup, "s")

    @cached_property
    def titles(self) -> TitleTable:
        """The papers."""
        return TitleTable(self.lookup)

    @cached_property
    def places(self) -> PlaceTable:
        """Venues and organizations."""
        return PlaceTable(self.lookup)

    @cached_property
    def _ids(self) -> frozenset[str]:
        return frozenset(self.ids)

    def has_profile(self, person: str) -> bool:
        """Whether a key is the id of a profile."""
        return person in self._ids

    def knows(self, word: str) -> bool:
        """Whether a word stands anywhere in the profiles."""
        return self.lookup.count(f"w:{plain(word)}") > 0

    def knows_as_word(self, word: str) -> bool:
        """Whether a word stands in the profiles other than in somebody's name."""
        return self.knows(word) and not self.lookup.count(f"n:{plain(word)}")

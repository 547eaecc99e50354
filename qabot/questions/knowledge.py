"""`Knowledge`: what the profiles name, made ready to be recognised in questions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qabot.index.embedder import Embedder
from qabot.profiles.profile import Profile
from qabot.profiles.same import name_parts
from qabot.questions.examples import Examples
from qabot.questions.lexicon import plain
from qabot.questions.people import PeopleTable
from qabot.questions.places import PlaceTable
from qabot.questions.titles import TitleTable
from qabot.words.aliases import further_names

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The tables of people, papers and places, and every word that stands in the profiles."""

    people: PeopleTable
    others: PeopleTable  # co-authors and advisors who have no profile; their key is the name as printed
    titles: TitleTable
    places: PlaceTable
    ids: tuple[str, ...]  # Profile.id, in order
    words: frozenset[str]  # plain words of all profiles
    names: frozenset[str]  # those that stand in names of co-authors and advisors
    examples: Examples | None = None  # for wording outside the lexicon; None where no model is at hand

    @classmethod
    def build(cls, profiles: Sequence[Profile], texts: Sequence[str], embedder: Embedder | None = None) -> Knowledge:
        """The knowledge of these profiles; `texts` are the clean texts of their sources.

        With an embedder, wording that the lexicon does not know is compared with worked examples.
        """
        words = frozenset(word for text in texts for word in _WORD.findall(plain(text)))
        printed = [a for p in profiles for paper in p.papers for a in paper.authors]
        printed += [advisor.text for p in profiles for advisor in p.advisors]
        names = frozenset(word for name in printed for word in _WORD.findall(plain(name)))
        owners = [name for profile in profiles for name in (*profile.names(), *further_names(profile))]
        known = {name_parts(name) for name in owners}
        strangers = [name for name in dict.fromkeys(printed) if name_parts(name) not in known]
        return cls(
            PeopleTable.build(profiles),
            PeopleTable.build([Profile(id=name, sources=(), name=name) for name in strangers]),
            TitleTable.build(profiles),
            PlaceTable.build(profiles),
            tuple(profile.id for profile in profiles),
            words,
            names,
            Examples(embedder) if embedder else None,
        )

    def knows(self, word: str) -> bool:
        """Whether a word stands anywhere in the profiles."""
        return plain(word) in self.words

    def knows_as_word(self, word: str) -> bool:
        """Whether a word stands in the profiles other than in somebody's name."""
        return self.knows(word) and plain(word) not in self.names

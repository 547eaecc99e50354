"""`TitleTable`: finds the papers of the profiles by their titles, parts of titles, coined names or topic words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz

from qabot.index.lookup import Lookup, any_of, every
from qabot.index.person_tables import TITLES
from qabot.profiles.profile import Profile
from qabot.questions.query import Candidate, Mention
from qabot.questions.strangers import Counted
from qabot.questions.title_search import Title, TitleSearch, Words
from qabot.words.align import Alignment, align, units
from qabot.words.fold import script, tokens
from qabot.words.title_keys import TitleKeys, whole_token
from qabot.words.tokens import quoted, token
from qabot.words.wording import (
    CAMEL,
    ordinary_words,
    placed_terms,
    stem,
    stop_terms,
    terms,
    weak_terms,
)

_QUOTED = re.compile(
    r"\"([^\"]{2,300})\"|“([^”“]{2,300})[”“]|„([^“”„]{2,300})[“”]|«([^»]{2,300})»|»([^«]{2,300})«|「([^」]{2,300})」|"
    r"『([^』]{2,300})』|《([^》]{2,300})》|〈([^〉]{2,300})〉|``([^']{2,300})''|(?<![\w])['‘](.{2,300}?)['’](?![\w])"
)
_DESCRIBED = re.compile(
    r"(?<!\w)(?:paper|article|preprint|thesis|work|study|publication|dissertation|dataset|piece|one|"
    r"artikel|aufsatz|arbeit|artículo|стать[яюией]|работ[аеуы])\s+(?:was\s+)?"
    r"(?:on|about|regarding|concerning|titled|called|of|for|with|über|zu|sobre|sur|о|об|which|that)?\s*([^,?;]{4,200})|(?:the|das|die|le|la|el)\s+([^,?;.]{4,120}?)\s+"
    r"(?:paper|article|preprint|work|thesis|study|one|artikel|aufsatz|arbeit)(?!\w)",
    re.IGNORECASE,
)
_PLURAL = re.compile(
    r"(?<!\w)(?:papers|articles|publications|works|preprints|studies|theses|artikel|publikationen|artículos|статьи|статей)(?!\w)"
    r"|论文有哪些|哪些论文|논문들",
    re.IGNORECASE,
)
_APART = 25  # characters between two words of one description
_EXACT, _HEAD, _COINED = 1.0, 0.97, 0.9  # scores: the whole title, the part before the colon, a name the title coins
_MAX_COINED = 3  # a word in more titles than this is a topic, not the name of a paper


_DESCRIBED_BY = 5000  # titles looked at for one description


@dataclass(frozen=True, slots=True)
class _Found:
    """A stretch of the question and the titles it may mean, by score."""

    start: int
    end: int
    titles: dict[Words, float]


class TitleTable:
    """The titles of all papers that an index holds. Asked by any thread."""

    def __init__(self, lookup: Lookup) -> None:
        self._lookup = lookup

    @classmethod
    def build(cls, profiles: Sequence[Profile]) -> TitleTable:
        """The table of the papers of these profiles."""
        return cls(Lookup.of(profiles))

    def link(self, question: str, *, people: Sequence[str] = (), paper_asked: bool) -> list[Mention]:
        """The papers that words of the question name, left to right, mentions apart from one another.

        `people` (Profile.id) are the people the question names: their papers come first. Only with `paper_asked`
        may a description by topic words name a paper. Several candidates with equal scores are ambiguous.
        """
        return _Linking(self._lookup, question, people).mentions(paper_asked=paper_asked)


class _Linking:
    """One question, with the titles found for it so far."""

    def __init__(self, lookup: Lookup, question: str, people: Sequence[str]) -> None:
        self._search, self._question = TitleSearch(lookup, people), question
        self._venues = Counted(lookup, "x")
        self._asked = units(question)
        found = terms(question)
        lookup.read([TITLES, *(f"t:{term}" for term in found), *(f"x:{term}" for term in found)])
        self._likes = {term: self._search.like(term) for term in found}

    def mentions(self, *, paper_asked: bool) -> list[Mention]:
        """See `TitleTable.link`."""
        if not self._search.lookup.titles:
            return []
        one_paper = paper_asked and not _PLURAL.search(self._question)
        found: list[_Found] = []
        for hit in (*self._quoted(), *self._stretches(one_paper), *self._named(paper_asked)):
            if all(hit.end <= other.start or hit.start >= other.end for other in found):
                found.append(hit)
        if paper_asked:
            found += self._described(found)
        mentions = [self._mention(hit) for hit in found]
        return sorted(mentions, key=lambda mention: mention.start)

    def _quoted(self) -> Iterator[_Found]:
        for match in _QUOTED.finditer(self._question):
            group = match.lastindex or 0
            start, end = match.span(group)
            words = tuple(token.text for token in units(match[group]))
            titles = self._exactly(words) or self._nearly(match[group], words)
            if titles:
                yield _Found(start, end, titles)

    def _exactly(self, words: Words) -> dict[Words, float]:
        listed = self._search.lookup.listed(quoted(whole_token(kind, words) for kind in ("w", "h", "c")))
        if same := [each for each in listed if each.keys.words == words]:
            return dict.fromkeys(self._search.known(same), _EXACT)
        heads = [each for each in listed if each.keys.head and each.keys.words[: each.keys.head] == words]
        if heads:
            return dict.fromkeys(self._search.known(heads), _HEAD)
        return dict.fromkeys(self._search.known(each for each in listed if _coins(each.keys, words)), _COINED)

    def _nearly(self, text: str, words: Words) -> dict[Words, float]:
        """Titles that quoted words stand for with typos, or are a part of."""
        if len(words) < 2:
            return {}
        likes = {term: self._search.like(term) for term in terms(text)}
        joined = " ".join(words)
        scores = {}
        for number in self._search.best(likes, units(text)):
            title = self._search.titles[number]
            score = (
                max(fuzz.ratio(joined, " ".join(title.words)), fuzz.ratio(joined, " ".join(title.words[: title.head])))
                / 100
            )
            alignment = align(list(words), title.words)
            if alignment.matched == len(words) and self._tells(alignment, title):
                score = max(score, 0.8 + 0.15 * alignment.matched / len(title.words))
            if score >= 0.82:
                scores[number] = min(score, 0.96)
        best = max(scores.values(), default=0.0)
        return {number: score for number, score in scores.items() if score > best - 0.02}

    def _tells(self, alignment: Alignment, title: Title) -> bool:
        """Whether the matched words single a title out: two words that are not in every other title."""
        matched = {stem(title.words[place]) for place in alignment.places}
        return sum(
            self._search.weight(word) > 0.5 for word in matched if word not in stop_terms()
        ) >= 2 or alignment.matched == len(title.words)

    def _stretches(self, paper_asked: bool) -> Iterator[_Found]:
        asked = self._asked
        words = [token.text for token in asked]
        taken: list[tuple[int, int]] = []
        hits: list[tuple[float, Words, Alignment]] = []
        for number in self._search.best(self._likes, asked):
            title = self._search.titles[number]
            alignment = align(words, title.words)
            if score := self._stretch_score(alignment, title, paper_asked):
                hits.append((score, number, alignment))
        hits.sort(key=lambda hit: (-hit[2].matched, -hit[0], self._search.titles[hit[1]].papers[0]))
        for score, _, alignment in hits:
            if any(alignment.first < last and alignment.last > first for first, last in taken):
                continue
            taken.append((alignment.first, alignment.last))
            equals = {
                other: score
                for other_score, other, there in hits
                if there.first < alignment.last
                and there.last > alignment.first
                and there.matched >= alignment.matched
                and abs(other_score - score) < 0.03
            }
            yield _Found(asked[alignment.first].start, asked[alignment.last - 1].end, equals)

    def _stretch_score(self, found: Alignment, title: Title, paper_asked: bool) -> float:
        """How surely a stretch names the title, 0..1; 0 when it may as well be a topic."""
        size = len(title.words)
        wide = sum(script(word) in ("han", "kana", "hangul") for word in title.words) > size / 2
        telling = {stem(title.words[place]) for place in found.places} - stop_terms()
        content = len(telling) / (2 if wide else 1)
        if content < 2 or found.matched < (4 if wide else 2) or not found.matched:
            return 0.0
        share = found.matched / size
        plain = telling <= weak_terms() and not paper_asked  # a title of everyday words may as well be a topic
        head = title.head and sum(place < title.head for place in found.places) / title.head
        exact = found.exact / found.matched
        if share == 1 and exact == 1 and size >= 2 and not plain:
            return 0.97  # all of a short title, word for word
        if share >= 0.75 and size >= (5 if plain else 3):
            return round((0.75 + 0.25 * share) * (0.9 + 0.1 * exact), 4)
        if (
            head == 1
            and (title.head >= 3 or (paper_asked and title.head >= 2))
            and not self._is_topic(title.words[: title.head])
        ):
            return round(0.95 * (0.9 + 0.1 * exact), 4)
        long = found.matched >= 5 and content >= 4 and share >= 0.35
        some = found.matched >= 3 and content >= 3 and not telling <= weak_terms()
        if long or (some and (share >= 0.5 or (paper_asked and share >= 0.34))):
            return round(0.6 + 0.3 * share, 4)
        return 0.0

    def _is_topic(self, words: Words) -> bool:
        return all(self._search.distinct(stem(word)) > _MAX_COINED or word in ordinary_words() for word in words)

    def _named(self, paper_asked: bool) -> Iterator[_Found]:
        asked = self._asked
        spans = [(i, j) for i in range(len(asked)) for j in range(min(i + 3, len(asked)), i, -1)]
        coined = {span: tuple(token.text for token in asked[slice(*span)]) for span in spans}
        self._search.lookup.read(f"tc:{' '.join(words)}" for words in coined.values())
        after = 0
        for (first, last), words in coined.items():
            if first < after or not self._search.lookup.count(f"tc:{' '.join(words)}"):
                continue
            listed = self._search.lookup.listed(quoted([whole_token("c", words)]))
            listed = [each for each in listed if _coins(each.keys, words)]
            numbers = self._search.known(listed)
            original = self._question[asked[first].start : asked[last - 1].end]
            if not 0 < len(numbers) <= _MAX_COINED or (len(words) == 1 and words[0] in self._venues):
                continue
            shown = CAMEL.search(original) or (original.isupper() and len(original) > 2)
            strength = {how for each in listed for name, how in each.keys.coined if name == words}
            if paper_asked or "sharp" in strength or (shown and "head" in strength):
                yield _Found(asked[first].start, asked[last - 1].end, dict.fromkeys(numbers, _COINED))
                after = first + 1

    def _described(self, found: list[_Found]) -> list[_Found]:
        """What "the paper on ..." describes, and failing that the whole question."""
        question = self._question
        stretches = [match.span(match.lastindex or 0) for match in _DESCRIBED.finditer(question)]
        free = [(a, b) for a, b in stretches if all(b <= hit.start or a >= hit.end for hit in found)]
        hits: list[_Found] = []
        for span in [*free, (0, len(question))]:
            if span == (0, len(question)) and (hits or found or _PLURAL.search(question)):
                break
            hit = self._topic(span)
            if hit and all(hit.end <= other.start or hit.start >= other.end for other in hits):
                hits.append(hit)
        return hits

    def _topic(self, span: tuple[int, int]) -> _Found | None:
        """The titles that the words of a stretch describe: the best cover of its telling words."""
        placed = list(placed_terms(self._question[span[0] : span[1]]))
        self._search.lookup.read(key for term, _, _ in placed for key in (f"t:{term}", f"x:{term}"))
        skipped = stop_terms() | self._named_words
        words = [
            (term, span[0] + start, span[0] + end)
            for term, start, end in placed
            if term not in skipped
            and not term.isdigit()
            and not (term in self._venues and not self._search.lookup.count(f"t:{term}"))
        ]
        # an unknown word speaks against a title; a pair of characters may only straddle two words
        unknown = {"han": 0.2, "kana": 0.2, "hangul": 0.2}
        search = self._search
        asked = {
            term: search.weight(term) if self._likes.get(term) else unknown.get(script(term), 0.7) * search.most
            for term, _, _ in words
        }
        cover: dict[Words, float] = {}
        matched: dict[Words, set[str]] = {}
        for number in self._search.known(self._search.lookup.listed(self._describing(asked))):
            has = self._search.titles[number].terms
            best = {
                term: max((near for like, near in self._likes.get(term, {}).items() if like in has), default=0.0)
                for term in asked
            }
            matched[number] = {term for term, near in best.items() if near}
            cover[number] = sum(asked[term] * near for term, near in best.items())
        scores = {n: self._topic_score(n, cover[n], matched[n], asked) for n in cover if matched[n]}
        scores = {number: score for number, score in scores.items() if score}
        own = {n: s for n, s in scores.items() if self._search.is_own(n)}
        return _clear(own or scores, matched, words)

    def _describing(self, asked: dict[str, float]) -> str:
        """What titles have that cover half of the weight of what is asked: one of the terms without which none can.

        Where those are in very many titles, all terms that are in any.
        """
        known = {term: [token("t", like) for like in self._likes.get(term, {})] for term in asked}
        some = any_of(*dict.fromkeys(key for keys in known.values() for key in keys))
        if not some:
            return ""
        spare, needed = sum(asked.values()) / 2, []
        for term in sorted(asked, key=lambda term: (asked[term], term)):
            spare -= asked[term]
            if spare <= 0:
                needed.append(term)
        counted = sum(self._search.lookup.count(f"t:{like}") for term in needed for like in self._likes.get(term, {}))
        if counted > _DESCRIBED_BY:
            return every(*(any_of(*keys) for keys in known.values()))
        return every(any_of(*(key for term in needed for key in (*known[term], token("a", term)))), some)

    def _topic_score(self, number: Words, cover: float, matched: set[str], asked: dict[str, float]) -> float:
        """The share of what is asked that a title covers, scaled to 0.5..0.9; 0 when that is too little to tell."""
        title = self._search.titles[number]
        authors = sum(weight for term, weight in asked.items() if term not in matched and term in title.authors)
        share = (cover + authors) / sum(asked.values())
        wide = script(next(iter(matched))) in ("han", "kana", "hangul")
        count = len(matched) / (2 if wide else 1)
        telling = bool(matched - weak_terms())
        once = min(map(self._search.spread, matched)) == 1
        if count > 2:
            needed = 0.5
        elif count > 1:
            needed = 0.6 if telling or self._search.is_own(number) else 2.0
        else:
            needed = 0.75 if once and (telling or self._search.people) and not wide else 2.0
        return round(0.5 + 0.4 * min(share, 1.0), 4) if share >= needed else 0.0

    @cached_property
    def _named_words(self) -> frozenset[str]:
        """Stems of the words of the names of the people asked about."""
        names = self._search.lookup.names_of(sorted(self._search.people))
        return frozenset(stem(token.text) for name in names for token in tokens(name))

    def _mention(self, found: _Found) -> Mention:
        own, titles = self._search.people, self._search.titles
        candidates = [
            (person in own, Candidate(f"{person}#{number}", titles[title].label, round(score, 4)))
            for title, score in found.titles.items()
            for person, number in titles[title].papers
        ]
        candidates.sort(key=lambda pair: (-pair[1].score, not pair[0], pair[1].key))
        return Mention(
            "paper",
            found.start,
            found.end,
            self._question[found.start : found.end],
            tuple(candidate for _, candidate in candidates),
        )


def _clear(
    scores: dict[Words, float], matched: dict[Words, set[str]], words: list[tuple[str, int, int]]
) -> _Found | None:
    """The clear winner, or the few that are as good."""
    best = max(scores.values(), default=0.0)
    close = {number: best for number, score in scores.items() if score > best - 0.012}
    if not close or len(close) > 4:
        return None
    runs: list[list[int]] = []
    for term, start, end in words:
        if any(term in matched[number] for number in close):
            if runs and start - runs[-1][1] <= _APART:
                runs[-1][1] = max(end, runs[-1][1])
            else:
                runs.append([start, end])
    start, end = max(runs, key=lambda run: run[1] - run[0])
    return _Found(start, end, close)


def _coins(keys: TitleKeys, words: Words) -> bool:
    return any(name == words for name, _ in keys.coined)

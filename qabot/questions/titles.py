"""`TitleTable`: finds the papers of the profiles by their titles, parts of titles, coined names or topic words."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from qabot.profiles.profile import Profile
from qabot.questions.query import Candidate, Mention
from qabot.words.align import Alignment, align, units
from qabot.words.fold import Token, script, tokens
from qabot.words.names import near
from qabot.words.wording import (
    CAMEL,
    Strength,
    coined_names,
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
_CANDIDATES = 5  # titles compared in full for one question


_Likes = dict[str, dict[str, float]]  # a term of the question -> terms of titles it may be -> how near, 0..1


@dataclass(slots=True)
class _Title:
    """One title, with the papers that bear it."""

    words: tuple[str, ...]  # folded; Han, kana and Hangul by character
    head: int  # how many of them stand before the colon; 0 without one
    label: str
    papers: list[tuple[int, int]] = field(default_factory=list)  # profile, place in Profile.papers
    terms: frozenset[str] = frozenset()
    authors: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Found:
    """A stretch of the question and the titles it may mean, by score."""

    start: int
    end: int
    titles: dict[int, float]


class TitleTable:
    """The titles of all papers, by word. Built once, read by any thread."""

    def __init__(self, profiles: Sequence[Profile]) -> None:
        self._ids = [profile.id for profile in profiles]
        self._places = {profile.id: place for place, profile in enumerate(profiles)}
        self._names = [_name_words(profile) for profile in profiles]
        self._titles: list[_Title] = []
        self._whole: dict[tuple[str, ...], int] = {}
        self._heads: dict[tuple[str, ...], list[int]] = defaultdict(list)
        self._by_term: dict[str, list[int]] = defaultdict(list)
        self._coined: dict[tuple[str, ...], list[int]] = defaultdict(list)
        self._strength: dict[tuple[str, ...], set[Strength]] = {}
        venues = (f"{paper.venue} {paper.venue_short}" for profile in profiles for paper in profile.papers)
        self._venues = {token.text for venue in venues for token in tokens(venue)}
        for place, profile in enumerate(profiles):
            for number, paper in enumerate(profile.papers):
                title = self._add(paper.title, (place, number))
                if title is not None:
                    title.authors |= {token.text for author in paper.authors for token in tokens(author)}
        for number, title in enumerate(self._titles):
            for term in title.terms:
                self._by_term[term].append(number)
        self._buckets: dict[tuple[str, int], list[str]] = defaultdict(list)
        for term in self._by_term:
            self._buckets[term[:1], len(term)].append(term)
        self._most = math.log(1 + len(self._titles)) if self._titles else 1.0

    @classmethod
    def build(cls, profiles: Sequence[Profile]) -> TitleTable:
        """The table of the papers of these profiles."""
        return cls(profiles)

    def _add(self, text: str, paper: tuple[int, int]) -> _Title | None:
        pieces = units(text)
        words = tuple(piece.text for piece in pieces)
        if not words:
            return None
        if words in self._whole:
            title = self._titles[self._whole[words]]
            title.papers.append(paper)
            return title
        colon = re.search(r"[:：—]|\s[-–]\s|\?\s", text)
        head = sum(piece.end <= colon.start() for piece in pieces) if colon else 0
        title = _Title(words, head if head < len(words) else 0, text, [paper], frozenset(terms(text)))
        number = len(self._titles)
        self._titles.append(title)
        self._whole[words] = number
        if title.head:
            self._heads[words[: title.head]].append(number)
        for coined, strength in coined_names(text, pieces, title.head):
            if number not in self._coined[coined]:
                self._coined[coined].append(number)
            self._strength.setdefault(coined, set()).add(strength)
        return title

    def link(self, question: str, *, people: Sequence[str] = (), paper_asked: bool) -> list[Mention]:
        """The papers that words of the question name, left to right, mentions apart from one another.

        `people` (Profile.id) are the people the question names: their papers come first. Only with `paper_asked`
        may a description by topic words name a paper. Several candidates with equal scores are ambiguous.
        """
        places = [self._places[person] for person in people if person in self._places]
        asked = units(question)
        likes = {term: self._like(term) for term in terms(question)}
        one_paper = paper_asked and not _PLURAL.search(question)
        found: list[_Found] = []
        for hit in (
            *self._quoted(question),
            *self._stretches(asked, likes, one_paper),
            *self._named(question, asked, paper_asked),
        ):
            if all(hit.end <= other.start or hit.start >= other.end for other in found):
                found.append(hit)
        if paper_asked:
            found += self._described(question, found, places, likes)
        mentions = [self._mention(question, hit, places) for hit in found]
        return sorted(mentions, key=lambda mention: mention.start)

    # -- titles in quotation marks

    def _quoted(self, question: str) -> Iterator[_Found]:
        for match in _QUOTED.finditer(question):
            group = match.lastindex or 0
            start, end = match.span(group)
            words = tuple(token.text for token in units(match[group]))
            titles = self._exactly(words) or self._nearly(match[group], words)
            if titles:
                yield _Found(start, end, titles)

    def _exactly(self, words: tuple[str, ...]) -> dict[int, float]:
        if words in self._whole:
            return {self._whole[words]: _EXACT}
        if words in self._heads:
            return dict.fromkeys(self._heads[words], _HEAD)
        return dict.fromkeys(self._coined.get(words, ()), _COINED)

    def _nearly(self, text: str, words: tuple[str, ...]) -> dict[int, float]:
        """Titles that quoted words stand for with typos, or are a part of."""
        if len(words) < 2:
            return {}
        likes = {term: self._like(term) for term in terms(text)}
        joined = " ".join(words)
        scores = {}
        for number in self._best(likes):
            title = self._titles[number]
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

    def _tells(self, alignment: Alignment, title: _Title) -> bool:
        """Whether the matched words single a title out: two words that are not in every other title."""
        matched = {stem(title.words[place]) for place in alignment.places}
        return sum(
            self._weight(word) > 0.5 for word in matched if word not in stop_terms()
        ) >= 2 or alignment.matched == len(title.words)

    # -- titles that stand in the question without marks

    def _stretches(self, asked: list[Token], likes: _Likes, paper_asked: bool) -> Iterator[_Found]:
        words = [token.text for token in asked]
        taken: list[tuple[int, int]] = []
        hits: list[tuple[float, int, Alignment]] = []
        for number in self._best(likes):
            title = self._titles[number]
            alignment = align(words, title.words)
            if score := self._stretch_score(alignment, title, paper_asked):
                hits.append((score, number, alignment))
        hits.sort(key=lambda hit: (-hit[2].matched, -hit[0], hit[1]))
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

    def _stretch_score(self, found: Alignment, title: _Title, paper_asked: bool) -> float:
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

    def _is_topic(self, words: tuple[str, ...]) -> bool:
        return all(len(self._by_term.get(stem(word), ())) > _MAX_COINED or word in ordinary_words() for word in words)

    # -- names that titles coin

    def _named(self, question: str, asked: list[Token], paper_asked: bool) -> Iterator[_Found]:
        for first in range(len(asked)):
            for last in range(min(first + 3, len(asked)), first, -1):
                words = tuple(token.text for token in asked[first:last])
                numbers = self._coined.get(words, ())
                original = question[asked[first].start : asked[last - 1].end]
                if not 0 < len(numbers) <= _MAX_COINED or (len(words) == 1 and words[0] in self._venues):
                    continue
                shown = CAMEL.search(original) or (original.isupper() and len(original) > 2)
                strength = self._strength[words]
                if paper_asked or "sharp" in strength or (shown and "head" in strength):
                    yield _Found(asked[first].start, asked[last - 1].end, dict.fromkeys(numbers, _COINED))
                    break

    # -- descriptions by topic

    def _described(self, question: str, found: list[_Found], people: list[int], likes: _Likes) -> list[_Found]:
        """What "the paper on ..." describes, and failing that the whole question."""
        stretches = [match.span(match.lastindex or 0) for match in _DESCRIBED.finditer(question)]
        free = [(a, b) for a, b in stretches if all(b <= hit.start or a >= hit.end for hit in found)]
        hits: list[_Found] = []
        for span in [*free, (0, len(question))]:
            if span == (0, len(question)) and (hits or found or _PLURAL.search(question)):
                break
            hit = self._topic(question, span, people, likes)
            if hit and all(hit.end <= other.start or hit.start >= other.end for other in hits):
                hits.append(hit)
        return hits

    def _topic(self, question: str, span: tuple[int, int], people: list[int], likes: _Likes) -> _Found | None:
        """The titles that the words of a stretch describe: the best cover of its telling words."""
        named = {word for place in people for word in self._names[place]}
        skipped = stop_terms() | named | (self._venues - self._by_term.keys())
        words = [
            (term, span[0] + start, span[0] + end)
            for term, start, end in placed_terms(question[span[0] : span[1]])
            if term not in skipped and not term.isdigit()
        ]
        # an unknown word speaks against a title; a pair of characters may only straddle two words
        unknown = {"han": 0.2, "kana": 0.2, "hangul": 0.2}
        asked = {
            term: self._weight(term) if likes.get(term) else unknown.get(script(term), 0.7) * self._most
            for term, _, _ in words
        }
        cover: dict[int, float] = defaultdict(float)
        matched: dict[int, set[str]] = defaultdict(set)
        for term, weight in asked.items():
            for like, nearness in likes.get(term, {}).items():
                for number in self._by_term[like]:
                    if term not in matched[number]:
                        matched[number].add(term)
                        cover[number] += weight * nearness
        scores = {number: self._topic_score(number, cover[number], matched[number], asked, people) for number in cover}
        scores = {number: score for number, score in scores.items() if score}
        own = {n: s for n, s in scores.items() if any(paper[0] in people for paper in self._titles[n].papers)}
        return _clear(own or scores, matched, words)

    def _topic_score(
        self, number: int, cover: float, matched: set[str], asked: dict[str, float], people: list[int]
    ) -> float:
        """The share of what is asked that a title covers, scaled to 0.5..0.9; 0 when that is too little to tell."""
        title = self._titles[number]
        authors = sum(weight for term, weight in asked.items() if term not in matched and term in title.authors)
        share = (cover + authors) / sum(asked.values())
        wide = script(next(iter(matched))) in ("han", "kana", "hangul")
        count = len(matched) / (2 if wide else 1)
        telling = bool(matched - weak_terms())
        once = min(self._spread(term, people) for term in matched) == 1
        if count > 2:
            needed = 0.5
        elif count > 1:
            needed = 0.6 if telling or any(paper[0] in people for paper in title.papers) else 2.0
        else:
            needed = 0.75 if once and (telling or people) and not wide else 2.0
        return round(0.5 + 0.4 * min(share, 1.0), 4) if share >= needed else 0.0

    # -- helpers

    def _weight(self, term: str) -> float:
        """How telling a term is: its inverse document frequency."""
        return math.log((1 + len(self._titles)) / (0.5 + len(self._by_term.get(term, ())))) if self._titles else 0.0

    def _spread(self, term: str, people: list[int]) -> int:
        """How many titles have a term, of the people named if there are any."""
        numbers = self._by_term.get(term, [])
        if people:
            numbers = [n for n in numbers if any(paper[0] in people for paper in self._titles[n].papers)]
        return len(numbers)

    def _like(self, term: str) -> dict[str, float]:
        """The terms of titles that a term is, perhaps with a typo: 1 the same, 0.9 a typo."""
        if term in self._by_term:
            return {term: 1.0}
        if len(term) < 5 or term in stop_terms() or not term.isalpha():
            return {}
        close = [
            other
            for size in range(len(term) - 2, len(term) + 3)
            for other in self._buckets.get((term[0], size), ())
            if near(term, other)
        ]
        return dict.fromkeys(close, 0.9)

    def _best(self, likes: _Likes) -> list[int]:
        """The titles that share the most telling terms, best first."""
        weights: dict[int, float] = defaultdict(float)
        shared: dict[int, int] = defaultdict(int)
        for term, close in likes.items():
            if term in stop_terms():
                continue
            for like in close:
                numbers = self._by_term[like]
                if len(numbers) > 2000:
                    continue
                weight = self._weight(like)
                for number in numbers:
                    weights[number] += weight
                    shared[number] += 1
        order = sorted(
            (n for n in weights if shared[n] > 1 or len(self._titles[n].terms) < 3), key=lambda n: (-weights[n], n)
        )
        return order[:_CANDIDATES]

    def _mention(self, question: str, found: _Found, people: list[int]) -> Mention:
        titles = dict(found.titles)
        candidates = [
            (place in people, Candidate(f"{self._ids[place]}#{number}", self._titles[title].label, round(score, 4)))
            for title, score in titles.items()
            for place, number in self._titles[title].papers
        ]
        candidates.sort(key=lambda pair: (-pair[1].score, not pair[0], pair[1].key))
        return Mention(
            "paper",
            found.start,
            found.end,
            question[found.start : found.end],
            tuple(candidate for _, candidate in candidates),
        )


def _clear(scores: dict[int, float], matched: dict[int, set[str]], words: list[tuple[str, int, int]]) -> _Found | None:
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


def _name_words(profile: Profile) -> frozenset[str]:
    return frozenset(stem(token.text) for name in profile.names() for token in tokens(name))

"""`TitleTable`: finds the papers of the profiles by their titles, parts of titles, coined names or topic words."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from rapidfuzz import fuzz

from qabot.index.lookup import Listed, Lookup, any_of, every
from qabot.index.person_tables import TITLES
from qabot.profiles.profile import Profile
from qabot.questions.query import Candidate, Mention
from qabot.questions.strangers import Counted
from qabot.words.align import Alignment, align, units
from qabot.words.fold import Token, script, tokens
from qabot.words.names import near
from qabot.words.title_keys import TitleKeys, author_words, title_keys, whole_token
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
_CANDIDATES = 5  # titles compared in full for one question


_COMMON = 2000  # titles with a term: a commoner one finds none by itself
_LOOKED_AT = 400  # titles that may be the best of those that share terms, looked at in full
_DESCRIBED_BY = 5000  # titles looked at for one description
_SAME = 64  # titles up to which those that several profiles list are told apart when they are counted

_Likes = dict[str, dict[str, float]]  # a term of the question -> terms of titles it may be -> how near, 0..1
_Words = tuple[str, ...]


@dataclass(slots=True)
class _Title:
    """One title, with the papers that bear it."""

    words: _Words  # folded; Han, kana and Hangul by character
    head: int  # how many of them stand before the colon; 0 without one
    label: str
    papers: list[tuple[str, int]] = field(default_factory=list)  # profile, place in Profile.papers; in order
    terms: frozenset[str] = frozenset()
    authors: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Found:
    """A stretch of the question and the titles it may mean, by score."""

    start: int
    end: int
    titles: dict[_Words, float]


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
        self._lookup, self._question = lookup, question
        self._people = frozenset(people)
        self._venues = Counted(lookup, "x")
        self._titles: dict[_Words, _Title] = {}
        self._asked = units(question)
        found = terms(question)
        lookup.read([TITLES, *(f"t:{term}" for term in found), *(f"x:{term}" for term in found)])
        self._likes = {term: self._like(term) for term in found}

    def mentions(self, *, paper_asked: bool) -> list[Mention]:
        """See `TitleTable.link`."""
        if not self._lookup.titles:
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

    # -- titles in quotation marks

    def _quoted(self) -> Iterator[_Found]:
        for match in _QUOTED.finditer(self._question):
            group = match.lastindex or 0
            start, end = match.span(group)
            words = tuple(token.text for token in units(match[group]))
            titles = self._exactly(words) or self._nearly(match[group], words)
            if titles:
                yield _Found(start, end, titles)

    def _exactly(self, words: _Words) -> dict[_Words, float]:
        listed = self._lookup.listed(quoted(whole_token(kind, words) for kind in ("w", "h", "c")))
        if same := [each for each in listed if each.keys.words == words]:
            return dict.fromkeys(self._known(same), _EXACT)
        heads = [each for each in listed if each.keys.head and each.keys.words[: each.keys.head] == words]
        if heads:
            return dict.fromkeys(self._known(heads), _HEAD)
        return dict.fromkeys(self._known(each for each in listed if _coins(each.keys, words)), _COINED)

    def _known(self, listed: Iterable[Listed]) -> list[_Words]:
        """The titles of papers listed, each once, with all the papers that bear it; in the order of the profiles."""
        return self._known_words(list(dict.fromkeys(each.keys.words for each in listed)))

    def _known_words(self, words: list[_Words]) -> list[_Words]:
        fresh = {each for each in words if each not in self._titles}
        for each in self._lookup.listed(quoted(whole_token("w", words) for words in sorted(fresh))):
            if each.keys.words in fresh:
                keys = each.keys
                title = _Title(keys.words, keys.head, each.title, [], keys.terms)
                title = self._titles.setdefault(keys.words, title)
                title.papers.append((each.person, each.number))
                title.authors |= author_words(each.authors)
        return sorted(words, key=lambda words: self._titles[words].papers[0])

    def _nearly(self, text: str, words: _Words) -> dict[_Words, float]:
        """Titles that quoted words stand for with typos, or are a part of."""
        if len(words) < 2:
            return {}
        likes = {term: self._like(term) for term in terms(text)}
        joined = " ".join(words)
        scores = {}
        for number in self._best(likes, units(text)):
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

    def _stretches(self, paper_asked: bool) -> Iterator[_Found]:
        asked = self._asked
        words = [token.text for token in asked]
        taken: list[tuple[int, int]] = []
        hits: list[tuple[float, _Words, Alignment]] = []
        for number in self._best(self._likes, asked):
            title = self._titles[number]
            alignment = align(words, title.words)
            if score := self._stretch_score(alignment, title, paper_asked):
                hits.append((score, number, alignment))
        hits.sort(key=lambda hit: (-hit[2].matched, -hit[0], self._titles[hit[1]].papers[0]))
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

    def _is_topic(self, words: _Words) -> bool:
        return all(self._distinct(stem(word)) > _MAX_COINED or word in ordinary_words() for word in words)

    # -- names that titles coin

    def _named(self, paper_asked: bool) -> Iterator[_Found]:
        asked = self._asked
        spans = [(i, j) for i in range(len(asked)) for j in range(min(i + 3, len(asked)), i, -1)]
        coined = {span: tuple(token.text for token in asked[slice(*span)]) for span in spans}
        self._lookup.read(f"tc:{' '.join(words)}" for words in coined.values())
        after = 0
        for (first, last), words in coined.items():
            if first < after or not self._lookup.count(f"tc:{' '.join(words)}"):
                continue
            listed = self._lookup.listed(quoted([whole_token("c", words)]))
            listed = [each for each in listed if _coins(each.keys, words)]
            numbers = self._known(listed)
            original = self._question[asked[first].start : asked[last - 1].end]
            if not 0 < len(numbers) <= _MAX_COINED or (len(words) == 1 and words[0] in self._venues):
                continue
            shown = CAMEL.search(original) or (original.isupper() and len(original) > 2)
            strength = {how for each in listed for name, how in each.keys.coined if name == words}
            if paper_asked or "sharp" in strength or (shown and "head" in strength):
                yield _Found(asked[first].start, asked[last - 1].end, dict.fromkeys(numbers, _COINED))
                after = first + 1

    # -- descriptions by topic

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
        self._lookup.read(key for term, _, _ in placed for key in (f"t:{term}", f"x:{term}"))
        skipped = stop_terms() | self._named_words
        words = [
            (term, span[0] + start, span[0] + end)
            for term, start, end in placed
            if term not in skipped
            and not term.isdigit()
            and not (term in self._venues and not self._lookup.count(f"t:{term}"))
        ]
        # an unknown word speaks against a title; a pair of characters may only straddle two words
        unknown = {"han": 0.2, "kana": 0.2, "hangul": 0.2}
        asked = {
            term: self._weight(term) if self._likes.get(term) else unknown.get(script(term), 0.7) * self._most
            for term, _, _ in words
        }
        cover: dict[_Words, float] = {}
        matched: dict[_Words, set[str]] = {}
        for number in self._known(self._lookup.listed(self._describing(asked))):
            has = self._titles[number].terms
            best = {
                term: max((near for like, near in self._likes.get(term, {}).items() if like in has), default=0.0)
                for term in asked
            }
            matched[number] = {term for term, near in best.items() if near}
            cover[number] = sum(asked[term] * near for term, near in best.items())
        scores = {n: self._topic_score(n, cover[n], matched[n], asked) for n in cover if matched[n]}
        scores = {number: score for number, score in scores.items() if score}
        own = {n: s for n, s in scores.items() if self._is_own(n)}
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
        counted = sum(self._lookup.count(f"t:{like}") for term in needed for like in self._likes.get(term, {}))
        if counted > _DESCRIBED_BY:
            return every(*(any_of(*keys) for keys in known.values()))
        return every(any_of(*(key for term in needed for key in (*known[term], token("a", term)))), some)

    def _topic_score(self, number: _Words, cover: float, matched: set[str], asked: dict[str, float]) -> float:
        """The share of what is asked that a title covers, scaled to 0.5..0.9; 0 when that is too little to tell."""
        title = self._titles[number]
        authors = sum(weight for term, weight in asked.items() if term not in matched and term in title.authors)
        share = (cover + authors) / sum(asked.values())
        wide = script(next(iter(matched))) in ("han", "kana", "hangul")
        count = len(matched) / (2 if wide else 1)
        telling = bool(matched - weak_terms())
        once = min(map(self._spread, matched)) == 1
        if count > 2:
            needed = 0.5
        elif count > 1:
            needed = 0.6 if telling or self._is_own(number) else 2.0
        else:
            needed = 0.75 if once and (telling or self._people) and not wide else 2.0
        return round(0.5 + 0.4 * min(share, 1.0), 4) if share >= needed else 0.0

    # -- helpers

    def _is_own(self, number: _Words) -> bool:
        return any(person in self._people for person, _ in self._titles[number].papers)

    @cached_property
    def _named_words(self) -> frozenset[str]:
        """Stems of the words of the names of the people asked about."""
        names = self._lookup.names_of(sorted(self._people))
        return frozenset(stem(token.text) for name in names for token in tokens(name))

    @cached_property
    def _own(self) -> list[Listed]:
        return self._lookup.listed_by(sorted(self._people))

    @cached_property
    def _most(self) -> float:
        return math.log(1 + self._lookup.titles)

    def _weight(self, term: str) -> float:
        """How telling a term is: its inverse document frequency."""
        return math.log((1 + self._lookup.titles) / (0.5 + self._lookup.count(f"t:{term}")))

    def _spread(self, term: str) -> int:
        """How many titles have a term, of the people named if there are any."""
        if not self._people:
            return self._distinct(term)
        return len({each.keys.words for each in self._own if term in each.keys.terms})

    def _distinct(self, term: str) -> int:
        """How many titles have a term; those that several profiles list count once, unless there are many."""
        count = self._lookup.count(f"t:{term}")
        if not 1 < count <= _SAME:
            return count
        listed = self._lookup.listed(quoted([token("t", term)]))
        return len({each.keys.words for each in listed if term in each.keys.terms})

    def _like(self, term: str) -> dict[str, float]:
        """The terms of titles that a term is, perhaps with a typo: 1 the same, 0.9 a typo."""
        if self._lookup.count(f"t:{term}"):
            return {term: 1.0}
        if len(term) < 5 or term in stop_terms() or not term.isalpha():
            return {}
        close = [other for other in self._lookup.near("t", [term]) if other[0] == term[0] and near(term, other)]
        self._lookup.read(f"t:{other}" for other in close)
        return {other: 0.9 for other in close if self._lookup.count(f"t:{other}")}

    def _best(self, likes: _Likes, asked: Sequence[Token]) -> list[_Words]:
        """The titles that share the most telling terms, best first.

        A very common term finds no title. Where the question has such, whole titles in it, and those of the people
        named, are looked at as well.
        """
        counted = [like for term, close in likes.items() if term not in stop_terms() for like in close]
        usual = [like for like in counted if self._lookup.count(f"t:{like}") <= _COMMON]
        found = self._lookup.terms(_sharing(usual))
        tried = usual
        if len(usual) < len(counted):
            tried = counted
            words = [token.text for token in asked]
            spans = [tuple(words[i:j]) for i in range(len(words)) for j in range(i + 2, len(words) + 1)]
            more = self._lookup.listed(quoted(whole_token(kind, span) for span in spans for kind in ("w", "h")))
            found += [((each.person, each.number), each.title, list(each.keys.terms)) for each in (*more, *self._own)]
        weights = {like: self._weight(like) * tried.count(like) for like in tried}
        ranked: list[tuple[float, tuple[str, int], str]] = []
        for place, title, has in found:
            shared = [like for like in has if like in weights]
            if sum(map(tried.count, shared)) > 1 or (shared and len(has) < 3):
                ranked.append((-sum(weights[like] for like in sorted(shared)), place, title))
        ranked.sort()
        best: dict[_Words, None] = {}
        for _, _, title in ranked:
            keys = title_keys(title)
            if keys:
                best[keys.words] = None
            if len(best) == _CANDIDATES:
                break
        self._known_words(list(best))
        return list(best)

    def _mention(self, found: _Found) -> Mention:
        candidates = [
            (person in self._people, Candidate(f"{person}#{number}", self._titles[title].label, round(score, 4)))
            for title, score in found.titles.items()
            for person, number in self._titles[title].papers
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
    scores: dict[_Words, float], matched: dict[_Words, set[str]], words: list[tuple[str, int, int]]
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


def _coins(keys: TitleKeys, words: _Words) -> bool:
    return any(name == words for name, _ in keys.coined)


def _sharing(likes: Sequence[str]) -> str:
    """What titles have that share two terms, or one with a very short title."""
    twice = {like for like in likes if likes.count(like) > 1}
    keys = [token("t", like) for like in dict.fromkeys(likes)]
    two = [every(any_of(key), any_of(*keys[place:])) for place, key in enumerate(keys[:-1], 1)]
    alone = [any_of(token("t", like)) for like in sorted(twice)]
    short = [every(any_of("t:"), any_of(*keys))] if keys else []
    return " OR ".join(f"({part})" for part in (*two, *alone, *short))

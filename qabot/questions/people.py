"""`PeopleTable`: finds the people of the profiles by the words of a question, in any of their names' forms."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from rapidfuzz import process
from rapidfuzz.distance import OSA

from qabot.profiles.profile import Profile
from qabot.questions import native, strangers
from qabot.questions.fold import Token, fold, script, tokens
from qabot.questions.names import PersonName, near, parse_name, slavic_key, sound_of
from qabot.questions.query import Candidate, Mention
from qabot.questions.strangers import Words

LONE = 0.7  # score of a family or given name alone, 0..1
_PART = 0.6  # score of a part of a handle
_GAP = re.compile(r"[\s\-‐‑–.·・]{0,3}")
_WIDEST = 4  # words of given names looked at on either side of a family name
_POSSESSIVE = re.compile(r"['’ʼ`´]s?(?!\w)")


@dataclass(frozen=True, slots=True)
class Form:
    """One name of one profile."""

    person: int  # place of the profile in the table
    name: PersonName


@dataclass(frozen=True, slots=True)
class Hit:
    """Words `first:last` of a question fit a person; `lone` when it was one part of the name only."""

    first: int
    last: int
    score: float
    person: int
    lone: bool = False


class PeopleTable:
    """The names of all profiles, by word. Built once, read by any thread."""

    def __init__(self, profiles: Sequence[Profile]) -> None:
        self.ids = [profile.id for profile in profiles]
        self.labels = [profile.name for profile in profiles]
        self.words = Words.of(profiles)
        self.families: dict[str, list[Form]] = defaultdict(list)  # by last word, and by the whole written together
        self.givens: dict[str, list[Form]] = defaultdict(list)  # by first given name, and by all written together
        self.handles: dict[str, list[int]] = defaultdict(list)
        self.handle_parts: dict[str, list[int]] = defaultdict(list)
        self.natives = native.NativeNames()
        self._sounds: dict[str, list[Form]] = defaultdict(list)  # by Latin spelling of a family name in another script
        self._slavic: dict[str, list[Form]] = defaultdict(list)  # by `slavic_key` of the family name
        self._slavic_givens: dict[str, list[Form]] = defaultdict(list)
        for person, profile in enumerate(profiles):
            for text in profile.names():
                self._add(person, text)
        self._lengths: dict[int, list[str]] = defaultdict(list)
        for family in self.families:
            self._lengths[len(family)].append(family)

    @classmethod
    def build(cls, profiles: Sequence[Profile]) -> PeopleTable:
        """The table of these profiles."""
        return cls(profiles)

    def _add(self, person: int, text: str) -> None:
        name = parse_name(text)
        if name is None:
            return
        if " " not in text.strip() and script(name.whole_family) == "latin":
            self._add_handle(person, text)
        form = Form(person, name)
        if name.given or not any(letter.isdigit() for letter in text):
            for variant in _variants(name.family[-1], name.whole_family):
                self.families[variant].append(form)
            for variant in _variants(*([name.given[0], name.whole_given] if name.given else [])):
                if len(variant) > 1:
                    self.givens[variant].append(form)
        if name.script in ("han", "hangul", "kana"):
            self.natives.add(person, name)
            sound = sound_of(name)
            for spelling in sound.families if sound else ():
                self._sounds[spelling].append(form)
        else:
            self._slavic[slavic_key(name.family[-1])].append(form)
            if name.script == "cyrillic" and name.given and len(name.given[0]) > 1:
                self._slavic_givens[slavic_key(name.given[0])].append(form)

    def _add_handle(self, person: int, text: str) -> None:
        handle = re.sub(r"[\W_]", "", fold(text))
        self.handles[handle].append(person)
        bare = handle.rstrip("0123456789")
        if bare != handle and len(bare) >= 4 and self.words.rare(bare):
            self.handles[bare].append(person)
        if handle.isalpha() and len(handle) >= 8:
            for size in range(5, len(handle) - 2):
                self.handle_parts[handle[:size]].append(person)
                self.handle_parts[handle[-size:]].append(person)

    def link(self, question: str) -> list[Mention]:
        """The people that words of the question name, left to right, mentions apart from one another.

        Several candidates of one mention have equal scores: the words fit each of them as well.
        """
        words = _Reading(question, tokens(question), self.words)
        hits = [*self._handle_hits(words), *self._family_hits(words), *self._given_hits(words)]
        mentions = self._settled(hits, words)
        taken = [(mention.start, mention.end) for mention in mentions]
        for start, end, score, people in self.natives.find(question, self):
            if all(end <= other or start >= stop for other, stop in taken):
                mentions.append(self._mention(question, start, end, dict.fromkeys(people, score)))
        return _narrowed(sorted(mentions, key=lambda mention: mention.start))

    def names_like(self, words: str) -> list[Candidate]:
        """The people that a name fits, best first: every candidate of every mention in it."""
        found: dict[str, Candidate] = {}
        for mention in self.link(words):
            for candidate in mention.candidates:
                if candidate.key not in found or found[candidate.key].score < candidate.score:
                    found[candidate.key] = candidate
        return sorted(found.values(), key=lambda candidate: (-candidate.score, candidate.label, candidate.key))

    def unlinked_names(
        self, question: str, mentions: Sequence[Mention], known_words: Callable[[str], bool]
    ) -> list[str]:
        """Stretches of the question that look like the name of a person nobody here is.

        Mentions, ordinary words, places, and words that `known_words` knows and nobody is called by are none.
        """
        is_name = (
            {*self.families, *self.givens}.__contains__
            if False
            else lambda word: word in self.families or word in self.givens
        )
        return strangers.find(question, mentions, strangers.Judge(self.words, known_words, is_name))

    # -- whole names and family names

    def _family_hits(self, words: _Reading) -> list[Hit]:
        hits: list[Hit] = []
        for place, token in enumerate(words.tokens):
            if script(token.text) in ("han", "hangul", "kana"):
                continue
            exact = self._forms(token.text)
            for form, weight in exact or self._like(token, words):
                hits += self._around(words, place, form, weight)
        return hits

    def _forms(self, word: str) -> list[tuple[Form, float]]:
        found: dict[int, tuple[Form, float]] = {}
        for variant in (word, *([word[:-1]] if word.endswith("s") and len(word) > 4 else []), word.replace("'", "")):
            for form in self.families.get(variant, ()):
                found.setdefault(id(form), (form, 1.0 if variant == word or "'" in word else 0.95))
        for form in self._sounds.get(word, ()):
            found.setdefault(id(form), (form, 0.95))
        cyrillic = script(word) == "cyrillic"
        for form in self._slavic.get(slavic_key(word), ()) if len(word) > 3 else ():
            other = form.name.script == "cyrillic"
            if cyrillic or other:  # two Latin spellings are compared by letters
                found.setdefault(id(form), (form, 0.98 if cyrillic and other else 0.95))
        return list(found.values())

    def _like(self, token: Token, words: _Reading) -> list[tuple[Form, float]]:
        """Forms whose family name is a typo away."""
        if len(token.text) < 5 or not self.words.rare(token.text):
            return []
        allowed = 2 if len(token.text) >= 8 else 1
        found = []
        for size in range(len(token.text) - allowed, len(token.text) + allowed + 1):
            for family, _, _ in process.extract(
                token.text, self._lengths.get(size, ()), scorer=OSA.distance, score_cutoff=allowed, limit=None
            ):
                if near(family, token.text):
                    found += [(form, 0.9) for form in self.families[family]]
        return found

    def _around(self, words: _Reading, place: int, form: Form, weight: float) -> list[Hit]:
        """The name of `form` around its family name at `place`: with given names before or after, or alone."""
        first = place
        rest = list(form.name.family[:-1])
        while rest and first > 0 and words.adjacent(first - 1) and words.tokens[first - 1].text == rest[-1]:
            first -= 1
            rest.pop()
        last = place + 1
        hits = []
        for size in range(1, _WIDEST + 1):
            if first - size >= 0 and all(words.adjacent(n) for n in range(first - size, first)):
                hits += self._with_given(words, (first - size, first), (first - size, last), form, weight)
            if (
                last + size <= len(words.tokens)
                and words.adjacent(last - 1, comma=True)
                and all(words.adjacent(n) for n in range(last, last + size - 1))
            ):
                hits += self._with_given(words, (last, last + size), (first, last + size), form, weight)
        if not hits and not form.name.given and len(form.name.family) == 1:
            return [Hit(first, last, weight, form.person)] if words.may_stand_alone(first, last) else []
        if not hits and weight >= 0.9 and words.may_stand_alone(first, last, careful=weight < 0.95):
            hits.append(Hit(first, last, LONE * weight if weight < 0.95 else LONE, form.person, lone=True))
        return hits

    def _with_given(
        self, words: _Reading, given: tuple[int, int], whole: tuple[int, int], form: Form, weight: float
    ) -> list[Hit]:
        texts = tuple(token.text for token in words.tokens[given[0] : given[1]])
        score = _given_fit(form.name, texts)
        if not score or (len("".join(texts)) == 1 and not words.initial_at(given[0])):
            return []
        if weight < 0.95 and score < 0.9 and len("".join(texts)) < 5:
            return []
        if words.small_talk(*whole):
            return []
        return [Hit(whole[0], whole[1], round(score * weight, 4), form.person)]

    # -- given names and handles

    def _given_hits(self, words: _Reading) -> list[Hit]:
        hits = []
        for first in range(len(words.tokens)):
            for last in range(first + 1, min(first + 3, len(words.tokens)) + 1):
                if last - first > 1 and not words.adjacent(last - 2):
                    break
                joined = "".join(token.text for token in words.tokens[first:last])
                forms = self.givens.get(joined) or self._russian(joined)
                if forms and words.may_stand_alone(first, last):
                    hits += [Hit(first, last, LONE, form.person, lone=True) for form in forms]
        return hits

    def _russian(self, word: str) -> list[Form]:
        """Forms in Cyrillic with this given name in any case."""
        return self._slavic_givens.get(slavic_key(word), []) if len(word) > 3 and script(word) == "cyrillic" else []

    def _handle_hits(self, words: _Reading) -> list[Hit]:
        hits = []
        for first in range(len(words.tokens)):
            for last in range(first + 1, min(first + 3, len(words.tokens)) + 1):
                if last - first > 1 and not words.adjacent(last - 2):
                    break
                joined = "".join(token.text for token in words.tokens[first:last])
                people = self.handles.get(joined, ())
                if people and not (last - first == 1 and self.words.ordinary(joined)):
                    hits += [Hit(first, last, 1.0, person) for person in people]
                elif last - first == 1 and self.words.rare(joined) and words.may_stand_alone(first, last):
                    part = sorted(set(self.handle_parts.get(joined, ())))
                    hits += [Hit(first, last, _PART, person, lone=True) for person in part]
        return hits

    # -- settling

    def _settled(self, hits: list[Hit], words: _Reading) -> list[Mention]:
        """The best hits that do not overlap: whole names first, then more words, then the better score."""
        spans: dict[tuple[int, int], dict[int, Hit]] = defaultdict(dict)
        for hit in hits:
            known = spans[hit.first, hit.last].get(hit.person)
            if known is None or known.score < hit.score:
                spans[hit.first, hit.last][hit.person] = hit
        order = sorted(
            spans, key=lambda span: (-(span[1] - span[0]), -max(h.score for h in spans[span].values()), span[0])
        )
        taken: list[tuple[int, int]] = []
        mentions = []
        for first, last in order:
            if any(first < stop and last > start for start, stop in taken):
                continue
            taken.append((first, last))
            scores = {hit.person: hit.score for hit in spans[first, last].values()}
            mentions.append(
                self._mention(words.question, words.tokens[first].start, words.tokens[last - 1].end, scores)
            )
        return mentions

    def _mention(self, question: str, start: int, end: int, scores: dict[int, float]) -> Mention:
        best = max(scores.values())
        people = sorted(
            (person for person, score in scores.items() if score == best),
            key=lambda person: (self.labels[person], self.ids[person]),
        )
        candidates = tuple(Candidate(self.ids[person], self.labels[person], round(best, 4)) for person in people)
        return Mention("person", start, end, question[start:end], candidates)


def _given_fit(name: PersonName, texts: tuple[str, ...]) -> float:
    """How well words fit the given names of a form, in its script or spelled in another."""
    score = name.given_score(texts)
    if score or not name.given:
        return score
    if sound := sound_of(name):
        fits = sound.given is not None and sound.given.fullmatch("".join(texts)) is not None
        return 0.97 if fits else 0.0
    kinds = {name.script, script(texts[0])}
    if "cyrillic" not in kinds or not kinds <= {"cyrillic", "latin"}:
        return 0.0
    keys = [slavic_key(text) for text in texts]
    units = [slavic_key(unit) for unit in name.given]
    if keys == units[: len(keys)]:
        return 1.0 if kinds == {"cyrillic"} else 0.97
    return 0.9 if all(len(k) == 1 and u.startswith(k) for k, u in zip(keys, units, strict=False)) else 0.0


def _variants(*words: str) -> Iterable[str]:
    """A folded word, without its apostrophe, and with ü, ö, ä written the other way."""
    out: dict[str, None] = {}
    for word in words:
        out[word] = None
        out[word.replace("'", "")] = None
        for pair in ("ue", "oe", "ae"):
            if pair in word and len(word) > 4:
                out[word.replace(pair, pair[0])] = None
    return out


def _narrowed(mentions: list[Mention]) -> list[Mention]:
    """A part of a name after the whole name of one who bears it means that person."""
    full = {c.key for m in mentions if len(m.candidates) == 1 and m.candidates[0].score > LONE for c in m.candidates}
    out = []
    for mention in mentions:
        own = tuple(c for c in mention.candidates if c.key in full)
        out.append(replace(mention, candidates=own) if own and mention.candidates[0].score <= LONE else mention)
    return out


class _Reading:
    """A question's words, and what their case and neighbours say."""

    def __init__(self, question: str, words: list[Token], known: Words) -> None:
        self.question, self.tokens, self.known = question, words, known
        self.shape = strangers.shape(question, words)
        self._gaps = [question[left.end : right.start] for left, right in pairwise(words)]

    def adjacent(self, place: int, *, comma: bool = False) -> bool:
        """Whether the words at `place` and after it may belong to one name."""
        gap = self._gaps[place]
        if comma and re.fullmatch(r"\s*[,，]\s?", gap):
            return True
        if "." in gap and len(self.tokens[place].text) > 2:
            return False
        return _GAP.fullmatch(gap) is not None

    def initial_at(self, place: int) -> bool:
        """Whether a single letter is meant as an initial: a capital or a dot after it, not the words "a" and "I"."""
        token = self.tokens[place]
        dotted = self.question[token.end : token.end + 1] == "."
        if dotted or (token.capital and token.text not in ("a", "i")):
            return True
        return self.shape == "small" and token.text not in strangers.LETTER_WORDS

    def small_talk(self, first: int, last: int) -> bool:
        """Whether words that could be a whole name are ordinary words of a sentence, written small."""
        inside = self.tokens[first:last]
        if any(token.capital for token in inside) and self.shape == "mixed":
            return False
        return all(self.known.ordinary(token.text) for token in inside) and not (
            any(token.capital for token in inside) and not any(self.known.plain(token.text) for token in inside)
        )

    def may_stand_alone(self, first: int, last: int, *, careful: bool = False) -> bool:
        """Whether one part of a name may name a person here, by its case and by its neighbours."""
        token = self.tokens[first]
        word = "".join(item.text for item in self.tokens[first:last])
        if len(word) < 2 or word.isdigit() or (careful and (len(word) < 6 or not self.known.rare(word))):
            return False
        if token.capital and self.shape == "mixed":
            if self.known.plain(word) or (self.known.ordinary(word) and not self._meant(first)):
                return False
        elif len(word) < 4 or not self.known.rare(word):
            return False
        return not (self._before_says_no(first) or self._after_says_no(last - 1))

    def _meant(self, place: int) -> bool:
        """Whether a capitalised ordinary word ("Young", "May") is meant as a name."""
        if place == 0:
            return self._possessive(place)
        before = self.tokens[place - 1].text
        if self._possessive(place) or before in strangers.BEFORE:
            return True
        return before not in strangers.NO_NAME_AFTER and not re.search(r"[.?!]\s*$", self._gaps[place - 1])

    def _possessive(self, place: int) -> bool:
        return _POSSESSIVE.match(self.question, self.tokens[place].end) is not None

    def _before_says_no(self, place: int) -> bool:
        if place == 0 or not _GAP.fullmatch(self._gaps[place - 1]) or self._possessive(place - 1):
            return False
        if (
            "." in self._gaps[place - 1]
            and len(self.tokens[place - 1].text) > 1
            and self.tokens[place - 1].text not in strangers.BEFORE
        ):
            return False
        return self._name_like(place - 1, start=place == 1)

    def _after_says_no(self, place: int) -> bool:
        if place + 1 >= len(self.tokens) or self._possessive(place):
            return False
        if not re.fullmatch(r"[\s\-]+", self._gaps[place]):
            return False
        return self.tokens[place + 1].text in strangers.TERMS or self._name_like(place + 1)

    def _name_like(self, place: int, *, start: bool = False) -> bool:
        """Whether a neighbour makes it the name of somebody else: a capitalised word that is no ordinary one."""
        token = self.tokens[place]
        if token.text in strangers.BEFORE or script(token.text) in ("han", "hangul", "kana", "digit"):
            return False
        if len(token.text) == 1:
            return self.initial_at(place) and token.text not in strangers.LETTER_WORDS
        if token.capital and self.shape == "mixed":
            original = self.question[token.start : token.end]
            if original.isupper() and len(original) > 2:
                return False
            return not (self.known.plain(token.text) or (start and self.known.ordinary(token.text)))
        return self.shape == "small" and self.known.rare(token.text) and not self.known.slip(token.text)

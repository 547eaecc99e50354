"""`PeopleTable`: finds the people of the profiles by the words of a question, in any of their names' forms."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import process
from rapidfuzz.distance import OSA

from qabot.profiles.profile import Profile
from qabot.questions import native, strangers
from qabot.questions.query import Candidate, Mention
from qabot.questions.reading import Reading
from qabot.questions.strangers import Words
from qabot.words.aliases import further_names
from qabot.words.fold import Token, fold, romanize, script, tokens
from qabot.words.name_keys import variants
from qabot.words.names import PARTICLES, PersonName, korean_key, near, parse_name, slavic_key, sound_of

LONE = 0.7  # score of a family or given name alone, 0..1
_LOOSE = 0.86  # given names that fit no better hold a typo or a word too many
_PART = 0.6  # score of a part of a handle
_WIDEST = 4  # words of given names looked at on either side of a family name


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
        self._given_sounds: dict[str, list[Form]] = defaultdict(list)
        self._slavic: dict[str, list[Form]] = defaultdict(list)  # by `slavic_key` of the family name
        self._slavic_givens: dict[str, list[Form]] = defaultdict(list)
        for person, profile in enumerate(profiles):
            for text in (*profile.names(), *further_names(profile)):
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
            pieces = [piece for piece in name.family if piece not in PARTICLES] or [name.family[-1]]
            for variant in variants(*pieces, name.whole_family):
                self.families[variant].append(form)
            for variant in variants(*([name.given[0], name.whole_given] if name.given else [])):
                if len(variant) > 1:
                    self.givens[variant].append(form)
        if sound := sound_of(name):
            self.natives.add(person, name)
            for spelling in sound.families:
                self._sounds[spelling].append(form)
            if len(name.whole_given) > 1:
                self._given_sounds[korean_key(romanize(name.whole_given).replace(" ", ""))].append(form)
        else:
            self._slavic[slavic_key(name.family[-1])].append(form)
            if name.given and len(name.given[0]) > 2:
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
        words = Reading(question, tokens(question), self.words)
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
        for mention in self.link(words.title() if words.islower() else words):
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
        judge = strangers.Judge(self.words, known_words, lambda word: word in self.families or word in self.givens)
        return strangers.find(question, mentions, judge)

    # -- whole names and family names

    def _family_hits(self, words: Reading) -> list[Hit]:
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
        for variant in variants(word):
            for form in self.families.get(variant, ()):
                found.setdefault(id(form), (form, 1.0))
        if not found and word.endswith("s") and len(word) > 4:  # German genitive
            found = {id(form): (form, 0.95) for form in self.families.get(word[:-1], ())}
        for form in self._sounds.get(word, ()):
            found.setdefault(id(form), (form, 0.95))
        cyrillic = script(word) == "cyrillic"
        for form in self._slavic.get(slavic_key(word), ()) if len(word) > 3 else ():
            other = form.name.script == "cyrillic"
            if cyrillic or other:  # two Latin spellings are compared by letters
                found.setdefault(id(form), (form, 0.98 if cyrillic and other else 0.95))
        return list(found.values())

    def _like(self, token: Token, words: Reading) -> list[tuple[Form, float]]:
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

    def _around(self, words: Reading, place: int, form: Form, weight: float) -> list[Hit]:
        """The name of `form` around its family name at `place`: with given names before or after, or alone."""
        first, last = words.widened(place, form.name.family)
        hits: list[Hit] = []
        for size in range(1, _WIDEST + 1):
            if words.chained(first - size, first):
                hits += self._with_given(words, (first - size, first), (first - size, last), form, weight)
            if words.chained(last - 1, last + size - 1):
                hits += self._with_given(words, (last, last + size), (first, last + size), form, weight)
        for size in range(1, _WIDEST + 1) if not hits and words.comma_after(last - 1) else ():
            if words.chained(last, last + size - 1):
                hits += self._with_given(words, (last, last + size), (first, last + size), form, weight)
        if not hits and not form.name.given and len(form.name.family) == 1:
            return [Hit(first, last, weight, form.person)] if words.may_stand_alone(first, last) else []
        if not hits and weight >= 0.9 and words.may_stand_alone(first, last, careful=weight < 0.95):
            hits.append(Hit(first, last, LONE * weight if weight < 0.95 else LONE, form.person, lone=True))
        return hits

    def _with_given(
        self, words: Reading, given: tuple[int, int], whole: tuple[int, int], form: Form, weight: float
    ) -> list[Hit]:
        texts = tuple(token.text for token in words.tokens[given[0] : given[1]])
        score = _given_fit(form.name, texts)
        if not score or (len("".join(texts)) == 1 and not words.initial_at(given[0])):
            return []
        if weight < 0.95 and score < 0.9 and len("".join(texts)) < 5:
            return []
        if words.small_talk(*whole) or (score <= _LOOSE and any(self._strays(form.name, text) for text in texts)):
            return []
        return [Hit(whole[0], whole[1], round(score * weight, 4), form.person)]

    def _strays(self, name: PersonName, text: str) -> bool:
        return len(text) > 1 and text not in (*name.given, *name.parts) and self.words.plain(text)

    # -- given names and handles

    def _given_hits(self, words: Reading) -> list[Hit]:
        hits = []
        for first in range(len(words.tokens)):
            for last in range(first + 1, min(first + 3, len(words.tokens)) + 1):
                if last - first > 1 and not words.adjacent(last - 2):
                    break
                joined = "".join(token.text for token in words.tokens[first:last])
                forms = self._given_forms(joined)
                initial = words.initial_after(last - 1)
                with_initial = [form for form in forms if initial and form.name.family[-1].startswith(initial)]
                if with_initial:
                    hits += [Hit(first, last + 1, 0.88, form.person) for form in with_initial]
                elif forms and words.may_stand_alone(first, last):
                    hits += [Hit(first, last, LONE, form.person, lone=True) for form in forms]
        return hits

    def _given_forms(self, word: str) -> list[Form]:
        """Forms with this given name, in its script, in a Russian case, or spelled in another script."""
        for variant in variants(word):
            if variant in self.givens:
                return self.givens[variant]
        if len(word) < 4:
            return []
        cyrillic = script(word) == "cyrillic"
        slavic = [f for f in self._slavic_givens.get(slavic_key(word), ()) if cyrillic or f.name.script == "cyrillic"]
        return slavic or self._given_sounds.get(korean_key(word), [])

    def _handle_hits(self, words: Reading) -> list[Hit]:
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

    def _settled(self, hits: list[Hit], words: Reading) -> list[Mention]:
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


def _narrowed(mentions: list[Mention]) -> list[Mention]:
    """A part of a name after the whole name of one who bears it means that person."""
    full = {c.key for m in mentions if len(m.candidates) == 1 and m.candidates[0].score > LONE for c in m.candidates}
    out = []
    for mention in mentions:
        own = tuple(c for c in mention.candidates if c.key in full)
        out.append(replace(mention, candidates=own) if own and mention.candidates[0].score <= LONE else mention)
    return out

"""`PeopleTable`: finds the people of the profiles by the words of a question, in any of their names' forms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from qabot.index.lookup import Form, Lookup
from qabot.profiles.profile import Profile
from qabot.questions import native, strangers
from qabot.questions.known_names import KnownNames, Side
from qabot.questions.query import Candidate, Mention
from qabot.questions.reading import Reading
from qabot.questions.strangers import Words
from qabot.sources.source import tier_of
from qabot.words.fold import script, tokens
from qabot.words.name_keys import variants
from qabot.words.names import PersonName, korean_key, nicknames, slavic_key, sound_of
from qabot.words.tokens import quoted, token

LONE = 0.7  # score of a family or given name alone, 0..1
_LOOSE = 0.86  # given names that fit no better hold a typo or a word too many
_PART = 0.6  # score of a part of a handle
_WIDEST = 4  # words of given names looked at on either side of a family name


@dataclass(frozen=True, slots=True)
class Hit:
    """Words `first:last` of a question fit a person; `lone` when it was one part of the name only."""

    first: int
    last: int
    score: float
    form: Form
    lone: bool = False
    typo: bool = False  # or a given name that only may be theirs


class PeopleTable:
    """The names that an index holds, of the owners of profiles or of others. Asked by any thread."""

    def __init__(self, lookup: Lookup, side: Side = "o") -> None:
        self.names = KnownNames(lookup, side)
        self.words = Words.of(lookup) if side == "o" else Words(frozenset())
        self.natives = native.NativeNames(self.names)

    @classmethod
    def build(cls, profiles: Sequence[Profile]) -> PeopleTable:
        """The table of the owners of these profiles."""
        return cls(Lookup.of(profiles))

    def link(self, question: str) -> list[Mention]:
        """The people that words of the question name, left to right, mentions apart from one another.

        Several candidates of one mention have equal scores: the words fit each of them as well. Of others than owners
        a single part of a name names nobody.
        """
        words = Reading(question, tokens(question), self.words)
        self._read(words)
        hits = [*self._handle_hits(words), *self._family_hits(words), *self._given_hits(words)]
        mentions = self._settled(hits, words)
        taken = [(mention.start, mention.end) for mention in mentions]
        for start, end, score, forms in self.natives.find(question):
            if all(end <= other or start >= stop for other, stop in taken):
                mentions.append(_mention(question, start, end, [(form, score) for form in forms]))
        return _narrowed(sorted(mentions, key=lambda mention: mention.start))

    def _read(self, words: Reading) -> None:
        """Read at once which words of a question are parts of names."""
        keys: list[tuple[str, str]] = []
        native, cyrillic = self.names.native, self.names.cyrillic
        for first, last, joined in words.runs:
            other = script(joined) == "cyrillic"
            keys += [("g", variant) for variant in variants(joined)]
            keys.append(("h", joined))
            if native:
                keys.append(("sg", korean_key(joined)))
            if other or cyrillic:
                keys.append(("w" if other else "wc", slavic_key(joined)))
            if last - first == 1:
                keys += [("f", variant) for variant in variants(joined)]
                keys += [("f", joined[:-1]), ("p", joined)]
                if native:
                    keys.append(("sf", joined))
                if other or cyrillic:
                    keys.append(("v" if other else "vc", slavic_key(joined)))
        self.names.read(keys)
        self.words.read(joined for _, _, joined in words.runs)

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
        judge = strangers.Judge(self.words, known_words, self._named)
        return strangers.find(question, mentions, judge)

    def _named(self, word: str) -> bool:
        return self.names.has("f", word) or self.names.has("g", word)

    # -- whole names and family names

    def _family_hits(self, words: Reading) -> list[Hit]:
        hits: list[Hit] = []
        for place, item in enumerate(words.tokens):
            if script(item.text) in ("han", "hangul", "kana"):
                continue
            families, weight = self._families(words, place)
            if families:
                hits += self._bearers(words, place, families, weight)
            for form in self._spelled_otherwise(item.text):
                hits += self._around(words, place, *form)
        return hits

    def _families(self, words: Reading, place: int) -> tuple[list[str], float]:
        """The family names that a word is, and how surely: as it stands, in the German genitive, or with a typo."""
        word = words.tokens[place].text
        found = [variant for variant in variants(word) if self.names.has("f", variant)]
        if found:
            return found, 1.0
        if word.endswith("s") and len(word) > 4 and self.names.has("f", word[:-1]):
            return [word[:-1]], 0.95
        return ([], 0.0) if self._spelled_otherwise(word) else (self._like(word), 0.9)

    def _like(self, word: str) -> list[str]:
        """Family names that are a typo away."""
        return self.names.near("f", [word]) if len(word) > 4 and self.words.rare(word) else []

    def _spelled_otherwise(self, word: str) -> list[tuple[Form, float]]:
        """Names whose family name is spelled so in Latin letters, or is Russian."""
        found = [(form, 0.95) for form in self.names.bear("sf", word)] if self.names.native else []
        cyrillic = script(word) == "cyrillic"
        if len(word) > 3 and (cyrillic or self.names.cyrillic):
            for form in self.names.bear("v" if cyrillic else "vc", slavic_key(word)):
                other = form.keys.name.script == "cyrillic"  # two Latin spellings are compared by letters
                found.append((form, 0.98 if cyrillic and other else 0.95))
        return found

    def _bearers(self, words: Reading, place: int, families: Sequence[str], weight: float) -> list[Hit]:
        """Hits of everybody of these family names: whole names, and the family name where it may stand alone.

        There may be thousands of a name: only those are tried whose given names the words around may be.
        """
        hits: list[Hit] = []
        beside = self._beside(words, place)
        tried = {form: None for family in families for form in self.names.bear("f", family, beside)}
        if not tried and weight > 0.9 and not self.names.borne("f", families):
            families, weight = self._like(words.tokens[place].text), 0.9
            tried = {form: None for family in families for form in self.names.bear("f", family, beside)}
        for form in tried:
            hits += self._around(words, place, form, weight)
        if self.names.side == "o" and weight >= 0.9 and words.may_stand_alone(place, place + 1, careful=weight < 0.95):
            score = LONE * weight if weight < 0.95 else LONE
            left = (form for family in families for form in self.names.bear("f", family) if form not in tried)
            hits += [Hit(place, place + 1, score, form, lone=True) for form in dict.fromkeys(left)]
        return hits

    def _beside(self, words: Reading, place: int) -> str:
        """What names hold one of: any given name that the words beside the family name at `place` may stand for."""
        texts = [item.text for item in words.tokens]
        before, after = texts[max(0, place - _WIDEST) : place], texts[place + 1 : place + 1 + _WIDEST]
        runs = [before[start:] for start in range(len(before))] + [after[: size + 1] for size in range(len(after))]
        found = {"c:all"}
        for text in (*before, *after):
            found |= {token("c", text), token("c", text[0]), token("ca", text)}
            found |= {token("c", other) for other in nicknames().get(text, ())}
            if len(text) == 1:
                found.add(token("ci", text))
            elif script(text) == "cyrillic":
                found.add(token(f"{self.names.side}w", slavic_key(text)))
        typos = []
        for run in runs:
            joined = "".join(run)
            found |= {token("c", joined), token("ck", korean_key(joined))}
            if len(joined) > 4 and not any(len(text) > 1 and self.words.plain(text) for text in run):
                typos.append(joined)
        found |= {token("c", given) for given in self.names.near("g", typos)} if typos else set()
        return quoted(sorted(found))

    def _around(self, words: Reading, place: int, form: Form, weight: float) -> list[Hit]:
        """The name of `form` around its family name at `place`: with given names before or after, or alone."""
        first, last = words.widened(place, form.keys.name.family)
        hits: list[Hit] = []
        for size in range(1, _WIDEST + 1):
            if words.chained(first - size, first):
                hits += self._with_given(words, (first - size, first), (first - size, last), form, weight)
            if words.chained(last - 1, last + size - 1):
                hits += self._with_given(words, (last, last + size), (first, last + size), form, weight)
        for size in range(1, _WIDEST + 1) if not hits and words.comma_after(last - 1) else ():
            if words.chained(last, last + size - 1):
                hits += self._with_given(words, (last, last + size), (first, last + size), form, weight)
        if not hits and not form.keys.name.given and len(form.keys.name.family) == 1:
            return [Hit(first, last, weight, form)] if words.may_stand_alone(first, last) else []
        if not hits and weight >= 0.9 and words.may_stand_alone(first, last, careful=weight < 0.95):
            hits.append(Hit(first, last, LONE * weight if weight < 0.95 else LONE, form, lone=True))
        return hits

    def _with_given(
        self, words: Reading, given: tuple[int, int], whole: tuple[int, int], form: Form, weight: float
    ) -> list[Hit]:
        texts = tuple(token.text for token in words.tokens[given[0] : given[1]])
        score = _given_fit(form.keys.name, texts)
        if not score or (len("".join(texts)) == 1 and not words.initial_at(given[0])):
            return []
        if weight < 0.95 and score < 0.9 and len("".join(texts)) < 5:
            return []
        small = words.shape == "mixed" and not all(token.capital for token in words.tokens[given[0] : given[1]])
        if small and score < _LOOSE and all(len(unit) == 1 for unit in form.keys.name.given):
            return []  # "владеет Орлова" is no "В. Орлова"
        if words.small_talk(*whole) or (score <= _LOOSE and any(self._strays(form.keys.name, text) for text in texts)):
            return []
        typo = weight < 0.95 or score <= _LOOSE
        return [Hit(whole[0], whole[1], round(score * weight, 4), form, typo=typo)]

    def _strays(self, name: PersonName, text: str) -> bool:
        return len(text) > 1 and text not in (*name.given, *name.parts) and self.words.plain(text)

    # -- given names and handles

    def _given_hits(self, words: Reading) -> list[Hit]:
        hits = []
        for first, last, joined in words.runs:
            if not self._is_given(joined):
                continue
            initial = words.initial_after(last - 1)
            with_initial = self._given_forms(joined, initial) if initial else []
            if with_initial:
                hits += [Hit(first, last + 1, 0.88, form) for form in with_initial]
            elif self.names.side == "s" and last - first == 1:
                continue
            elif words.may_stand_alone(first, last):
                hits += [Hit(first, last, LONE, form, lone=True) for form in self._given_forms(joined)]
        return hits

    def _is_given(self, word: str) -> bool:
        """Whether a word is a given name: see `_given_forms`."""
        if any(self.names.has("g", variant) for variant in variants(word)):
            return True
        other = script(word) == "cyrillic"
        if len(word) < 4:
            return False
        if (other or self.names.cyrillic) and self.names.has("w" if other else "wc", slavic_key(word)):
            return True
        return self.names.native and self.names.has("sg", korean_key(word))

    def _given_forms(self, word: str, initial: str = "") -> list[Form]:
        """Forms with this given name, in its script, in a Russian case, or spelled in another script.

        With an initial, those whose family name begins so.
        """
        beside = quoted([token("cj", initial)]) if initial else ""
        for variant in variants(word):
            if self.names.has("g", variant):
                return _with_initial(self.names.bear("g", variant, beside), initial)
        if len(word) < 4:
            return []
        slavic = self.names.bear("w" if script(word) == "cyrillic" else "wc", slavic_key(word))
        return _with_initial(slavic or self.names.bear("sg", korean_key(word)), initial)

    def _handle_hits(self, words: Reading) -> list[Hit]:
        hits = []
        for first, last, joined in words.runs:
            forms = [form for form in self.names.bear("h", joined) if form.keys.handle == joined or self._bare(form)]
            if forms and not (last - first == 1 and self.words.ordinary(joined)):
                hits += [Hit(first, last, 1.0, form) for form in forms]
            elif last - first > 1 or not self.names.has("p", joined):
                continue
            elif self.words.rare(joined) and words.may_stand_alone(first, last):
                hits += [Hit(first, last, _PART, form, lone=True) for form in self.names.bear("p", joined)]
        return hits

    def _bare(self, form: Form) -> bool:
        """Whether a handle may be called without the digits at its end."""
        return self.words.rare(form.keys.bare_handle())

    # -- settling

    def _settled(self, hits: list[Hit], words: Reading) -> list[Mention]:
        """The best hits that do not overlap: whole names first, then more words, then the better score."""
        spans: dict[tuple[int, int], dict[str, Hit]] = defaultdict(dict)
        for hit in hits:
            known = spans[hit.first, hit.last].get(hit.form.person)
            if known is None or known.score < hit.score:
                spans[hit.first, hit.last][hit.form.person] = hit
        order = sorted(
            spans, key=lambda span: (-(span[1] - span[0]), -max(h.score for h in spans[span].values()), span[0])
        )
        taken: list[tuple[int, int]] = []
        mentions = []
        for first, last in order:
            if any(first < stop and last > start for start, stop in taken):
                continue
            taken.append((first, last))
            scores = _levelled(list(spans[first, last].values()))
            start, end = words.tokens[first].start, words.tokens[last - 1].end
            mentions.append(_mention(words.question, start, end, scores))
        return mentions


def _levelled(hits: Sequence[Hit]) -> list[tuple[Form, float]]:
    """The scores; an uploaded person's is no better than that of a given person whom the words fit without a typo."""
    given = [hit.score for hit in hits if tier_of(hit.form.person) == "given" and not hit.typo]
    most = max(given) if given and len(given) < len(hits) else 1.0
    return [(hit.form, min(hit.score, most) if tier_of(hit.form.person) == "uploaded" else hit.score) for hit in hits]


def _mention(question: str, start: int, end: int, scores: Sequence[tuple[Form, float]]) -> Mention:
    best = max(score for _, score in scores)
    people = sorted({(form.label, form.person) for form, score in scores if score == best})
    candidates = tuple(Candidate(person, label, round(best, 4)) for label, person in people)
    return Mention("person", start, end, question[start:end], candidates)


def _with_initial(forms: list[Form], initial: str) -> list[Form]:
    return [form for form in forms if form.keys.name.family[-1].startswith(initial)]


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

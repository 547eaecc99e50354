"""`PlaceTable`: finds the venues and the organizations that a question names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from qabot.index.lookup import Lookup
from qabot.profiles.profile import Profile
from qabot.questions.query import Candidate, Mention, MentionKind
from qabot.words import organizations, venues
from qabot.words.fold import Token, fold, script, tokens
from qabot.words.names import simplified, word_set
from qabot.words.organizations import Name
from qabot.words.place_keys import PUBLISHER, PlaceKey, bare_keys, plain_words, spelled

_LONGEST = 14  # words of a name looked at together
_AT = word_set("places", "at")
_SMALL = word_set("places", "small")
_DATED = re.compile(r"([^\W\d]{3,}?)'?(?:19|20)?\d\d")  # "ICML23"
_CAPITALS_ONLY = word_set("places", "capitals")
_RUN = re.compile(r"[\u3400-\u9fff々\uac00-\ud7a3]+")
_NATIVE = re.compile(r"(?:大学|大學|学院|대학교|대(?=[는은이가를을에의와과\s?]|$))")
_UNHEARD = re.compile(
    r"(?:(?:[A-Z][\w'’-]+\s+){1,4}(?:University|Institute of Technology|College|Polytechnic)|"
    r"University\s+of\s+[A-Z][\w'’-]+)"
    r"(?:\s+(?:of|at|for)\s+(?:(?:[A-Z][\w'’-]+\s+)?(?:Sciences?|Posts|Finance|Economics|Aeronautics|Mining|Arts|Law|Trade"
    r"|Agriculture|Forestry|Medicine|Business|Management|Engineering)\s+(?:and|&)\s+[A-Z][\w'’-]+|[A-Z][\w'’-]+)"
    r"|\s*[-–—]\s*[A-Z]\w+)*"
)
_CAPITALISED = r"[A-Z][\w'’&-]+(?:,?\s+(?:(?:of|on|in|for|and|the|&)\s+){0,2}[A-Z][\w'’&-]+){0,7}"
_UNHEARD_VENUE = re.compile(  # the name of a journal or conference that nobody here has published at
    rf"(?:(?:International|European|Annual|IEEE|ACM)\s+)*(?:Journal|Transactions|Annals|Proceedings|Letters|Bulletin|"
    rf"Archives|Conference|Symposium|Workshop)\s+(?:of|on|in|for)\s+(?:the\s+)?{_CAPITALISED}"
    r"|(?:[A-Z][\w'’&-]+\s+){1,4}(?:Letters|Journal|Quarterly|Transactions|Bulletin)(?!\w)"
    r"|(?<=[在于]《)[^》]{2,40}(?=》)"
    r"|(?:[A-Z][\w'’&-]+\s+){2,4}Review(?!\w)"
    r"|(?<=the journal )[A-Z][\w'’&-]+(?:\s+(?:(?:of|and|in)\s+)?[A-Z][\w'’&-]+){0,5}"
)


@dataclass(frozen=True, slots=True)
class _Known:
    """The places of the tables, whoever has to do with them, by `PlaceKey.lookup`."""

    keys: dict[str, dict[str, tuple[str, float]]]  # lookup -> what it is known by -> label, score

    @staticmethod
    @cache
    def load() -> _Known:
        """The shipped tables."""
        found: dict[str, dict[str, tuple[str, float]]] = defaultdict(dict)
        for key in _of_tables():
            known = found[key.lookup].get(key.result)
            if known is None or known[1] < key.score or not key.lookup.startswith("b:"):
                found[key.lookup][key.result] = (key.label, key.score)
        return _Known(dict(found))


def _of_tables() -> Iterator[PlaceKey]:
    for form, keys in venues.short_forms().items():
        yield from (PlaceKey(spelled("v", plain_words(form)), key, form) for key in keys)
    for key, names in venues.rows():
        for name in names[1:]:
            if " " in name:
                yield PlaceKey(spelled("v", plain_words(name)), key, key)
                yield PlaceKey(spelled("v", plain_words(PUBLISHER.sub("", name))), key, key)
    for name in sorted(venues.journals()):
        yield from (PlaceKey(spelled("v", plain_words(name)), key, name) for key in sorted(venues.venue_keys(name)))
    for words, first in organizations.known_names().items():
        yield PlaceKey(spelled("o", words), first, first)
        yield from bare_keys(words, first, first, 0.6)
        if any(script(word) in ("han", "hangul", "kana") for word in words):
            yield PlaceKey(f"n:{''.join(words)}", first, first)


class PlaceTable:
    """The venues and organizations of the profiles and of the tables, by their words. Asked by any thread."""

    def __init__(self, lookup: Lookup) -> None:
        self._lookup = lookup

    @classmethod
    def build(cls, profiles: Sequence[Profile]) -> PlaceTable:
        """The table of these profiles."""
        return cls(Lookup.of(profiles))

    def same_venue(self, one: str, other: str) -> bool:
        """Whether two venues are one: see `venues.same_venue`."""
        return venues.same_venue(one, other)

    def same_organization(self, one: str, other: str) -> bool:
        """Whether two organizations are one, or a part and its whole: see `organizations.same_organization`."""
        return organizations.same_organization(one, other)

    def link(self, question: str) -> list[Mention]:
        """The venues and organizations that words of the question name, left to right, mentions apart.

        A venue or organization of the tables is found even if nobody here has to do with it; so is a university that
        no table has, with a score of 0.5.
        """
        return _Linking(self._lookup, question).mentions()


class _Linking:
    """One question, with the places that its words may stand for."""

    def __init__(self, lookup: Lookup, question: str) -> None:
        self._lookup, self._question = lookup, question
        self._words = tokens(question)
        self._normal = [(organizations.organization_words(token.text) or ("",))[0] for token in self._words]
        lookups = list(dict.fromkeys(self._lookups()))
        self._found = lookup.places(lookups)
        venue_keys = {key for each in lookups if each.startswith("v:") for key in self._keys(each)}
        lookup.read(f"u:{key}" for key in venue_keys)
        self._used = {key for key in venue_keys if lookup.count(f"u:{key}")}

    def _lookups(self) -> Iterator[str]:
        """What is looked up for a question, at once."""
        texts = [token.text for token in self._words]
        for first, word in enumerate(self._words):
            original = self._question[word.start : word.end]
            yield f"i:{self._as_initials(first)}"
            if match := _DATED.fullmatch(original):
                yield spelled("v", (fold(match[1]),))
            for last in range(first + 1, min(first + _LONGEST, len(texts)) + 1):
                yield spelled("v", texts[first:last])
                key = [word for word in self._normal[first:last] if word]
                yield spelled("o", key)
                yield spelled("b", key)
        for run in _RUN.finditer(self._question):
            text = simplified(run.group())
            for place in range(len(text)):
                yield from (f"n:{text[place : place + size]}" for size in range(2, min(24, len(text) - place) + 1))
                if end := _NATIVE.search(text, place + 2):
                    yield from (f"s:{sound}" for sound in sorted(_sounds(text[place : end.end()])))

    def _keys(self, lookup: str) -> dict[str, tuple[str, float]]:
        """What words stand for: what it is known by -> label, score. What a table says of it comes first."""
        known, here = _Known.load().keys.get(lookup, {}), self._found.get(lookup)
        if not here:
            return known
        found = dict(known)
        for key in here:
            if key.result not in found or (lookup.startswith("b:") and found[key.result][1] < key.score):
                found[key.result] = (key.label, key.score)
        return found

    def mentions(self) -> list[Mention]:
        """See `PlaceTable.link`."""
        question, words = self._question, self._words
        found = [*self._venue_mentions(question, words), *self._organization_mentions(question, words)]
        found += self._native_mentions(question)
        unheard = list(self._unheard(question))
        found = [
            m
            for m in found
            if m.candidates[0].score >= 0.9 or not any(o.start <= m.start and m.end <= o.end for o in unheard)
        ]
        found += unheard
        found.sort(key=lambda m: (m.candidates[0].score <= 0.5, m.start - m.end, m.kind != "venue"))
        kept: list[Mention] = []
        for mention in found:
            if all(mention.end <= other.start or mention.start >= other.end for other in kept):
                kept.append(mention)
        return sorted(kept, key=lambda mention: mention.start)

    # -- venues

    def _venue_mentions(self, question: str, words: list[Token]) -> Iterator[Mention]:
        texts = [token.text for token in words]
        for first in range(len(words)):
            for last in range(min(first + _LONGEST, len(words)), first, -1):
                keys = self._venue_keys(spelled("v", texts[first:last]))
                if keys and self._is_venue(question, words, first, last, keys):
                    end = last
                    if last < len(words) and texts[last] in ("workshop", "workshops"):
                        keys, end = {f"{key} Workshop": f"{key} Workshop" for key in keys}, last + 1
                    yield self._mention("venue", question, words[first].start, words[end - 1].end, self._weighed(keys))
                    break
            else:
                if match := _DATED.fullmatch(question[words[first].start : words[first].end]):
                    keys = self._venue_keys(spelled("v", (fold(match[1]),)))
                    if keys and match[1] in venues.short_forms():
                        end = words[first].start + match.end(1)
                        yield self._mention("venue", question, words[first].start, end, self._weighed(keys))

    def _venue_keys(self, lookup: str) -> dict[str, str]:
        return {key: label for key, (label, _) in self._keys(lookup).items()}

    def _weighed(self, keys: dict[str, str]) -> dict[str, tuple[str, float]]:
        used = self._used & keys.keys()
        return {key: (label, 1.0 if key in used or not used else 0.9) for key, label in keys.items()}

    def _is_venue(self, question: str, words: list[Token], first: int, last: int, keys: dict[str, str]) -> bool:
        """Whether words that spell a venue mean it: short and ordinary ones need their capitals, or a preposition."""
        original = question[words[first].start : words[last - 1].end]
        if original in venues.journals():
            return bool(self._used & keys.keys()) or self._asked_at(words, first, last)
        if last - first > 2 or (last - first == 2 and any(token.capital for token in words[first:last])):
            return True
        text = words[first].text
        ordinary = any(text in word_set("ordinary", key) for key in ("words", "topics", "names"))
        if last - first == 2:
            return not all(token.text in word_set("ordinary", "topics") for token in words[first:last])
        if original in venues.short_forms():
            return original.isupper() or not ordinary or self._asked_at(words, first, last)
        if text in _SMALL:
            return True
        if (
            any(form.casefold() == text for form in venues.short_forms())
            and len(text) > 3
            and not ordinary
            and text not in _CAPITALS_ONLY
        ):
            return True
        return (
            words[first].capital
            and len(text) > 3
            and bool(self._used & keys.keys())
            and self._asked_at(words, first, last)
        )

    def _asked_at(self, words: list[Token], first: int, last: int) -> bool:
        before = words[first - 1].text if first else ""
        after = words[last].text if last < len(words) else ""
        return before in ("in", "at", "to", "journal", "bei", "dans", "en") or after.startswith(
            ("paper", "publi", "article")
        )

    # -- organizations

    def _organization_mentions(self, question: str, words: list[Token]) -> Iterator[Mention]:
        normal = self._normal
        for first in range(len(words)):
            if not normal[first]:
                continue
            for last in range(min(first + _LONGEST, len(words)), first, -1):
                key = tuple(word for word in normal[first:last] if word)
                if normal[last - 1] and (found := self._organization(question, words, first, last, key)):
                    yield self._mention("organization", question, words[first].start, words[last - 1].end, found)
                    break

    def _organization(
        self, question: str, words: list[Token], first: int, last: int, key: tuple[str, ...]
    ) -> dict[str, tuple[str, float]]:
        original = question[words[first].start : words[last - 1].end]
        if re.search(r"[?!;]|,\s+[a-z]", original):
            return {}
        if known := self._keys(spelled("o", key)):
            if self._cut(question, words, first, last) or not self._meant(words, first, last, original):
                return {}
            return {name: (label, 1.0) for name, (label, _) in known.items()}
        if len(key) == 1 and (label := self._shortcut(self._as_initials(first))):
            return {" ".join(organizations.organization_words(label)): (label, 0.9)}
        short = self._keys(spelled("b", key))
        if not short or not words[first].capital or self._cut(question, words, first, last):
            return {}
        placed = all(word in word_set("ordinary", "places") or word in word_set("ordinary", "names") for word in key)
        before = words[first - 1].text if first else ""
        if (placed and before not in ("at", "from", "of", "@", "bei")) or (
            len(key) == 1 and key[0] in word_set("ordinary", "words")
        ):
            return {}
        return dict(short)

    def _as_initials(self, place: int) -> str:
        """A word as it is written; in capitals where it is small and says where: "at ucsf"."""
        word = self._words[place]
        original = self._question[word.start : word.end]
        small = original.islower() and 3 <= len(original) <= 6 and original.isalpha()
        return original.upper() if small and place and self._words[place - 1].text in _AT else original

    def _shortcut(self, original: str) -> str:
        """The one organization here that has these initials; "" where several have or a known one is called so."""
        named = {key.label for key in self._found.get(f"i:{original}", ())}
        return min(named) if len(named) == 1 and (fold(original),) not in organizations.known_names() else ""

    def _meant(self, words: list[Token], first: int, last: int, original: str) -> bool:
        """Whether words that spell an organization mean it: one small ordinary word does not."""
        if last - first > 1:
            return any(token.capital for token in words[first:last]) or len(original) > 8
        text = words[first].text
        if text in word_set("organizations", "doubtful") and not original.isupper():
            after_at = first > 0 and words[first - 1].text in _AT
            return after_at and (words[first].capital or len(text) > 3)
        if len(text) < 2:
            return False
        ordinary = any(text in word_set("ordinary", key) for key in ("words", "topics", "names", "places"))
        if words[first].capital or script(text) not in ("latin", "cyrillic"):
            sharp = len(text) > 4 or original.isupper() or not ordinary
            return sharp and not (ordinary and first == 0)
        return not ordinary and (len(text) > 3 or text in ("mit", "eth", "cmu", "ucl", "nyu", "kit"))

    def _cut(self, question: str, words: list[Token], first: int, last: int) -> bool:
        """Whether the words are cut out of the name of another university: "... -Dearborn", "George Washington ..."."""
        texts = [token.text for token in words[first:last]]
        if "university" not in texts and last < len(words) and words[last].text in ("university", "college", "state"):
            return bool(words[last].capital)
        if "university" not in texts:
            return False
        if first and words[first].text != "university" and words[first - 1].capital:
            gap = question[words[first - 1].end : words[first].start]
            plain = any(words[first - 1].text in word_set("ordinary", key) for key in ("words", "before"))
            if gap == " " and not plain and script(words[first - 1].text) == "latin":
                return True
        if last == len(words) or not words[last].capital:
            return False
        gap = question[words[last - 1].end : words[last].start]
        return re.fullmatch(r"[-–—]|\s[-–—]\s", gap) is not None

    def _native_mentions(self, question: str) -> Iterator[Mention]:
        for run in _RUN.finditer(question):
            text = simplified(run.group())
            place = 0
            while place < len(text):
                size, found = self._native_at(text, place)
                if size:
                    start = run.start() + place
                    yield self._mention("organization", question, start, start + size, found)
                place += size or 1

    def _native_at(self, text: str, place: int) -> tuple[int, dict[str, tuple[str, float]]]:
        for size in range(min(24, len(text) - place), 1, -1):
            if known := self._keys(f"n:{text[place : place + size]}"):
                key = next(reversed(known))
                return size, {key: (known[key][0], 1.0)}
        if end := _NATIVE.search(text, place + 2):
            size = end.end() - place
            if size <= 12:
                for sound in sorted(_sounds(text[place : end.end()])):
                    if found := self._keys(f"s:{sound}"):
                        return size, {key: (label, 0.9) for key, (label, _) in found.items()}
        return 0, {}

    def _unheard(self, question: str) -> Iterator[Mention]:
        """Universities that no profile and no table has, by their form."""
        for match in _UNHEARD.finditer(question):
            text, start = match.group(), match.start()
            while (words := tokens(text))[0].text in word_set("ordinary", "words") - {"university"} and len(words) > 2:
                text, start = text[words[1].start :], start + words[1].start
            key = " ".join(organizations.organization_words(text))
            yield self._mention("organization", question, start, start + len(text), {key: (text, 0.5)})
        for match in _UNHEARD_VENUE.finditer(question):
            yield self._mention("venue", question, *match.span(), {match.group(): (match.group(), 0.5)})

    def _mention(
        self, kind: MentionKind, question: str, start: int, end: int, found: dict[str, tuple[str, float]]
    ) -> Mention:
        printed: dict[str, str] = {}  # how a known organization is called in the profiles
        if kind == "organization":
            for keys in self._lookup.places(f"p:{key}" for key in found).values():
                printed |= {key.result: key.label for key in keys}
        candidates = sorted(
            (Candidate(key, printed.get(key, label), score) for key, (label, score) in found.items()),
            key=lambda c: (-c.score, c.key),
        )
        return Mention(kind, start, end, question[start:end], tuple(candidates))


def _sounds(printed: str) -> frozenset[str]:
    return organizations.sound_keys(Name((printed,), printed, False, False))

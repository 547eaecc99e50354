"""`PlaceTable`: finds the venues and the organizations that a question names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from qabot.profiles.profile import Profile
from qabot.questions.query import Candidate, Mention, MentionKind
from qabot.words import organizations, venues
from qabot.words.fold import Token, fold, script, tokens
from qabot.words.names import simplified, word_set
from qabot.words.organizations import Name, organization_names

_LONGEST = 14  # words of a name looked at together
_AT = word_set("places", "at")
_SMALL = word_set("places", "small")
_PUBLISHER = re.compile(r"^(?:(?:IEEE|ACM|CVF|AAAI|SIAM)[/ ]*)+(?=Trans|Journal|Conf|Letters|Inter|Symp)")
_CAPITALS_ONLY = word_set("places", "capitals")
_RUN = re.compile(r"[\u3400-\u9fff々\uac00-\ud7a3]+")
_NATIVE = re.compile(r"(?:大学|大學|学院|대학교|대(?=[는은이가를을에의와과\s?]|$))")
_UNHEARD = re.compile(
    r"(?:(?:[A-Z][\w'’-]+\s+){1,4}(?:University|Institute of Technology|College|Polytechnic)|"
    r"University\s+of\s+[A-Z][\w'’-]+)"
    r"(?:\s+(?:of|at)\s+[A-Z][\w'’-]+|\s*[-–—]\s*[A-Z]\w+)*"
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


class PlaceTable:
    """The venues and organizations of the profiles and of the tables, by their words. Read by any thread."""

    def __init__(self, profiles: Sequence[Profile]) -> None:
        self._venues: dict[tuple[str, ...], dict[str, str]] = defaultdict(dict)  # words -> key -> label
        self._used: set[str] = set()  # keys of venues that somebody here published at
        self._names: dict[tuple[str, ...], dict[str, str]] = defaultdict(dict)
        self._bare: dict[tuple[str, ...], dict[str, tuple[str, float]]] = defaultdict(dict)
        self._sounds: dict[str, dict[str, str]] = defaultdict(dict)
        self._natives: dict[str, tuple[str, str]] = {}
        self._initials: dict[str, str] = {}
        self._printed: dict[str, str] = {}  # how a known organization is called in the profiles
        self._add_tables()
        printed = list(dict.fromkeys(text for profile in profiles for text in _organizations(profile) if text.strip()))
        for text in printed:
            self._add_organization(text)
        self._initials = organizations.shortcuts(
            [n.text for text in printed for n in organization_names(text) if not n.part]
        )
        for profile in profiles:
            for paper in profile.papers:
                self._add_venue(paper.venue)
                self._add_venue(paper.venue_short)

    @classmethod
    def build(cls, profiles: Sequence[Profile]) -> PlaceTable:
        """The table of these profiles."""
        return cls(profiles)

    def same_venue(self, one: str, other: str) -> bool:
        """Whether two venues are one: see `venues.same_venue`."""
        return venues.same_venue(one, other)

    def same_organization(self, one: str, other: str) -> bool:
        """Whether two organizations are one, or a part and its whole: see `organizations.same_organization`."""
        return organizations.same_organization(one, other)

    def _add_tables(self) -> None:
        for form, keys in venues.short_forms().items():
            for key in keys:
                self._venues[_plain_words(form)][key] = form
        for key, names in venues.rows():
            for name in names[1:]:
                if " " in name:
                    self._venues[_plain_words(name)][key] = key
                    self._venues[_plain_words(_PUBLISHER.sub("", name))][key] = key
        for name in venues.journals():
            for key in venues.venue_keys(name):
                self._venues[_plain_words(name)].setdefault(key, name)
        for words, first in organizations.known_names().items():
            self._names[words][first] = first
            self._add_bare(words, first, first, 0.6)
            if any(script(word) in ("han", "hangul", "kana") for word in words):
                self._natives["".join(words)] = (first, first)

    def _add_venue(self, text: str) -> None:
        keys = venues.venue_keys(text) if text else frozenset()
        words = tuple(word for word in _plain_words(text) if not any(letter.isdigit() for letter in word))
        for key in keys:
            self._used.add(key)
            if len(words) > 1 or (len(words) == 1 and len(words[0]) > 3):
                self._venues[words].setdefault(key, text)
                self._venues[_plain_words(_PUBLISHER.sub("", text))].setdefault(key, text)
                self._venues[venues.venue_words(text)].setdefault(key, text)

    def _add_bare(self, words: tuple[str, ...], key: str, label: str, score: float) -> None:
        """Makes "Hanyang" findable for Hanyang University, and less surely "Bowling Green" for its state university."""
        for short, weight in (
            (organizations.bare(words), score),
            (organizations.bare(words, all_kinds=True), score - 0.1),
        ):
            if short and self._bare[short].get(key, ("", 0.0))[1] < weight:
                self._bare[short][key] = (label, weight)

    def _add_organization(self, text: str) -> None:
        names = organization_names(text)
        for name in names:
            if (name.part and len(names) > 1 and len(name.words) < 3) or not (
                name.known or _names_something(name.words)
            ):
                continue
            key = name.text if name.known else " ".join(name.words)
            if name.known and key not in self._printed:
                self._printed[key] = name.printed
            self._names[name.words].setdefault(key, name.text)
            if name.part:
                continue
            self._add_bare(name.words, key, name.text, 0.8)
            for sound in organizations.sound_keys(name):
                self._sounds[sound].setdefault(key, name.text)
            if script(name.text[:1]) in ("han", "hangul", "kana"):
                self._natives[simplified(name.text.replace(" ", ""))] = (key, name.text)
            for unit in _wholes(name):
                whole = organizations.known_names().get(unit)
                self._names[unit].setdefault(whole or " ".join(unit), whole or " ".join(name.text.split()[: len(unit)]))

    def link(self, question: str) -> list[Mention]:
        """The venues and organizations that words of the question name, left to right, mentions apart.

        A venue or organization of the tables is found even if nobody here has to do with it; so is a university that
        no table has, with a score of 0.5.
        """
        words = tokens(question)
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
                keys = self._venues.get(tuple(texts[first:last]))
                if keys and self._is_venue(question, words, first, last, keys):
                    end = last
                    if last < len(words) and texts[last] in ("workshop", "workshops"):
                        keys, end = {f"{key} Workshop": f"{key} Workshop" for key in keys}, last + 1
                    yield self._mention("venue", question, words[first].start, words[end - 1].end, self._weighed(keys))
                    break
            else:
                if match := re.fullmatch(
                    r"([^\W\d]{3,}?)'?(?:19|20)?\d\d", question[words[first].start : words[first].end]
                ):
                    keys = self._venues.get((fold(match[1]),))
                    if keys and match[1] in venues.short_forms():
                        end = words[first].start + match.end(1)
                        yield self._mention("venue", question, words[first].start, end, self._weighed(keys))

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
        normal = [(organizations.organization_words(token.text) or ("",))[0] for token in words]
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
        if found := self._names.get(key):
            if self._cut(question, words, first, last) or not self._meant(words, first, last, original):
                return {}
            return {name: (label, 1.0) for name, label in found.items()}
        if len(key) == 1 and original in self._initials:
            label = self._initials[original]
            return {" ".join(organizations.organization_words(label)): (label, 0.9)}
        short = self._bare.get(key)
        if not short or not words[first].capital or self._cut(question, words, first, last):
            return {}
        placed = all(word in word_set("ordinary", "places") or word in word_set("ordinary", "names") for word in key)
        before = words[first - 1].text if first else ""
        if (placed and before not in ("at", "from", "of", "@", "bei")) or (
            len(key) == 1 and key[0] in word_set("ordinary", "words")
        ):
            return {}
        return dict(short)

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
            if known := self._natives.get(text[place : place + size]):
                return size, {known[0]: (known[1], 1.0)}
        if end := _NATIVE.search(text, place + 2):
            size = end.end() - place
            if size <= 12:
                printed = text[place : end.end()]
                for sound in organizations.sound_keys(Name((printed,), printed, False, False)):
                    if found := self._sounds.get(sound):
                        return size, {key: (label, 0.9) for key, label in found.items()}
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
        candidates = sorted(
            (Candidate(key, self._printed.get(key, label), score) for key, (label, score) in found.items()),
            key=lambda c: (-c.score, c.key),
        )
        return Mention(kind, start, end, question[start:end], tuple(candidates))


def _organizations(profile: Profile) -> Iterator[str]:
    for post in (*((profile.current,) if profile.current else ()), *profile.positions):
        yield post.organization
    for degree in profile.education:
        yield degree.organization
    for award in profile.awards:
        yield award.organization
    for project in profile.projects:
        yield project.organization


def _names_something(words: tuple[str, ...]) -> bool:
    """Whether a name holds more than words of any organization or sentence: "Sciences" does not."""
    common = ("words", "topics", "places") if len(words) == 1 else ("words", "topics")
    dull = (
        word_set("organizations", "parts") | word_set("organizations", "units") | word_set("organizations", "generic")
    )
    return any(word not in dull and not any(word in word_set("ordinary", key) for key in common) for word in words) or (
        len(words) > 2
    )


def _wholes(name: Name) -> Iterator[tuple[str, ...]]:
    """What a name's beginning names if the rest are words of units: "naver" of "NAVER AI Lab"."""
    units = word_set("organizations", "units")
    size = len(name.words)
    while size > 1 and name.words[size - 1] in units:
        size -= 1
    if (
        0 < size < len(name.words)
        and size <= 2
        and not all(word in word_set("ordinary", "topics") for word in name.words[:size])
    ):
        yield name.words[:size]


def _plain_words(text: str) -> tuple[str, ...]:
    return tuple(token.text for token in tokens(text))

"""`NativeNames`: names in Han, kana and Hangul, found in text that has no spaces around them."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from qabot.words.fold import script
from qabot.words.names import PersonName, data, family_size, parse_name, simplified, sound_of

if TYPE_CHECKING:
    from qabot.questions.people import PeopleTable

LONE = 0.7  # score of a family or given name alone, 0..1
_SOUND = 0.95  # score of a whole name that is spelled in another script in the profile
_CJK = r"[\u3400-\u9fff々\u3041-\u30fa\u30fc-\u30ff\uac00-\ud7a3]+"
_RUN = re.compile(rf"{_CJK}(?:[ \u3000・]{_CJK})*")
_TITLES = "|".join(data("ordinary")["after_hangul"])
_PARTICLES = "|".join(sorted(data("ordinary")["particles_hangul"].split(), key=len, reverse=True))
_AFTER_HANGUL = re.compile(rf"\s?(?:{_TITLES})?(?:{_PARTICLES})?(?![가-힣])")
_AFTER_GIVEN = re.compile(rf"이?\s?(?:{_TITLES})?(?:{_PARTICLES})?(?![가-힣])")
_TITLE_HANGUL = re.compile(rf"\s?(?:{_TITLES})")
_TITLE_HAN = re.compile("|".join([*data("ordinary")["after_han"], *data("ordinary")["after_kana"]]))

Found = tuple[int, int, float, tuple[int, ...]]  # start, end, score, people


class NativeNames:
    """Whole, family and given names as they are written together."""

    def __init__(self) -> None:
        self.whole: dict[str, list[int]] = defaultdict(list)
        self.family: dict[str, list[int]] = defaultdict(list)
        self.given: dict[str, list[int]] = defaultdict(list)
        self._longest = 6

    def add(self, person: int, name: PersonName) -> None:
        """Makes a person's name in Han, kana or Hangul findable."""
        family, given = simplified(name.whole_family), simplified(name.whole_given)
        self.whole[family + given].append(person)
        self._longest = max(self._longest, len(family + given))
        if given:
            self.family[family].append(person)
            if len(given) > 1:
                self.given[given].append(person)

    def find(self, question: str, table: PeopleTable) -> list[Found]:
        """What stands for a person, longest first from the left, none overlapping another."""
        found: list[Found] = []
        for run in _RUN.finditer(question):
            text, offsets = _squeezed(question, run.start(), run.end())
            place = 0
            while place < len(text):
                hit = self._at(text, offsets, question, place, table)
                if hit:
                    size, score, people = hit
                    found.append((offsets[place], offsets[place + size - 1] + 1, score, people))
                place += hit[0] if hit else 1
        return found

    def _at(
        self, text: str, offsets: list[int], question: str, place: int, table: PeopleTable
    ) -> tuple[int, float, tuple[int, ...]] | None:
        hangul = script(text[place]) == "hangul"
        if hangul and place and offsets[place] == offsets[place - 1] + 1 and script(text[place - 1]) == "hangul":
            return None  # inside a word
        for size in range(min(self._longest, len(text) - place), 0, -1):
            piece = simplified(text[place : place + size])
            end = offsets[place + size - 1] + 1
            if offsets[place + size - 1] - offsets[place] > size:  # at most one space inside
                continue
            after = _AFTER_HANGUL.match(question, end) if hangul else True
            if people := self._whole(piece, table) if after and size > 1 else None:
                return size, people[0], people[1]
            if lone := self._lone(piece, question, end, hangul, table):
                return size, LONE, lone
        return None

    def _whole(self, piece: str, table: PeopleTable) -> tuple[float, tuple[int, ...]] | None:
        if people := self.whole.get(piece):
            return 1.0, tuple(dict.fromkeys(people))
        if len(piece) > 4 or script(piece[0]) == "kana" or script(piece[-1]) != script(piece[0]):
            return None
        name = parse_name(piece)
        sound = sound_of(name) if name and name.given else None
        if (
            name is None
            or sound is None
            or sound.given is None
            or (name.script == "hangul" and len(name.whole_given) < 2)
        ):
            return None
        people = []
        for spelling in sound.families:
            for form in table.families.get(spelling, ()):
                if form.name.script == "latin" and form.name.given and sound.given.fullmatch(form.name.whole_given):
                    people.append(form.person)
        return (_SOUND, tuple(dict.fromkeys(people))) if people else None

    def _lone(self, piece: str, question: str, end: int, hangul: bool, table: PeopleTable) -> tuple[int, ...]:
        titled = (_TITLE_HANGUL if hangul else _TITLE_HAN).match(question, end) is not None
        if people := self.given.get(piece):
            if not hangul or titled or _AFTER_GIVEN.match(question, end):
                return tuple(dict.fromkeys(people))
        if not titled:
            return ()
        people = list(self.family.get(piece, ()))
        if not people and len(piece) > 1:  # where a family name ends cannot be seen: the written name begins so
            people = [p for whole, bearers in self.whole.items() if whole.startswith(piece) for p in bearers]
        name = parse_name(piece)
        if len(piece) <= 2 and name and (not name.given or family_size(piece + "一一") == len(piece)):
            sound = sound_of(PersonName((piece,), (), (), name.script))
            for spelling in sorted(sound.families) if sound else ():
                people += [
                    form.person
                    for form in table.families.get(spelling, ())
                    if form.name.script == "latin" and form.name.given
                ]
        return tuple(dict.fromkeys(people))


def _squeezed(question: str, start: int, end: int) -> tuple[str, list[int]]:
    """The characters of a stretch without its spaces, and where each stands in the question."""
    kept = [place for place in range(start, end) if question[place] not in " \u3000・"]
    return "".join(question[place] for place in kept), kept

"""`NativeNames`: names in Han, kana and Hangul, found in text that has no spaces around them."""

from __future__ import annotations

import re
from functools import cache

from qabot.index.lookup import Form
from qabot.questions.known_names import KnownNames
from qabot.words.fold import script
from qabot.words.names import PersonName, Sound, data, family_size, parse_name, simplified, sound_of

LONE = 0.7  # score of a family or given name alone, 0..1
_SOUND = 0.95  # score of a whole name that is spelled in another script in the profile
_CJK = r"[\u3400-\u9fff々\u3041-\u30fa\u30fc-\u30ff\uac00-\ud7a3]+"
_TITLES = "|".join(data("ordinary")["after_hangul"])
_PARTICLES = "|".join(sorted(data("ordinary")["particles_hangul"].split(), key=len, reverse=True))
_AFTER_HANGUL = re.compile(rf"\s?(?:{_TITLES})?(?:{_PARTICLES})?(?![가-힣])")
_AFTER_GIVEN = re.compile(rf"이?\s?(?:{_TITLES})?(?:{_PARTICLES})?(?![가-힣])")
_TITLE_HANGUL = re.compile(rf"\s?(?:{_TITLES})")
_TITLE_HAN = re.compile("|".join([*data("ordinary")["after_han"], *data("ordinary")["after_kana"]]))

_AND_HAN = frozenset("和与與及同跟")  # "硕士和博士": family names of their own only where nothing stands before them

Found = tuple[int, int, float, list[Form]]  # start, end, score, names of the people


@cache
def _runs() -> re.Pattern[str]:
    return re.compile(rf"{_CJK}(?:[ \u3000・]{_CJK})*")


class NativeNames:
    """Whole, family and given names as they are written together."""

    def __init__(self, names: KnownNames) -> None:
        self._names = names

    def find(self, question: str) -> list[Found]:
        """What stands for a person, longest first from the left, none overlapping another."""
        found: list[Found] = []
        for run in _runs().finditer(question) if not question.isascii() else ():
            text, offsets = _squeezed(question, run.start(), run.end())
            self._read(text)
            place = 0
            while place < len(text):
                hit = self._at(text, offsets, question, place)
                if hit:
                    size, score, forms = hit
                    found.append((offsets[place], offsets[place + size - 1] + 1, score, forms))
                place += hit[0] if hit else 1
        return found

    def _longest(self) -> int:
        return max(6, self._names.longest)

    def _read(self, text: str) -> None:
        """Read at once which pieces of a text are names."""
        keys: list[tuple[str, str]] = []
        for place in range(len(text)):
            for size in range(1, min(self._longest(), len(text) - place) + 1):
                piece = simplified(text[place : place + size])
                keys += [(kind, piece) for kind in ("nw", "nf", "ng")]
                sound = _sound(piece)
                keys += [("f", spelling) for spelling in (sound.families if sound else ())]
        self._names.read(keys)

    def _at(self, text: str, offsets: list[int], question: str, place: int) -> tuple[int, float, list[Form]] | None:
        hangul = script(text[place]) == "hangul"
        if hangul and place and offsets[place] == offsets[place - 1] + 1 and script(text[place - 1]) == "hangul":
            return None  # inside a word
        for size in range(min(self._longest(), len(text) - place), 0, -1):
            piece = simplified(text[place : place + size])
            end = offsets[place + size - 1] + 1
            if offsets[place + size - 1] - offsets[place] > size:  # at most one space inside
                continue
            after = _AFTER_HANGUL.match(question, end) if hangul else True
            if whole := self._whole(piece) if after and size > 1 else None:
                return size, *whole
            joins = piece in _AND_HAN and place > 0
            if lone := [] if joins else self._lone(piece, question, end, hangul):
                return size, LONE, lone
        return None

    def _whole(self, piece: str) -> tuple[float, list[Form]] | None:
        if forms := self._names.bear("nw", piece):
            return 1.0, forms
        sound = _sound(piece)
        if sound is None or sound.given is None:
            return None
        forms = [
            form
            for spelling in sorted(sound.families)
            for form in self._names.bear("f", spelling)
            if _is_latin(form) and sound.given.fullmatch(form.keys.name.whole_given)
        ]
        return (_SOUND, forms) if forms else None

    def _lone(self, piece: str, question: str, end: int, hangul: bool) -> list[Form]:
        titled = (_TITLE_HANGUL if hangul else _TITLE_HAN).match(question, end) is not None
        if forms := self._names.bear("ng", piece):
            if not hangul or titled or _AFTER_GIVEN.match(question, end):
                return forms
        if not titled:
            return []
        forms = self._names.bear("nf", piece)
        if not forms and len(piece) > 1:  # where a family name ends cannot be seen: the written name begins so
            forms = self._names.begin("nw", piece)
        name = parse_name(piece)
        if len(piece) <= 2 and name and (not name.given or family_size(piece + "一一") == len(piece)):
            sound = sound_of(PersonName((piece,), (), (), name.script))
            for spelling in sorted(sound.families) if sound else ():
                forms = [*forms, *(form for form in self._names.bear("f", spelling) if _is_latin(form))]
        return forms


def _is_latin(form: Form) -> bool:
    return form.keys.name.script == "latin" and bool(form.keys.name.given)


def _sound(piece: str) -> Sound | None:
    """How a whole name of two to four characters may be spelled in Latin letters."""
    if len(piece) > 4 or script(piece[0]) == "kana" or script(piece[-1]) != script(piece[0]):
        return None
    name = parse_name(piece)
    if name is None or not name.given or (name.script == "hangul" and len(name.whole_given) < 2):
        return None
    return sound_of(name)


def _squeezed(question: str, start: int, end: int) -> tuple[str, list[int]]:
    """The characters of a stretch without its spaces, and where each stands in the question."""
    kept = [place for place in range(start, end) if question[place] not in " \u3000・"]
    return "".join(question[place] for place in kept), kept

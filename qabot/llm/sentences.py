"""`Sentence`: a model's text, cut as it comes into sentences, and each into the parts its citations stand behind."""

from __future__ import annotations

import re
from dataclasses import dataclass

# possessive throughout: what a model writes must not make them slow
_MARKS = re.compile(r"(?:\s*+(?:[,;]\s*+)?\[\d++\])++")
_END = re.compile(r"[.!?]++[”\"’)»]?(?:(?:\s*+(?:[,;]\s*+)?\[\d++\])++\.?\s*+|\s++)(?=[^\s\[])|\n\s*+(?=\S)")
_SHORTENED = re.compile(
    r"(?:^|[\s(.-])(?:\w|Prof|Dr|Mr|Mrs|Ms|St|Ph\.?D|M\.?Sc|B\.?Sc|et al|al|vs|etc|cf|e\.g|i\.e|z\.B|bzw|Univ|Inc|Co|"
    r"Ltd|Corp|No|Vol|pp?|eds?|Dept|Proc|Conf|Int|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.$"
)
_WORD = 12  # characters that an abbreviation has at most
_LONGEST = 1_000  # characters of a sentence; what is longer is cut there
_LISTED = re.compile(r"\[\s*(\d+(?:\s*[,;]\s*\d+)+)\s*\]")  # [1, 2]


@dataclass(frozen=True, slots=True)
class Part:
    """Words, and the numbers of the evidence behind them."""

    words: str
    numbers: tuple[int, ...]  # as the model gave them, () where it gave none


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, or one item of a list."""

    parts: tuple[Part, ...]
    item: bool = False


class Cutter:
    """Takes the pieces of a text and gives its sentences, each as soon as it is surely whole."""

    def __init__(self) -> None:
        self._rest = ""

    def feed(self, piece: str) -> list[Sentence]:
        """The sentences that a further piece makes whole."""
        self._rest = re.sub(r"\s*\n\s*", "\n", re.sub(r"[^\S\n]+", " ", self._rest + piece))
        found: list[Sentence] = []
        at = 0
        for match in _END.finditer(self._rest):
            if _ends(self._rest, at, match):
                found.append(sentence_of(self._rest[at : match.end()]))
                at = match.end()
        self._rest = self._rest[at:]
        if len(self._rest) > _LONGEST:
            found += self.close()
        return [sentence for sentence in found if sentence.parts]

    def close(self) -> list[Sentence]:
        """What is left at the end."""
        last = sentence_of(self._rest)
        self._rest = ""
        return [last] if last.parts else []


def _ends(text: str, at: int, match: re.Match[str]) -> bool:
    """Whether a sentence ends there: not within a quotation, not after an abbreviation, not before a small letter."""
    if "\n" in match.group():
        return True
    if text[match.end()].islower():
        return False
    before = text[at : match.end()]
    if before.count("“") > before.count("”") or before.count('"') % 2 or before.count("«") > before.count("»"):
        return False
    if "]" in match.group():
        return True
    closed = match.group().rstrip().endswith(tuple('”"’)»'))
    return not (closed or _SHORTENED.search(text[max(at, match.start() - _WORD) : match.start() + 1]))


def sentence_of(text: str) -> Sentence:
    """A sentence taken apart at its markers; words after the last marker stand on that marker too."""
    text = _LISTED.sub(lambda m: "".join(f"[{n.strip()}]" for n in re.split("[,;]", m[1])), text)
    words = " ".join(text.split())
    item = re.match(r"(?:[-*•–]|\d{1,2}[.)])\s+", words)
    words = words[item.end() if item else 0 :].replace("**", "").replace("__", "").strip()
    parts: list[Part] = []
    at = 0
    for match in _MARKS.finditer(words):
        numbers = tuple(dict.fromkeys(int(n) for n in re.findall(r"\d+", match.group())))
        parts.append(Part(words[at : match.start()].strip(), numbers))
        at = match.end()
    tail = words[at:].strip()
    if re.search(r"\w", tail):
        parts.append(Part(tail, parts[-1].numbers if parts else ()))
    return Sentence(tuple(part for part in parts if re.search(r"\w", part.words)), item is not None)

"""The conditions of a question about people, where it sets several: "who knows Scala and has published at ICML"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from qabot.data import table
from qabot.questions.lexicon import plain

# Where the subject of a question about people ends: "who", "which of you", "is there anyone who", "list people who".
_HEAD = re.compile(
    r"(?:\bwho\b|\bwhich (?:of (?:you|them|these|those|the \w+)|people|persons?|researchers?|professors?|\w+ists?)\b|"
    r"\b(?:anyone|anybody|someone|somebody|everyone|everybody|people|researchers|those)\b(?: who| that)?|"
    r"\bwer\b|\bqui\b|\bquien(?:es)?\b|\bquem\b|\bchi\b|\bкто\b|谁|誰|누가|사람|人)"
)
_SAME_VERB = re.compile(r"not (on|in|at|with|for|about)\b")
_QUOTED = re.compile(r"[\"“„「《][^\"”」》]+[\"”」》]")


@dataclass(frozen=True, slots=True)
class Conditions:
    """Questions that must all hold of the same person; `in_order` when one must have held before the next."""

    parts: tuple[str, ...]
    in_order: bool = False


def conditions(question: str, language: str) -> Conditions:
    """The conditions of a question about people, each as a question of its own; the whole where it has but one."""
    text = plain(question)
    row, head = _row(language), _HEAD.search(text)
    if not row or head is None:
        return Conditions((question,))
    moved = re.search(row["moved"], text) if "moved" in row else None
    if moved and head.start() <= moved.start():
        parts = (question[moved.start(group) : moved.end(group)] for group in (1, 2))
        return Conditions(tuple(f"who was in {part}" for part in parts), in_order=True)
    quoted = [match.span() for match in _QUOTED.finditer(question)]
    cuts = [
        match
        for match in _joins(language).finditer(text)
        if ("tail" in row or match.start() > head.end()) and not any(a <= match.start() < b for a, b in quoted)
    ]
    if "ends" in row:  # a verb that stands last shows a condition too: "und bei X gearbeitet"
        cuts = [cut for cut in cuts if cut["verb"] or re.search(row["ends"], text[cut.end() :])]
    pieces, position = [], 0
    for cut in cuts:
        if len(text[max(position, head.end() if "tail" not in row else 0) : cut.start()].strip()) > 2:
            pieces.append(question[position : cut.start()])
            position = cut.end()
    pieces.append(question[position:])
    if len(pieces) == 1:
        return Conditions((question,))
    return Conditions(tuple(_question(piece, place, pieces, row) for place, piece in enumerate(pieces)))


def _question(piece: str, place: int, pieces: Sequence[str], row: dict[str, str]) -> str:
    """A piece of a question as a question of its own."""
    if "tail" in row:
        return piece if place == len(pieces) - 1 else f"{piece}{row['tail']}"
    if place == 0:
        return piece
    if shared := _SAME_VERB.match(plain(piece)):  # "works on oceans but not on corals"
        verb = re.search(rf"\bwho\s+(\w+(?: \w+)?)\s+{shared[1]}\b", plain(pieces[0]))
        if verb:
            return f"who not {verb[1]} {piece.strip()[shared.start(1) :]}"
    bare = re.match(r"\W*(?:no|not a|kein\w*)\b(?! longer)", plain(piece))
    who = {"en": "who has", "de": "wer hat"}.get(row["language"], row["who"]) if bare else row["who"]
    verb = re.match(rf"\W*(?:{row['verbs']})\b", plain(piece))
    if row["language"] == "de" and verb and not bare:
        who = "wer"  # the piece brings its own verb
    return f"{who} {piece.strip()}"


@cache
def _row(language: str) -> dict[str, str]:
    rows: dict[str, dict[str, str]] = table("qabot.questions", "conditions")
    return {**rows[language], "language": language} if language in rows else {}


@cache
def _joins(language: str) -> re.Pattern[str]:
    row = _row(language)
    if language in ("zh", "ja", "ko"):
        return re.compile(rf"(?:{row['joins']})(?:{row['glue']})*(?=(?P<verb>{row['verbs']}))")
    verb = rf"(?=(?P<verb>(?:{row['verbs']})\b))"
    verb = rf"(?:{verb}|(?P<late>))" if "ends" in row else verb
    return re.compile(rf"\s*,?\s+(?:{row['joins']})\s+(?:(?:{row['glue']})\s+)*{verb}")

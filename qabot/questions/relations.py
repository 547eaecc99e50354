"""Which relation a question asks for, of those that its words may stand for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from qabot.questions.lexicon import Cue, Lexicon
from qabot.questions.meant import Clause, meant
from qabot.questions.query import Mention

# When one clause holds cues of several relations, the more telling one is meant: "Who supervised her PhD?" asks for a
# person, "at which university did he teach?" for teaching.
_RANK = (
    "email", "contact", "grade", "advisor", "coauthor", "student", "award", "thesis", "talk", "service", "teaching",
    "project", "skill", "language",
)  # fmt: skip
# Of these the one named first in the question is meant; a place or a page only where nothing else is named.
_TIER = {
    "author": 2.5,
    "venue": 2,
    "paper": 2,
    "education": 2,
    "interest": 2,
    "position": 2,
    "link": 3,
    "place": 3,
    "name": 3,
}
_NOUNS = frozenset(
    "email link award talk service teaching project skill language paper education position interest".split()
)
FOUNDS = re.compile(r"\bdid\b.*\b(?:co-?)?found\b\W*$")  # "Which company did she found?"

_PRESENTS = re.compile(
    r"\b(?:what|did|does|which|who)\b.*\bpresent(?:ing|s)?\b(?! (?:post|position|job|role|employer|address)\b)"
)


def relations_of(
    cues: Sequence[Cue], rest: str, by_kind: Mapping[str, Sequence[Mention]], *, dated: bool
) -> tuple[str, ...]:
    """The relation asked for, and those named beside it as equals."""
    lexicon = Lexicon.load()
    cues = sorted(cues, key=lambda cue: cue.start)
    found = list(dict.fromkeys(cue.meaning for cue in cues))
    if "interest" in found and lexicon.roles.find(rest):
        found.remove("interest")  # "a research intern": the post, not the topics
    if FOUNDS.search(rest):
        return ("position",)
    if not found and re.search(r"\bwhere\b.*\b(?:based|located)\b|\b(?:still|currently|now) (?:at|with|in)\b", rest):
        return ("position",)
    if not found and _PRESENTS.search(rest) and not (by_kind["paper"] or by_kind["venue"]):
        return ("talk",)
    if not found and lexicon.ranks.find(rest):
        return ("position",)
    if not found:
        return ()
    first = min(found, key=lambda meaning: (_TIER.get(meaning, 1), _RANK.index(meaning) if meaning not in _TIER else 0))
    first = meant(first, Clause(rest, cues, by_kind, dated))
    if first == "place":
        a_post = lexicon.roles.find(rest) and not lexicon.degrees.find(rest)
        return ("position",) if a_post else ("position", "education")
    listed = [m for m in found if m in _NOUNS and m != first and first in _NOUNS]
    return (first, *(m for m in listed if _side_by_side(cues, first, m, rest)))


def _side_by_side(cues: Sequence[Cue], one: str, other: str, rest: str) -> bool:
    """Whether two relations are named as equals: "awards and talks"."""
    for a in cues:
        for b in cues:
            if (
                {a.meaning, b.meaning} == {one, other}
                and a.end <= b.start
                and re.fullmatch(
                    r"\s*(?:,|and|or|und|et|y|e|и|와|과|및|和|と|、)\s*(?:the|his|her|their|die|les|las|los)?\s*",
                    rest[a.end : b.start],
                )
            ):
                return True
    return False

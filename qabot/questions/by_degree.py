"""`of_several_degrees` and `beside_degree`: questions about several degrees at once, and about what was before one."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from qabot.questions.lexicon import Lexicon
from qabot.questions.meant import BETWEEN, TO_A_POST
from qabot.questions.query import Query

_BESIDE_IT = re.compile(  # between two degrees that are asked for at once
    r"['’]?s?(?:-?(?:degrees?|studies|studium|abschluss))?\W*(?:(?:and|und|et|y|e|и|the|for|sein\w*|ihr\w*"
    r"|his|her|their|then|also|son|sa|su|el|la|le|o|a|или|и)\b\W*)*|(?:学位|课程|課程|号|과정|학위|阶段)?(?:、|和|与|及|跟|と|와|과|하고|랑|,)"
)
AT_ONE = re.compile(r"\bsame\b|\w*selben\b|\bgleichen\b|\bmeme\b|\bmism[oa]\b|\bодн(?:ом|ой)\b|同じ|同一|相同|같은")
_DEGREES_ARE_OF = frozenset(("education", "advisor", "thesis", "grade"))
_ITS = r"\W*(?:(?:starting|beginning|doing|finishing|getting|completing|the|his|her|their|its|a|an|der|dem|die|das"
_ITS += r"|ihre[rm]?|seine[rm]?|le|la|l|el|su|son|sa|il|o|a|ее|его|den|comecar|iniciar|commencer)\W+)*"
_THEN = re.compile(
    rf"(?:\b(before|prior to|vor|avant|antes d[eoa]l?|prima d\w+|до)|\b(?:after|since|following|nach|apres|despues de"
    rf"|depois d[eoa]|dopo|после))\b{_ITS}"
    r"(?=ph\.?\s?d|doctor|promotion|dokt|these\b|master|bachelor|m\.?sc|b\.?sc|undergrad|licen|degree|laurea|tesi\b"
    r"|аспирант|магистр|бакалавр)"
)
_THEN_BEHIND = re.compile(
    r"(?:博士(?![后後])|硕士|本科|学士|修士|박사(?! ?후)|석사|학사)\S{0,6}?(?:(之前|以前|前|전)|之后|以后|后|後|후)"
)


def of_several_degrees(query: Query, rest: str) -> Query:
    """The query about all the degrees it names at once: "Where did she do her bachelor's and her master's?"."""
    if not query.degree or query.relations[:1] and query.relations[0] not in _DEGREES_ARE_OF:
        return query
    if query.intent == "yes_no" and query.relations[:1] != ("education",):
        return query
    if query.order or query.negated or BETWEEN.search(rest) or TO_A_POST.search(rest):
        return query
    cues = [cue for cue in Lexicon.load().degrees.find(rest) if cue.meaning in ("phd", "master", "bachelor")]
    if any(not _BESIDE_IT.fullmatch(rest[one.end : other.start]) for one, other in pairwise(cues)):
        return query
    levels = tuple(dict.fromkeys(cue.meaning for cue in cues))
    joint = query.joint or query.intent == "yes_no"
    topic = " ".join(word for word in query.topic.split() if not AT_ONE.fullmatch(word))
    return replace(query, degree="", levels=levels, joint=joint, topic=topic) if len(levels) > 1 else query


def beside_degree(text: str) -> re.Match[str] | None:
    """The words "before the PhD" or "after the master's" of a plain text; group 1 where it is before."""
    return _THEN.search(text) or _THEN_BEHIND.search(text)

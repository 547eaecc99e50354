"""Which of two things of one person came first, lasted longer or brought more: "the PhD or the post in Oslo"."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from qabot.answers.conditions import filters_of
from qabot.answers.context import Context, Outcome, papers_of, refs
from qabot.answers.coverage import by_topic, coverage
from qabot.answers.filters import split_filters
from qabot.answers.moments import months_of
from qabot.answers.passages import asked_words
from qabot.answers.statements import evidence_of, whose
from qabot.answers.sums import sum_of
from qabot.answers.tongues import rank_of
from qabot.questions.lexicon import plain
from qabot.questions.query import Query
from qabot.questions.spoken import says
from qabot.questions.state import ChatState
from qabot.questions.understand import understand
from qabot.words.entries import Entry

_OR = r"\bor\b|\boder\b|\bou\b|\bили\b|还是|または|それとも|또는|아니면"
_ORS = {"es": r"|\bo\b|\bu\b", "it": r"|\bo\b", "pt": ""}
_THAN = re.compile(r"\s*(?:\w+ )?\b(?:than|als|que|di|del|della|do que|чем)\b\s*")
_WIDE_PAIR = re.compile(  # both things before what is asked of them
    r"(.{2,40}?)(?:和|与|跟|同|と)(.{2,40}?)(?:[，、,]|中|之间|では|のうち|の中で|で)*(?:哪|谁|どちら|どっち|どれ)"
    r"|(.{2,40}?)(?:와|과|이랑|랑|하고)\s+(.{2,40}?)(?:\s중|중에|\s가운데)"
    r"|(.{2,40}?)比(.{2,40}?)(?=更|早|晚|长|久|新|先)"
)
BEFORE_OR_AFTER = re.compile(
    r"before or after|after or before|vor oder nach|avant ou apres|antes o despues|до или после"
    r"|전.{0,4}후|之前还是之后|前か後"
)
_BESIDE = frozenset("before after vor nach avant apres".split())
_CUTS = re.compile(r"[,;:?!，；：？！—–]|\band (?:in|by|for|from|what|when|how)\b")
_KINDS = ("position", "education", "paper", "award", "talk", "project", "teaching", "service", "language")
_COUNTED = ("paper", "award", "talk", "project", "teaching", "service", "position", "student")
_HELD = 0.6  # share of the words of a side that its entry must hold
_MEASURES = ("brought_more", "spoken_better", "took_longer", "took_shorter", "came_first", "came_last")
_IN_TIME = ("came_first", "came_last")
_SMALLER = ("took_shorter", "came_first")


_Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a question compares, and how."""

    measure: str  # of spoken.yaml
    sides: tuple[_Range, _Range]  # where the question names the two
    whether: bool  # "Did A last longer than B?"


def answer_two_things(context: Context, query: Query, person: str) -> Outcome | None:
    """Both things, the one asked for first; None where the question does not name two that can be measured."""
    asked = _compared(query)
    if asked is None:
        return None
    value = _VALUES[asked.measure]
    first, second = (_side(context, query, person, place) for place in asked.sides)
    if first is None or second is None or len(query.papers) == 2 and asked.measure in _IN_TIME:
        return None  # which of two papers came first is said of papers
    one = _named(context, first, person, value)
    other = _named(context, second, person, value, like=one)
    if one is None and other is not None:
        one = _named(context, first, person, value, like=other)
    if one is None or other is None or one == other:
        return None
    rows = sorted((one, other), key=lambda entry: value(entry) or 0, reverse=asked.measure not in _SMALLER)
    if asked.whether:
        truth = rows[0] == one and value(one) != value(other)
        context.draft.say(context.phrase("yes" if truth != query.negated else "no", rest="").strip())
    for entry in rows:
        context.draft.state(context.phrase("item", values=entry.label), person, context.evidence(entry))
    return Outcome("answered", (person,), papers_of(rows), refs(rows))


def answer_more_of_two(context: Context, query: Query, person: str) -> Outcome | None:
    """How many there are of two kinds, most first: "more papers at ICML or at ICLR"; None where none is asked for."""
    asked = _compared(query, ("more", "fewer"))
    if asked is None or asked.whether:
        return None
    rows: list[tuple[int, str, str, list[Entry]]] = []
    for place in asked.sides:
        side = _side(context, query, person, place)
        relation = next((r for r in (*(side.relations if side else ()), *query.relations) if r in _COUNTED), "")
        if side is None or not relation:
            return None
        filters = filters_of(side, relation, context.knowledge, context.library.profiles[person].names())
        if not filters and not side.topic and relation not in side.relations:
            return None
        kept, _ = split_filters(context.library.entries(person, relation), [each.passes for each in filters])
        kept = by_topic(kept, "" if relation in _COUNTED and filters else side.topic)
        words = " ".join(side.text.split()).strip(" ,?").removeprefix(f"{context.what(relation)} ")
        rows.append((len(kept), words, relation, kept))
    if not any(count for count, *_ in rows):
        return None
    rows.sort(key=lambda row: row[0], reverse=asked.measure == "more")
    for count, words, relation, kept in rows:
        text = context.phrase("author_count", author=words, count=count, what=context.what(relation, count))
        evidence = evidence_of(context, kept, len(kept)) or [whose(context, person)]
        context.draft.state(context.phrase("item", values=text), person, evidence)
    return Outcome("answered", (person,))


def _compared(query: Query, measures: Sequence[str] = _MEASURES) -> _Asked | None:
    """Where a question names two things, and what it compares of them; None where it compares none."""
    text = plain(query.text)
    for mention in query.mentions:
        if mention.kind == "person":
            text = text[: mention.start] + " " * (mention.end - mention.start) + text[mention.end :]
    whether = query.intent == "yes_no"
    if whether and BEFORE_OR_AFTER.search(text):
        return None  # which of the two it was is asked
    for measure in measures:
        match = says(measure, text, query.language)
        if match is None:
            continue
        than = _THAN.match(text, match.end())
        beside = measure in ("came_first", "came_last") and match.group() in _BESIDE and not query.degree
        if whether and (than or beside):
            end = than.end() if than else match.end()
            return _Asked(measure, ((0, match.start()), (end, _up_to(text, end))), whether=True)
        pair = _either(text, match, query.language) or _wide(text)
        if pair:
            return _Asked(measure, pair, whether=whether and "比" in text)
    return None


def _either(text: str, measure: re.Match[str], language: str) -> tuple[_Range, _Range] | None:
    """What stands on either side of the last "or"."""
    ors = [*re.finditer(_OR + _ORS.get(language, ""), text)]
    if not ors:
        return None
    begin, end = ors[-1].span()
    if measure.start() >= end:  # "A or B: which was longer?"
        return (0, begin), (end, min(measure.start(), _up_to(text, end)))
    cuts = [cut.end() for cut in _CUTS.finditer(text, 0, begin)]
    return (max([measure.end() if measure.end() <= begin else 0, *cuts]), begin), (end, _up_to(text, end))


def _wide(text: str) -> tuple[_Range, _Range] | None:
    match = None if text.isascii() else _WIDE_PAIR.search(text)
    found = [match.span(place) for place in range(1, 7) if match[place]] if match else []
    return (found[0], found[1]) if len(found) == 2 else None


def _up_to(text: str, start: int) -> int:
    cut = _CUTS.search(text, start)
    return cut.start() if cut else len(text)


_Value = Callable[[Entry], float | None]


def _side(context: Context, query: Query, person: str, place: _Range) -> Query | None:
    """What one side of a comparison says of its thing; None where it says nothing of one."""
    words = query.text[slice(*place)].strip()
    for mention in query.mentions:
        if mention.kind == "person":
            words = words.replace(mention.words, " ")
    words = re.split(r"(?<=\w) (?:that|which|die|der|das|qui|que|che|котор\w+) ", words)[0]
    state = ChatState(people=(person,), scope=(person,))
    side = next(iter(understand(words, context.knowledge, state, today=datetime.date.today().year)), None)
    return replace(side, people=(person,), negated=False, order="", text=words) if side else None


def _named(context: Context, side: Query, person: str, value: _Value, like: Entry | None = None) -> Entry | None:
    """The entry that one side stands for, of those that can be measured; `like` the other thing where it is bare."""
    if side.relations == ("language",) and not side.topic:
        side = replace(side, topic=asked_words(replace(side, mentions=())))  # "her English"
    if not (side.topic or side.organizations or side.degree or side.role or side.venues or side.papers):
        return None
    if side.papers:  # a title is no word of anything else
        papers = context.library.entries(person, "paper")
        return next((e for e in papers if papers_of([e])[0] in side.papers and value(e) is not None), None)
    own = [kind for kind in side.relations if kind in _KINDS]
    first = ["education"] if side.degree and not side.role else ["position"] if side.role else []
    kinds = tuple(dict.fromkeys((*own, *first, *((like.relation,) if like else ()), *_KINDS)))
    found = _best(context, side, person, value, kinds[: len({*own, *first})] or kinds, like)
    bare = Query(side.text, side.language, topic=asked_words(replace(side, mentions=())))
    found = found or _best(context, side, person, value, kinds, like)
    return found or (_best(context, bare, person, value, kinds, like) if bare.topic else None)


def _best(
    context: Context, side: Query, person: str, value: _Value, kinds: Sequence[str], like: Entry | None
) -> Entry | None:
    """Of the entries of some kinds the one that holds most of the words of a side."""
    scored: list[tuple[float, Entry]] = []
    for kind in kinds:
        for entry in _measured(context, side, person, kind, value):
            share = coverage(side.topic, f"{entry.words} {plain(entry.label)}")
            if share >= _HELD and entry != like:
                scored.append((share + coverage(side.topic, plain(entry.label)) / 10, entry))
    return max(scored, key=lambda row: row[0])[1] if scored else None


def _measured(context: Context, side: Query, person: str, kind: str, value: _Value) -> Sequence[Entry]:
    """The entries of a kind that meet what one side says, and tell what is compared."""
    if side.papers and kind == "paper":
        numbers = {int(key.rsplit("#", 1)[1]) for key in side.papers if key.startswith(f"{person}#")}
        return [e for e in context.library.entries(person, kind) if e.number in numbers and value(e) is not None]
    if (side.degree and kind != "education") or (side.role and kind == "education"):
        return []
    tests = [each.passes for each in filters_of(side, kind, context.knowledge)]
    kept, _ = split_filters(context.library.entries(person, kind), tests)
    return [entry for entry in kept if value(entry) is not None]


def _begun(entry: Entry) -> float | None:
    """The year and month that an entry began, as a number."""
    if entry.first is None and entry.last is None:
        return None
    start = str(getattr(entry.fact, "start", None) or entry.first or entry.last)
    return int(start[:4]) + (int(start[5:7]) / 100 if re.fullmatch(r"\d{4}-\d{2}.*", start) else 0.0)


def _sum(entry: Entry) -> float | None:
    found = sum_of(entry.words)
    return found[0] if found else None


_VALUES: dict[str, _Value] = {
    "came_first": _begun,
    "came_last": _begun,
    "took_longer": months_of,
    "took_shorter": months_of,
    "brought_more": _sum,
    "spoken_better": rank_of,
}

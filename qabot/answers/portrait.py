"""A short portrait of a person: post, degrees, interests, advisors, papers, each cited."""

from __future__ import annotations

from collections.abc import Sequence

from qabot.answers.context import Context, Outcome
from qabot.answers.library import MAX_SNIPPET
from qabot.sources.source import Span
from qabot.words.entries import Entry

_PARTS = (("interest", 5), ("education", 3), ("advisor", 2))  # relation, how many at most
_PAPERS = 3  # the newest are named, all are counted


def introduce(context: Context, person: str) -> Outcome:
    """Say who somebody is in one line: the present post, else the latest degree, else a whole portrait."""
    entries = _posts(context, person) or context.library.entries(person, "education")[:1]
    if not entries:
        return portray(context, person)
    what = context.what(entries[0].relation, 1)
    text = context.phrase("fact", name=context.name(person), what=what, values=entries[0].label)
    kept = context.draft.state(context.phrase("item", values=text), person, context.evidence(entries[0]))
    return Outcome("answered" if kept else "not_stated", (person,))


def portray(context: Context, person: str) -> Outcome:
    """Say who somebody is; the opening words of the profile where it gives no facts."""
    draft, library = context.draft, context.library
    mark = draft.mark()
    draft.about(person)
    draft.say(f"**{context.name(person)}**")
    current = library.profiles[person].current
    posts = _posts(context, person)
    said = False
    if current is not None and not posts:
        values = ", ".join(part for part in (current.role, current.organization) if part)
        said |= _line(context, person, "position", values, [current.span])
    for entry in posts[:2]:
        said |= _entries(context, person, entry.relation, [entry])
    for relation, most in _PARTS:
        said |= _entries(
            context, person, relation, [e for e in library.entries(person, relation) if e not in posts][:most]
        )
    papers = library.entries(person, "paper")
    if papers:
        newest = sorted(papers, key=lambda entry: -(entry.first or 0))[:_PAPERS]
        values = f"{len(papers)} ({'; '.join(entry.label for entry in newest)})"
        said |= _line(context, person, "paper", values, [context.evidence(entry)[0] for entry in papers[:8]])
    if not said:
        draft.back(mark)
        return _opening(context, person)
    return Outcome("answered", (person,))


def _posts(context: Context, person: str) -> list[Entry]:
    """What the person holds or studies for now."""
    positions = [entry for entry in context.library.entries(person, "position") if entry.current]
    return positions or [entry for entry in context.library.entries(person, "education") if entry.current]


def _entries(context: Context, person: str, relation: str, entries: Sequence[Entry]) -> bool:
    if not entries:
        return False
    values = "; ".join(entry.label for entry in entries)
    return _line(context, person, relation, values, [s for e in entries for s in context.evidence(e)], len(entries))


def _line(context: Context, person: str, relation: str, values: str, evidence: Sequence[Span], count: int = 1) -> bool:
    what = context.what(relation, 2 if relation == "paper" else count)
    text = context.phrase("item", values=context.phrase("match", name=what, values=values))
    return context.draft.state(text, person, evidence)


def _opening(context: Context, person: str) -> Outcome:
    """The first paragraph of some length, quoted."""
    library = context.library
    source = library.source(library.profiles[person].sources[0])
    block = next((b for b in source.blocks if b.kind == "paragraph" and b.end - b.start > 80), source.blocks[0])
    span = Span(source.path, block.start, min(block.end, block.start + MAX_SNIPPET))
    words = " ".join(library.words_of(span).split())
    kept = context.draft.state(context.phrase("match", name=context.name(person), values=f"“{words}”"), person, [span])
    return Outcome("answered" if kept else "not_stated", (person,))


def name_span(context: Context, person: str) -> Span:
    """Words that show who a profile is about: the name, else its first block."""
    profile = context.library.profiles[person]
    if profile.name_span:
        return profile.name_span
    source = context.library.source(profile.sources[0])
    first = source.blocks[0]
    return Span(source.path, first.start, min(first.end, first.start + 200))

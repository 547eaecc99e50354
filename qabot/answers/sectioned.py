"""What stands below a heading that a question asks for by its name: certificates, bar admissions, hobbies."""

from __future__ import annotations

from qabot.answers.context import Context, Outcome
from qabot.answers.passages import shown
from qabot.profiles.profile import Section
from qabot.questions.lexicon import plain
from qabot.questions.query import Query
from qabot.sources.source import Block, Span
from qabot.words.stems import stems

_KINDS = frozenset(
    ("", "about", "hobbies", "media", "patents", "coursework", "skills", "service", "awards", "education")
)
_MOST, _LETTERS = 10, 300  # lines quoted, and characters of one
_BESIDE = 2  # words of a heading besides those asked for


def tell_section(context: Context, query: Query, person: str) -> Outcome | None:
    """Quote the lines below the heading that bears what is asked for; None where no heading does."""
    if not query.topic or query.relations or query.organizations or query.venues or query.intent == "yes_no":
        return None
    asked = stems(query.topic)
    for section in context.library.profiles[person].sections:
        if section.kind in _KINDS and _bears(section, asked):
            lines = _lines(context, section)
            for line in lines[:_MOST]:
                text = context.phrase("match", name=context.name(person), values=shown(context, line))
                context.draft.state(text, person, [line])
            if lines:
                return Outcome("answered", (person,))
    return None


def _bears(section: Section, asked: frozenset[str]) -> bool:
    """Whether a heading holds the words asked for, and little else."""
    title = stems(plain(section.title))
    held = bool(title) and asked <= title and len(title) <= len(asked) + _BESIDE
    return held or bool(section.kind) and asked == stems(section.kind)


def _lines(context: Context, section: Section) -> list[Span]:
    """The blocks below a heading, but for headings."""
    source = context.library.source(section.span.source)
    inside = [b for b in source.blocks if section.span.start <= b.start and b.end <= section.span.end]
    return [_span(source.path, block) for block in inside if block.kind != "heading" and block.end > block.start]


def _span(path: str, block: Block) -> Span:
    return Span(path, block.start, min(block.end, block.start + _LETTERS))

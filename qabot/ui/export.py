"""A conversation as Markdown or JSON, with one list of references for the whole."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from qabot.answers.answer import Answer, Citation
from qabot.ui.session import Session
from qabot.ui.words import ENGLISH, Words

_MARKER = re.compile(r"(?<!\\)\[(\d{1,4})\]")


def as_markdown(session: Session, names: Sequence[str] = (), words: Words = ENGLISH) -> str:
    """The conversation in Markdown; markers [n] lead into the list of references at its end."""
    references: dict[tuple[str, int, int], Citation] = {}
    parts = [f"# {words('export.title')}"]
    if names:
        parts.append(words("export.about", names=", ".join(names)))
    for turn in session.turns:
        parts.append(f"## {_line(turn.asked)}")
        parts.append(_renumbered(turn.answer, references) if turn.answer else turn.said)
    if references:
        lines = [_reference(number, cited, words) for number, cited in enumerate(references.values(), 1)]
        parts.append(f"## {words('export.references')}\n\n" + "\n".join(lines))
    return "\n\n".join(parts) + "\n"


def as_json(session: Session, names: Sequence[str] = ()) -> str:
    """The conversation as JSON: `turns` whose answers carry markers, and `references` that these number."""
    references: dict[tuple[str, int, int], Citation] = {}
    turns = []
    for turn in session.turns:
        text = _renumbered(turn.answer, references) if turn.answer else turn.said
        status = turn.answer.status if turn.answer else None
        understood = turn.answer.question if turn.answer else None
        turns.append({"question": turn.asked, "understood": understood, "status": status, "answer": text})
    listed = [
        {
            "number": number, "person": cited.person, "source": cited.source, "page": cited.page,
            "section": cited.section, "start": cited.start, "end": cited.end, "snippet": cited.snippet,
            "tier": cited.tier,
        }
        for number, cited in enumerate(references.values(), 1)
    ]  # fmt: skip
    whole = {"about": list(names), "turns": turns, "references": listed}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _renumbered(answer: Answer, references: dict[tuple[str, int, int], Citation]) -> str:
    """The text of an answer, its markers numbered through the conversation; what it cites joins the references."""
    numbers: dict[int, int] = {}
    for cited in answer.citations:
        key = (cited.source, cited.start, cited.end)
        references.setdefault(key, cited)
        numbers[cited.number] = list(references).index(key) + 1
    return _MARKER.sub(lambda found: f"[{numbers.get(int(found[1]), int(found[1]))}]", answer.text)


def _reference(number: int, cited: Citation, words: Words) -> str:
    where = [cited.person, cited.source]
    where += [words("sources.page", number=cited.page)] if cited.page is not None else []
    where += [cited.section] if cited.section else []
    where += [words("sources.uploaded")] if cited.tier == "uploaded" else []
    return f"{number}. {', '.join(where)}: “{_line(cited.snippet)}”"


def _line(text: str) -> str:
    return " ".join(text.split())

"""Scores a bot on questions with known answers.

A question is a mapping: `turns` (one conversation, the last turn counts), `expect` (every group must be met by one of
its alternatives in the answer), `forbid`, `evidence` (words that must stand in a cited snippet), `source` (part of the
path of a source that must be cited), `only` (and no other), `answerable: false` (the bot must say that it does not
know), `max` (longest answer, in characters).
"""

from __future__ import annotations

import re
import time
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from qabot.answers.answer import Answer
from qabot.bot import Bot
from qabot.errors import QabotError

Question = Mapping[str, Any]
_MARKUP = re.compile(r"[*_`\\#>|\[\]()“”\"'’‘]")
_DEFAULT_MAX = 900  # characters


@dataclass(frozen=True, slots=True)
class Result:
    """How one question went. `faults` is empty when it was answered right."""

    id: str
    type: str
    question: str  # the last turn
    faults: tuple[str, ...]
    answer: Answer | None
    seconds: float


def load_questions(path: Path) -> list[Question]:
    """The questions of a YAML file. Raises QabotError when it holds none."""
    try:
        loaded = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise QabotError(
            f"{path} cannot be read as questions: {error}", "See tests/data/questions.yaml for the format."
        ) from error
    if not isinstance(loaded, list) or not all(isinstance(row, dict) and row.get("turns") for row in loaded):
        raise QabotError(f"{path} is not a list of questions.", "See tests/data/questions.yaml for the format.")
    return loaded


def evaluate(bot: Bot, questions: Sequence[Question]) -> list[Result]:
    """Ask each question in a conversation of its own and score the last answer."""
    return [_ask(bot, question) for question in questions]


def _ask(bot: Bot, question: Question) -> Result:
    chat, answer, seconds = bot.chat(), None, 0.0
    for turn in question["turns"]:
        began = time.perf_counter()
        answer = chat.ask(turn)
        seconds = time.perf_counter() - began
    faults = tuple(faults_of(question, answer)) if answer else ("no turns",)
    return Result(str(question["id"]), str(question["type"]), str(question["turns"][-1]), faults, answer, seconds)


def faults_of(question: Question, answer: Answer) -> list[str]:
    """What is wrong with an answer, in words; nothing when it is right."""
    if question.get("answerable") is False:
        return ["answered what the profiles do not say"] if answer.answered else []
    if not answer.answered:
        return ["did not answer"]
    said, shown = _fold(answer.text), [_fold(citation.snippet) for citation in answer.citations]
    faults = [
        f"lacks {group[0]!r}" for group in question.get("expect", ()) if not any(_stands(word, said) for word in group)
    ]
    faults += [f"has {word!r}" for word in question.get("forbid", ()) if _fold(word) in said]
    if len(answer.text) > question.get("max", _DEFAULT_MAX):
        faults.append(f"{len(answer.text)} characters long")
    faults += [
        f"cites no {words!r}"
        for words in question.get("evidence", ())
        if not any(_fold(words) in text for text in shown)
    ]
    if question.get("source"):
        cited = [question["source"] in citation.source for citation in answer.citations]
        if not any(cited):
            faults.append(f"does not cite {question['source']}")
        elif question.get("only") and not all(cited):
            faults.append("cites other sources too")
    return faults


def _fold(text: str) -> str:
    folded = unicodedata.normalize("NFKC", str(text)).casefold()
    return " ".join(_MARKUP.sub(" ", folded).split())


def _stands(word: str, text: str) -> bool:
    """Whether a word stands in a text: a short Latin one as a word of its own, anything else anywhere."""
    word = _fold(word)
    if len(word) > 4 or not word.isascii():
        return word in text
    return re.search(rf"(?<![a-z0-9]){re.escape(word)}(?![a-z0-9])", text) is not None

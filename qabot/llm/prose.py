"""`write`: a finished answer put into prose by a model, sentence by sentence, each shown once it is checked."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from qabot.answers.answer import Answer, Citation
from qabot.answers.phrases import phrase, relation_name
from qabot.llm.check import Check
from qabot.llm.evidence import Evidence, evidence_of, prompt_of, speaks_to_models
from qabot.llm.model import Failure, LanguageModel
from qabot.llm.sentences import Cutter, Sentence
from qabot.questions.lexicon import plain
from qabot.questions.query import Query

_LOG = logging.getLogger("qabot.llm")
_LANGUAGES = frozenset(("en", "de", "fr", "es", "ru"))  # written with spaces: their words can be held against evidence
_INTENTS = frozenset(("lookup", "list", "count", "yes_no", "find", "explain", "overview"))
_MOST = 12  # statements; a longer list is best read as a list
_LONGEST = 4_000  # characters of prose; a model that goes on is stopped


def fits(answer: Answer, query: Query) -> bool:
    """Whether an answer gains by prose and can be checked in it.

    An honest no stays as it is, and so does what hangs on an order or on who did what to whom: comparisons, students.
    """
    if answer.status != "answered" or not answer.citations or query.language not in _LANGUAGES:
        return False
    if query.intent not in _INTENTS or query.order == "most" or query.negated:
        return False
    if len(query.organizations) > 1 or len(query.papers) > 1 or len(query.people) > 1:
        return False
    if len(answer.people) > 1 and (query.intent != "find" or query.order):
        return False
    refusals = [phrase(key, query.language, rest="").strip() for key in ("no", "yes_not")]
    if any(answer.text.startswith(words) for words in refusals):
        return False
    if answer.text.count("\n") >= _MOST or speaks_to_models(" ".join(c.snippet for c in answer.citations)):
        return False
    one_way = ("student",) if query.language == "en" else ("student", "advisor")
    said = plain(answer.text)
    names = [plain(relation_name(name, query.language, count)) for name in one_way for count in (1, 2)]
    return not any(re.search(rf"\b{re.escape(name)}\b\s*:", said) for name in names)


@dataclass(frozen=True, slots=True)
class Prose:
    """An answer as a model writes it: so far, or whole."""

    answer: Answer
    whole: bool = False


def write(
    model: LanguageModel, answer: Answer, query: Query, more: Callable[[], Sequence[Citation]], until: float
) -> Iterator[Prose]:
    """The answer in prose, growing by checked sentences. Where none comes that is whole, the answer stands as it was.

    `more` gives further passages on the matter, numbered after the answer's; a list of facts needs none.
    """
    evidence = evidence_of(answer, (), query.language)
    if all(statement.quotation for statement in evidence.statements):
        evidence = evidence_of(answer, more(), query.language)
    check, cutter, size = Check.of(evidence, query), Cutter(), 0
    for piece in model.stream(prompt_of(query.text, answer, evidence), until=until):
        if isinstance(piece, Failure):
            _LOG.warning("%s: %s; answered without it", model.name, piece)
            return
        size += len(piece)
        if size > _LONGEST:
            _LOG.warning("%s: wrote more than %d characters; answered without it", model.name, _LONGEST)
            return
        for sentence in cutter.feed(piece):
            if _judged(check, sentence):
                yield Prose(_shown(answer, evidence, check.kept))
    for sentence in cutter.close():
        _judged(check, sentence)
    if check.complete():
        yield Prose(_shown(answer, evidence, check.kept), whole=True)
    else:
        _LOG.info("%s: its prose does not say all that the answer does; answered without it", model.name)


def _judged(check: Check, sentence: Sentence) -> bool:
    """Whether a sentence may be shown. Its "Yes," is left to the answer, which says it once."""
    yes = phrase("yes", check.evidence.language, rest="").strip(" .")
    if check.evidence.yes and re.match(rf"{re.escape(yes)}[,.!:]", sentence.parts[0].words, re.I):
        first = replace(sentence.parts[0], words=sentence.parts[0].words[len(yes) + 1 :].strip())
        sentence = replace(sentence, parts=(first, *sentence.parts[1:]))
    fault = check.judge(sentence)
    if fault:
        _LOG.debug("left out for %s: %s", fault, sentence)
    return not fault


def _shown(answer: Answer, evidence: Evidence, sentences: Sequence[Sentence]) -> Answer:
    """The answer with these sentences as its text, its citations numbered in the order they come."""
    numbers: dict[int, int] = {}
    text = phrase("yes", evidence.language, rest="").strip() if evidence.yes else ""
    for sentence in sentences:
        between = "\n" if sentence.item else " "
        text = f"{text}{between if text else ''}{_rendered(sentence, numbers)}"
    citations = tuple(replace(evidence.citations[old], number=new) for old, new in numbers.items())
    return replace(answer, text=text, citations=citations)


def _rendered(sentence: Sentence, numbers: dict[int, int]) -> str:
    """A sentence with its markers; `numbers` (the model's to the answer's) grows by those it brings."""
    text = "- " if sentence.item else ""
    for place, part in enumerate(sentence.parts):
        last = place == len(sentence.parts) - 1
        words = part.words.rstrip(" .") if last and not sentence.item else part.words
        shown = sorted(numbers.setdefault(number, len(numbers) + 1) for number in part.numbers)
        marks = "".join(f"[{number}]" for number in shown)
        text += ("" if place == 0 or words[:1] in ",;:." else " ") + f"{words} {marks}"
    return text if sentence.item or text.endswith((".", "!", "?")) else f"{text}."

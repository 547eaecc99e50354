"""`Check`: whether the words of a model stand in what it cites. Code decides; the model is not asked again.

Where it restates facts of the rules' answer, each must be said in full (`restating`). Where it retells a passage, its
words must stand in the passage in the same order, and nothing may lose or gain a "not". Besides, only plain words may
be used (`wording.yaml`).
"""

from __future__ import annotations

import functools
import itertools
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from qabot.answers.phrases import relation_name
from qabot.data import strings
from qabot.llm.evidence import Evidence, Statement
from qabot.llm.restating import LONGEST, WORD, Entry, Field, Word, apart, entries_of, holds, said
from qabot.llm.sentences import Part, Sentence
from qabot.questions.lexicon import Lexicon, plain
from qabot.questions.query import Query
from qabot.words.stems import stem

Fact = tuple[int, int]  # the place of a statement, and of an entry in it

_LONGEST = 1_500  # characters of a part of a sentence
_NUMBER = re.compile(r"[^\W_]*\d[^\W_]*(?:[.,:/]\d[^\W_]*)*")
_LINK = re.compile(r"https?:|www\.|://|\S@\S|\b[\w-]{2,}\.[a-z]{2,}\b(?!\.)")
_MARK_UP = re.compile(r"\]\s*\(|!\[|[<>`\\]|&#?\w+;|^#|\]\s*:|\[\D|\[$")
_QUOTED = re.compile(r"[“„«\"]([^”“»\"]+)[”“»\"]")
_ADVISES = re.compile(r"advis|supervis|mentor")
_ADVISED = re.compile(
    r"(?:advised|supervised|mentored) by\b"
    r"|(?:'s|s'|\btheir) (?:\w+ )?(?:advis[eo]rs?|supervisors?)\b(?! (?:of|to|for)\b)"
)


@functools.cache
def _wording() -> dict[str, Any]:
    loaded: dict[str, Any] = strings("qabot.llm", "wording")
    return loaded


@dataclass(slots=True)
class Check:
    """Holds sentences against one answer's evidence, and at the end the whole against the answer."""

    evidence: Evidence
    plain_words: frozenset[str]
    kept: list[Sentence] = field(default_factory=list)
    _judged: set[Sentence] = field(default_factory=set)
    _facts: dict[Fact, Entry] = field(default_factory=dict)
    _common: tuple[Field, ...] = ()  # what all facts share
    _said: set[Fact] = field(default_factory=set)
    _shared: set[Field] = field(default_factory=set)  # of the common fields those that were said

    @classmethod
    def of(cls, evidence: Evidence, query: Query) -> Check:
        """The check for the answer to a query."""
        check = cls(evidence, _plain_words(query, evidence.language))
        facts = {
            (place, number): entry
            for place, statement in enumerate(evidence.statements)
            if not statement.quotation
            for number, entry in enumerate(check._entries(statement))
        }
        own, check._common = apart(list(facts.values()))
        check._facts = dict(zip(facts, own, strict=True))
        return check

    def judge(self, sentence: Sentence) -> str:
        """Why a sentence may not be shown, "" if it may; one that may is kept, citing all that its facts rest on."""
        if sentence in self._judged:
            return "said before"
        self._judged.add(sentence)
        parts, new = [], set[Fact]()
        for part in sentence.parts:
            fault, facts = self._fault(part)
            if fault:
                return fault
            cited = [n for place in sorted({s for s, _ in facts}) for n in self.evidence.statements[place].numbers]
            parts.append(replace(part, numbers=tuple(dict.fromkeys(cited)) or part.numbers))
            new |= facts
        self._said |= new
        self.kept.append(replace(sentence, parts=tuple(parts)))
        return ""

    def complete(self) -> bool:
        """Whether what was kept says all that the answer does: each fact of each statement, and each count."""
        words = " ".join(part.words for sentence in self.kept for part in sentence.parts)
        counts = {number for head in self.evidence.heads for number in _numbers(head)}
        cited = {number for sentence in self.kept for part in sentence.parts for number in part.numbers}
        if not self.kept or not counts <= _numbers(words) | self._counted(words):
            return False
        for statement in self.evidence.statements:
            if statement.quotation and statement.item and not cited & set(statement.numbers):
                return False
        return self._facts.keys() <= self._said and set(self._common) <= self._shared

    def _fault(self, part: Part) -> tuple[str, set[Fact]]:
        """What is wrong with a part of a sentence, "" if nothing; and the facts it states."""
        if not part.numbers:
            return "no citation", set()
        if any(number not in self.evidence.citations for number in part.numbers):
            return "a citation that does not exist", set()
        words = part.words
        if len(words) > _LONGEST:
            return "its length", set()
        if _MARK_UP.search(words) or any(unicodedata.category(c) in ("Cf", "Cc", "Co", "Cn") for c in words):
            return "mark-up", set()
        shown = " ".join([*self.evidence.heads, *(s.text for n in part.numbers for s in self.evidence.about(n))])
        if not _links(words) <= _links(shown):
            return "an address", set()
        told = [number for number in part.numbers if all(s.quotation for s in self.evidence.about(number))]
        if told:
            return self._retold(part) if len(told) == len(part.numbers) else "facts and passages in one", set()
        return self._restated(part)

    # -- facts

    def _restated(self, part: Part) -> tuple[str, set[Fact]]:
        """Whether a part says facts of the statements it cites, each in full."""
        places = {
            place
            for place, statement in enumerate(self.evidence.statements)
            if not statement.quotation and set(statement.numbers) & set(part.numbers)
        }
        near = [(fact, entry) for fact, entry in self._facts.items() if fact[0] in places]
        words = self._words(part)
        found = said(words, [entry for _, entry in near], self._common)
        if found is None:
            return "words that are not those of the facts", set()
        facts = {near[number][0] for number in found}
        stated = {self.evidence.statements[place].numbers for place, _ in facts}
        counts = {number for head in self.evidence.heads for number in _numbers(head)}
        if not facts and not counts & (_numbers(part.words) | self._counted(part.words)):
            return "nothing of the answer", set()
        if facts and not all(any(number in numbers for numbers in stated) for number in part.numbers):
            return "a citation of something else", set()
        people = {self.evidence.citations[number].person for number in part.numbers}
        folded = _spaced(part.words)
        if facts and self._several() and (len(people) > 1 or any(_spaced(person) not in folded for person in people)):
            return "not whose it is", set()
        ground = " ".join(self.evidence.statements[place].text for place in places)
        if _turned(plain(part.words), [*people], _spaced(ground)):
            return "who advises whom", set()
        self._shared |= {each for each in self._common if holds(words, each)}
        return "", facts

    def _entries(self, statement: Statement) -> tuple[Entry, ...]:
        names = {w for n in statement.numbers for w in _folded(self.evidence.citations[n].person)}
        return entries_of(statement.text, lambda word: word in self.plain_words or word in names)

    def _several(self) -> bool:
        return len({citation.person for citation in self.evidence.citations.values()}) > 1

    def _words(self, part: Part) -> list[Word]:
        """The words of a part; those of the heads, and of the names of the people cited, count as plain."""
        names = {_spaced(self.evidence.citations[n].person) for n in part.numbers}
        free = {w for head in self.evidence.heads for w in _folded(head)} - {w for name in names for w in name.split()}
        table: dict[str, str] = _wording()["numbers"][self.evidence.language]
        folded, words = _folded(part.words), []
        for word, named in zip(folded, _named(folded, names), strict=True):
            forms = {stem(word), table.get(word, "")} - {""}
            is_plain = named or word in self.plain_words or bool({word, table.get(word, "")} & free)
            words.append(Word(frozenset(forms), is_plain))
        return words

    def _counted(self, words: str) -> set[str]:
        table: dict[str, str] = _wording()["numbers"][self.evidence.language]
        return {table[word] for word in _folded(words) if word in table}

    # -- passages

    def _retold(self, part: Part) -> str:
        """Whether a part tells a passage in its own words and order."""
        snippets = [self.evidence.citations[number] for number in part.numbers]
        ground, names = plain(" ".join(c.snippet for c in snippets)), {w for c in snippets for w in _folded(c.person)}
        folded = plain(part.words)
        if not _numbers(folded) | self._counted(folded) <= _numbers(ground) | self._counted(ground):
            return "a number"
        places = _in_order([w for w in _folded(folded) if w not in self.plain_words and w not in names], ground)
        if not places or len(_folded(folded)) > LONGEST:
            return "words that are not those of the passage"
        known = _spaced(" ".join([ground, *(plain(c.person) for c in snippets)]))
        if any(len(quoted.split()) > 1 and _spaced(quoted) not in known for quoted in _QUOTED.findall(part.words)):
            return "a quotation"
        for run in _runs(part.words):
            tokens = _folded(run)
            while tokens and tokens[0] in self.plain_words:
                tokens = tokens[1:]
            if len(tokens) > 1 and f" {' '.join(tokens)} " not in known:
                return "a name"
        if _turned(folded, [c.person for c in snippets], known):
            return "who advises whom"
        return "a negation" if _negates(folded, ground, ground[places[0] : places[-1]]) else ""


def _named(words: Sequence[str], names: set[str]) -> list[bool]:
    """Which words are of a name as it is printed, in whole or in part, but in its order."""
    parts = {word for name in names for word in name.split()}
    found: list[bool] = []
    for is_part, group in itertools.groupby(words, parts.__contains__):
        run = list(group)
        found += [is_part and any(f" {' '.join(run)} " in name for name in names)] * len(run)
    return found


def _in_order(words: Sequence[str], ground: str) -> list[int]:
    """Where words stand in a text one after another, compared by stem; [] where one does not, or there are none."""
    places: list[int] = []
    found = WORD.finditer(ground)
    for word in words:
        match = next((match for match in found if stem(match.group()) == stem(word)), None)
        if match is None:
            return []
        places.append(match.end())
    return places


def _negates(folded: str, ground: str, used: str) -> bool:
    """Whether words deny what the text does not, or leave out a "not" of the stretch they tell."""
    negation = Lexicon.load().flags["negation"]
    cues = negation.find(folded)
    if not cues:
        return bool(negation.find(used))
    known = _spaced(ground)
    for cue in cues:
        following = _folded(folded[cue.start :])[:3]
        if f" {' '.join(following)} " not in known:
            return True
    return False


def _runs(words: str) -> list[str]:
    """Words with a capital that follow one another: names. A comma or a colon ends one, the point of an initial not."""
    runs, run = list[str](), list[str]()
    for word in words.split():
        letters = word.lstrip("(\"“„«'")
        if not letters[:1].isupper() or letters != word:
            runs, run = [*runs, " ".join(run)], []
        owning = letters.endswith(("'s", "’s"))
        if letters[:1].isupper():
            run.append(letters[:-2] if owning else letters)
        if owning or word[-1:] in ',;:)"”“»' or (word[-1:] == "." and len(letters) > 3):
            runs, run = [*runs, " ".join(run)], []
    return [*runs, " ".join(run)]


def _turned(folded: str, owners: Sequence[str], known: str) -> bool:
    """Whether words may say the wrong way round who advises whom; words that stand so on the page do not."""
    words = _folded(folded)
    for at, word in enumerate(words):
        if not _ADVISES.match(word):
            continue
        if any(f" {words[i]} {words[i + 1]} " in known for i in (at - 1, at) if 0 <= i < len(words) - 1):
            continue
        advised = _ADVISED.search(folded)
        before = folded[: advised.end()] if advised else ""
        if not any(plain(owner) in before for owner in owners) and not re.search(r"\b(?:they|their)\b", before):
            return True
    return False


def _links(text: str) -> set[str]:
    return {token.strip(".,;:()\"“”'") for token in plain(text).split() if _LINK.search(token)}


def _folded(text: str) -> list[str]:
    """The words of a text as they are compared."""
    return WORD.findall(plain(text))


def _numbers(text: str) -> set[str]:
    """The numbers of a text, with the letters on them."""
    return {match.group() for match in _NUMBER.finditer(plain(text))}


def _spaced(text: str) -> str:
    """Words alone, one space between them and around."""
    return f" {' '.join(_folded(text))} "


def _plain_words(query: Query, language: str) -> frozenset[str]:
    """What may be said besides the evidence: connecting words, and those of the relation asked for."""
    wording = _wording()
    relations = query.relations
    tables = [wording["plain"]]
    if query.intent == "overview":
        relations = ("position", "education", "interest", "paper", "advisor", "award", "email")
    if query.intent == "explain" or not relations:
        tables.append(wording["explain"])
    tables += [wording["relations"][name] for name in relations if name in wording["relations"]]
    words = {plain(word) for table in tables for word in table.get(language, "").split()}
    for name in relations:
        for count in (1, 2):
            words |= set(_folded(relation_name(name, language, count)))
    return frozenset(words)

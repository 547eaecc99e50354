"""Wording outside the lexicon: masks, the vote of the nearest examples, when they are asked, and how well they do."""

import dataclasses
import re

import numpy as np
import pytest
import yaml
from people import Shelf, person

from benchmarks import wording as measured
from qabot.answers.answerer import Answerer
from qabot.index import QuickEmbedder
from qabot.questions import examples as module
from qabot.questions.examples import Case, Example, Examples, by_example, load, mask
from qabot.questions.lexicon import Lexicon
from qabot.questions.query import Candidate, Mention, Query
from qabot.questions.state import ChatState
from qabot.words.names import word_set

ADVISOR, AWARD, NOTHING = Case("advisor"), Case("award"), Case()
AXES = ["ropes", "showed", "guru", "trophy", "shelf", "cup", "dog", "cat", "pet"]
FEW = (
    *(Example(f"{words} {{person}}", ADVISOR) for words in ("ropes showed", "ropes guru", "showed guru")),
    *(Example(f"{words} {{person}}", AWARD) for words in ("trophy shelf", "trophy cup", "shelf cup")),
    *(Example(f"{words} {{person}}", NOTHING) for words in ("dog cat", "dog pet", "cat pet")),
    *(Example(f"{words} {{title}}", Case("author")) for words in ("guru", "showed")),
    *(Example(f"{words} {{title}}", NOTHING) for words in ("dog", "cat")),
)


class AxisEmbedder:
    """A text as the words of `AXES` that it holds, made a unit vector; the last axis is for a text with none."""

    dim, name, max_tokens = len(AXES) + 1, "axes", 256

    def __init__(self):
        self.asked, self.batches = [], 0

    def documents(self, texts):
        self.batches += 1
        return np.stack([self._row(text) for text in texts])

    def query(self, text):
        self.asked.append(text)
        return self._row(text)

    def _row(self, text):
        words = re.findall(r"\w+", text.lower())
        row = np.array([axis in words for axis in AXES] + [0], np.float32)
        row[-1] = not row.any()
        return row / np.linalg.norm(row)

    def count_tokens(self, text):
        return len(text.split()) + 2


@pytest.fixture
def few(monkeypatch):
    """A dozen examples, and no vectors kept from another test."""
    monkeypatch.setattr(module, "load", lambda: FEW)
    monkeypatch.setattr(module, "_spaces", {})
    module.wording.cache_clear()
    yield AxisEmbedder()
    module.wording.cache_clear()


def mention(text, words, kind):
    start = text.index(words)
    return Mention(kind, start, start + len(words), words, (Candidate("k", words, 1.0),))


@pytest.mark.parametrize(
    ("text", "named", "masked"),
    [
        ("Who advises Ada Berg?", {"Ada Berg": "person"}, "Who advises the scientist?"),
        ("Who is Ada Berg's boss?", {"Ada Berg": "person"}, "Who is the scientist's boss?"),
        ("Is Prof. Dr. Ada Berg nice?", {"Ada Berg": "person"}, "Is the scientist nice?"),
        ("Who did “Salt Marshes”?", {"Salt Marshes": "paper"}, "Who did the paper?"),
        ('Who did the paper "Salt Marshes"?', {"Salt Marshes": "paper"}, "Who did the paper?"),
        ("What did she have in ICML 2019?", {"ICML": "venue"}, "What did the scientist have in the conference 2020?"),
        ("Her role at Tarn College?", {"Tarn College": "organization"}, "the scientist's role at the company?"),
        ("Who taught her in 1999?", {}, "Who taught the scientist in 2020?"),
        ("Who made it?", {}, "Who made the paper?"),
    ],
)
def test_names_and_pronouns_are_masked(text, named, masked):
    assert mask(text, [mention(text, words, kind) for words, kind in named.items()]) == masked


def test_the_nearest_examples_vote(few):
    examples = Examples(few)
    found = examples.likeness("ropes showed the scientist", "person")
    assert (found.case, found.near[0]) == (ADVISOR, "ropes showed {person}")
    assert set(found.near) == {"ropes showed {person}", "ropes guru {person}", "showed guru {person}"}
    # Centred: a row has the square 1 - 2/9, its product with one of its case is 1/2 - 2/9, with another -2/9.
    assert found.score == pytest.approx((1 + 2 * (5 / 18) / (7 / 9)) / 3, abs=1e-6)
    assert found.lead == pytest.approx(4 / 7 + 2 / 7, abs=1e-6)


def test_each_kind_of_subject_has_its_own_examples(few):
    examples = Examples(few)
    assert examples.case_of("guru the scientist", "person") == ADVISOR
    assert examples.case_of("guru the paper", "paper") == Case("author")
    assert examples.case_of("dog the scientist", "person") == NOTHING


def test_the_margin_keeps_examples_of_nothing_from_being_taken(few, monkeypatch):
    assert Examples(few).margin == 0.0
    near_miss = Example("trophy shelf cup dog {person}", NOTHING)
    monkeypatch.setattr(module, "load", lambda: (*FEW, near_miss))
    monkeypatch.setattr(module, "_spaces", {})
    examples = Examples(few)
    assert examples.margin > 0.1
    assert examples.case_of("trophy shelf cup dog the scientist", "person") == NOTHING


def test_the_examples_are_embedded_once_for_a_model(few):
    Examples(few).case_of("trophy the scientist", "person")
    Examples(few).case_of("guru the paper", "paper")
    assert few.batches == 1
    assert few.asked == ["trophy the scientist", "guru the paper"]


QUERY = Query("Which trophy is Ada's?", people=("ada.md",), topic="trophy")


@pytest.mark.parametrize(
    "change",
    [
        {"relations": ("award",), "topic": ""},  # the lexicon knows every word of it
        {"people": ()},  # nobody is meant
        {"unknown": "Zed"},
        {"language": "de"},
        {"intent": "count"},
        {"intent": "find"},
        {"text": "Why the trophy, Ada?"},
        {"text": "How old is the trophy of Ada?"},
    ],
)
def test_a_question_that_is_understood_is_not_compared(few, change):
    query = dataclasses.replace(QUERY, **change)
    assert by_example(query, Examples(few), lambda word: False) is query
    assert few.asked == []


def test_what_an_example_adds_to_a_query(few):
    examples = Examples(few)
    found = by_example(QUERY, examples, lambda word: False)
    assert (found.relations, found.intent, found.topic) == (("award",), "lookup", "")
    asked = dataclasses.replace(QUERY, topic="trophy glacier result")
    assert by_example(asked, examples, lambda word: True).topic == "glacier"  # not "result", an ordinary word
    assert "result" in word_set("ordinary", "words")
    instead = dataclasses.replace(QUERY, relations=("position",))  # its cue was another word's
    assert by_example(instead, examples, lambda word: False).relations == ("award",)
    whether = dataclasses.replace(asked, intent="yes_no")
    assert by_example(whether, examples, lambda word: True) is whether
    assert by_example(QUERY, None, lambda word: False) is QUERY


def test_an_answer_by_an_example(few):
    ada = person("Ada Berg", awards=(("Salt Prize", 2019),), notes="Ada has a dog.")
    question = "Which trophy is on the shelf of Ada Berg?"
    without, _ = Answerer(Shelf([ada])).answer(question, ChatState())
    answer, _ = Answerer(Shelf([ada]), few).answer(question, ChatState())
    assert without.status == "not_stated"
    assert "Salt Prize" in answer.text
    assert [citation.snippet for citation in answer.citations] == ["Salt Prize, 2019"]


# -- the shipped examples


def test_the_shipped_examples_speak_of_what_exists():
    known = {meaning for cues in Lexicon.load().relations["en"]._meanings.values() for meaning in cues}
    counts = {}
    for example in load():
        assert example.case.relation in known | {""}
        assert example.case.intent in ("", "overview", "explain")
        assert example.case.want in ("", "when")
        assert example.about or not example.case
        counts[example.case] = counts.get(example.case, 0) + 1
    assert min(counts.values()) >= 8
    assert len(set(load())) == len(load())


def test_no_shipped_example_is_one_of_the_paraphrases():
    shipped = {plainly(example.question) for example in load()}
    asked = [each.question for each in measured.paraphrases()]
    assert len(asked) >= 260 and sum(not each.meant for each in measured.paraphrases()) >= 60
    assert shipped.isdisjoint(map(plainly, asked))
    assert len(set(map(plainly, asked))) == len(asked)


def plainly(question):
    return " ".join(re.findall(r"\w+", question.lower()))


def test_the_paraphrases_name_relations_of_the_lexicon():
    data = yaml.safe_load(measured.PARAPHRASES.read_text("utf-8"))
    known = {meaning for cues in Lexicon.load().relations["en"]._meanings.values() for meaning in cues}
    named = {name for group in data["asked"] for name in (group.get("relation"), *group.get("also", ())) if name}
    assert named <= known
    assert {group.get("intent") for group in data["asked"] if "relation" not in group} == {"overview", "explain"}


@pytest.fixture(scope="module")
def embedder():
    return QuickEmbedder()


@pytest.mark.model
def test_examples_left_out_are_recognised(embedder):
    found = measured.left_out(embedder)
    assert found["nothing taken"] <= 0.01
    assert found["nearest right"] >= 0.75
    assert found["right"] >= 0.55
    assert found["wrong"] <= 0.08


@pytest.mark.model
def test_examples_help_the_lexicon(embedder):
    found = measured.verdicts(embedder)
    right, wrong, taken = {}, {}, {}
    for name, rows in found.items():
        right[name] = sum(verdict == "right" for each, _, verdict in rows if each.meant)
        wrong[name] = sum(verdict == "wrong" for each, _, verdict in rows if each.meant)
        taken[name] = {each.question for each, got, _ in rows if got and not each.meant}
    assert right["both"] >= 135 and right["both"] >= right["lexicon"] + 60 >= 130
    assert wrong["both"] < wrong["lexicon"]
    assert right["examples"] >= 110 and wrong["examples"] <= 10
    assert len(taken["examples"]) <= 0.01 * 90
    assert taken["both"] <= taken["lexicon"]  # the examples take no question that asks for nothing

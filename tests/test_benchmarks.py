"""The benchmarks run, at a tiny size, and measure what they say. Nothing here is timed."""

import re

import pytest
from fakes import WordEmbedder

from benchmarks import ask, people, wording


def test_made_up_people_differ_and_stay_the_same():
    made = ask.people(30, seed=4)
    assert made == ask.people(30, seed=4)
    assert len({person.name for person in made}) == 30
    assert made[0] != ask.people(30, seed=5)[0]


def test_every_kind_of_question_is_asked_alike():
    made = ask.people(5)
    asked = ask.questions_of(made, 24)
    assert len(set(asked)) == 24
    assert sum(question.startswith("Who advised") for question, _ in asked) == 2
    assert sum(question.startswith("Who is ") for question, _ in asked) == 2


def test_a_side_is_asked_every_question_in_its_turn():
    order = []

    def side(name, text):
        return lambda question: (order.append((name, question)), text)[1]

    asked = [(f"q{number}", "moss") for number in range(ask._UNTIMED + 1)]
    costs = ask.compare(asked, {"one": side("one", "Moss!"), "two": side("two", "dust")})
    turns = [*(question for question, _ in asked[: ask._UNTIMED]), *(question for question, _ in asked)]
    assert order == [(name, question) for question in turns for name in ("one", "two")]
    assert [(cost.right, len(cost.wall), len(cost.cpu)) for cost in costs.values()] == [(6, 6, 6), (0, 6, 6)]


def test_the_benchmark_of_asking_works(capsys):
    assert ask.main(["--people", "4", "--questions", "24", "--alone"], WordEmbedder()) == 0
    out = capsys.readouterr().out.splitlines()
    row = next(line for line in out if line.startswith("qabot"))
    assert re.fullmatch(r"qabot +(\d+\.\d +){4}\d+\.\d\d +100%", row)  # every known fact is shown
    assert not any(line.startswith("tutorial") for line in out)
    assert re.fullmatch(r"goal: at most 30 ms at the median; (met|missed) here", out[-1])


def test_a_peer_that_is_not_installed_is_left_out(capsys, monkeypatch):
    monkeypatch.setattr(ask, "PEER", ("no_such_package_a", "no_such_package_b"))
    assert ask.main(["--people", "4", "--questions", "6"], WordEmbedder()) == 0
    out = capsys.readouterr().out.splitlines()
    assert out[0] == "the peer is left out: no_such_package_a and no_such_package_b not installed"


@pytest.mark.model
def test_the_benchmark_of_wording_works(capsys):
    assert wording.main(["--limit", "20", "--wrong"]) == 0
    out = capsys.readouterr().out.splitlines()
    assert out[0].startswith("examples, each left out: nearest right 0.")
    rows = {line.split()[0]: [int(n) for n in line.split()[1:]] for line in out[2:5]}
    assert list(rows) == ["lexicon", "examples", "both"]
    assert all(asked == right + wrong + none == 20 for asked, right, wrong, none, _, _ in rows.values())
    assert rows["both"][1] > rows["lexicon"][1]


def test_the_benchmark_of_people_is_exact(capsys, tmp_path):
    assert people.main(["--people", "30", "--questions", "52", "--folder", str(tmp_path), "--segments", "2"]) == 0
    out = capsys.readouterr().out.splitlines()
    rows = [line.split() for line in out if line.split()[0] in people.GOALS]
    assert sorted(row[0] for row in rows) == ["count", "fact", "find", "list"]
    assert sum(int(row[1]) for row in rows) == 52
    assert {row[4] for row in rows} == {"100.0%"}

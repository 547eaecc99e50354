"""The benchmarks against other pipelines: what they measure, and that each runs (tiny, without the peers)."""

import re
import sys

import pytest
from fakes import WordEmbedder

from benchmarks import __main__ as suite
from benchmarks import build, cold, encode, measure, peers, retrieve
from benchmarks.measure import Cost
from qabot.index.model_folder import ModelFolder


def test_the_sides_run_in_turn_and_the_first_round_is_not_counted():
    order = []

    def side(name):
        def once():
            order.append(name)
            return Cost(float(len(order)), 1.0, 2.0)

        return once

    costs = measure.in_turn({"a": side("a"), "b": side("b")}, 2)
    assert "".join(order) == "ababab"
    assert [cost.wall for cost in costs["a"]] == [3, 5]
    assert [cost.wall for cost in costs["b"]] == [4, 6]


def test_a_ratio_is_the_median_of_the_pairs():
    costs = {
        "a": [Cost(1, 1, 10), Cost(2, 1, 10), Cost(1, 1, 10)],
        "b": [Cost(3, 2, 25), Cost(2, 4, 20), Cost(9, 6, 30)],
    }
    assert measure.ratio(costs, "a", "b", "wall") == 3  # of 3, 1 and 9
    told = measure.ratios(costs, "a", "b", {"wall": 3, "cpu": 5})
    assert told == "b / a: wall 3.00 (goal 3: met here), cpu 4.00 (goal 5: missed here), peak 2.50\n"


def test_a_run_tells_wall_cpu_memory_of_its_children_too_and_what_it_printed():
    inner = "x = bytearray(120_000_000); import time; t = time.process_time()\nwhile time.process_time() < t + .3: pass"
    code = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {inner!r}]); print('done')"
    cost = measure.run([sys.executable, "-c", code])
    assert cost.out == "done\n"
    assert 0.3 <= cost.cpu < 5
    assert cost.wall >= 0.3
    assert 120 < cost.peak < 400


def test_a_run_that_fails_is_told_with_its_last_words():
    with pytest.raises(RuntimeError, match="ended with 1: .*no such thing"):
        measure.run([sys.executable, "-c", "raise SystemExit('no such thing')"])


def test_a_peer_is_found_by_its_packages_and_else_left_out():
    told = []
    assert measure.peer_python("", ["json", "re"], told.append, "It") == sys.executable
    assert measure.peer_python(sys.executable, ["json"], told.append, "It") == sys.executable
    assert told == []
    assert measure.peer_python("", ["json", "no_such_package"], told.append, "It") == ""
    assert told == ["It is left out: json, no_such_package not installed\n"]


def test_pieces_of_a_peer_hold_the_whole_text():
    text = "\n".join(f"line {number} of a page that is long enough to be cut" for number in range(60))
    pieces = peers._cut(text)
    assert max(map(len, pieces)) <= peers.SIZE
    assert all(piece in text for piece in pieces)
    assert all(any(line in piece for piece in pieces) for line in text.split("\n"))


def test_the_work_of_a_text_grows_with_its_tokens():
    files = ModelFolder("all-MiniLM-L6-v2")
    one = 2 * 3 * (4 * 384 * 384 + 2 * 384 * 1536) + 4 * 9 * 384  # "graph" is three tokens
    assert encode.work(files, ["graph"]) == 6 * one
    assert encode.work(files, ["graph", "graph"]) == 12 * one


def test_passages_are_many_lengths_and_the_same_each_time():
    texts = encode.passages(60)
    lengths = sorted(map(len, texts))
    assert (len(texts), texts) == (60, encode.passages(60))
    assert lengths[0] < 100
    assert lengths[-1] > 500


def test_questions_are_asked_of_each_side_in_turn():
    order = []

    def side(name):
        return lambda question: (order.append((name, question)), (1.0, 1.0, 1.0, []))[1]

    asked = [str(number) for number in range(retrieve._UNTIMED + 2)]
    costs = retrieve.compared({"a": side("a"), "b": side("b")}, asked)
    assert order == [(name, question) for question in asked for name in "ab"]
    assert [len(found) for found in costs.values()] == [2, 2]


def test_the_benchmark_of_retrieval_works(capsys):
    assert retrieve.main(["--tiny"], WordEmbedder()) == 0
    out = capsys.readouterr().out.splitlines()
    assert re.fullmatch(r"\d+ passages, 8 questions; milliseconds", out[1])
    assert re.fullmatch(r"qabot hybrid( +\d+\.\d){3} +\d+", out[3])


@pytest.mark.model
def test_the_benchmark_of_encoding_works(capsys):
    assert encode.main(["--tiny"]) == 0
    out = capsys.readouterr().out
    assert re.search(r"^sentence-transformers / openvino \w+: wall \d+\.\d\d, CPU \d+\.\d\d$", out, re.M)
    assert re.search(
        r"^matrix peak \d+ GFLOP/s; share of it \d\.\d\d, best \d\.\d\d \(goal 0.5: \w+ here\)$", out, re.M
    )


@pytest.mark.model
def test_the_benchmark_of_building_works(capsys):
    assert build.main(["--tiny", "--alone"]) == 0
    out = capsys.readouterr().out
    assert re.search(r"^qabot( +\d+\.\d\d){4} +\d+$", out, re.M)
    assert re.search(r"^qabot: 4 profiles, \d+ passages, 0 unchanged, ", out, re.M)


@pytest.mark.model
def test_the_benchmark_of_the_cold_start_works(capsys):
    assert cold.main(["--tiny", "--alone"]) == 0
    out = capsys.readouterr().out
    assert re.search(r"^qabot, by meaning( +\d+\.\d\d){4} +\d+$", out, re.M)
    assert re.search(r"^qabot, from facts( +\d+\.\d\d){4} +\d+$", out, re.M)


def test_the_suite_lists_every_benchmark(capsys):
    assert suite.main([]) == 0
    out = capsys.readouterr().out
    for name in ("ask", "build", "cold", "encode", "read", "retrieve", "wording"):
        assert re.search(rf"^  {name} +[A-Z].+[.:]", out, re.M)
    assert "measure" not in suite.names()


def test_the_suite_runs_what_is_named_with_its_options(monkeypatch, capsys):
    given = []
    monkeypatch.setattr(cold, "main", lambda options: given.append(("cold", options)))
    monkeypatch.setattr(build, "main", lambda options: given.append(("build", options)))
    suite.main(["build", "cold", "--tiny", "--rounds", "2"])
    assert given == [("build", ["--tiny", "--rounds", "2"]), ("cold", ["--tiny", "--rounds", "2"])]
    assert capsys.readouterr().out == "== build\n== cold\n"

"""The benchmarks of the index run, at a tiny size, and measure what they say. Nothing here is timed."""

import re

from fakes import WordEmbedder

from benchmarks import open as opening
from benchmarks import scale, update
from benchmarks.many import Many
from qabot.index import Index


def test_a_made_index_is_what_a_build_makes(tmp_path):
    many = Many(tmp_path / "many", 4)
    many.fill()
    report = many.build()
    assert (report.people, report.embedded, len(report.changed)) == (4, 0, 0)  # as it is in the index already
    chunk = Index.open(many.index, many.embedder).chunks("p000002.md")[1]
    assert chunk.text == many.page(2).split("\n")[2]


def test_the_benchmark_of_opening_works(capsys):
    assert opening.main(["--gb", "0.001", "--rounds", "1"]) == 0
    out = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in out[2:4]] == ["qabot", "sha256"]
    assert out[-1].startswith("goal: at most 1 s for each GB; ")


def test_the_benchmark_of_updates_works(capsys):
    assert update.main(["--passages", "60", "120", "--updates", "2"]) == 0
    out = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in out[2:4]] == ["60", "120"]
    assert re.fullmatch(r"growth of the commit: \d+\.\d\d times, \d+\.\d\d in CPU time", out[4])


def test_the_benchmark_of_scale_works(capfd):
    assert scale.main(["--passages", "200"]) == 0
    out = capfd.readouterr().out
    assert "210 passages of 10 people, 1 segments" in out
    assert "recall@10 1.000" in out


def test_recall_over_a_models_vectors_is_told(capsys):
    assert scale.main(["--real", "600"], WordEmbedder()) == 0
    assert "800 sentences embedded" in capsys.readouterr().out

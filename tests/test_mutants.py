"""Damaged files of every format: each becomes a sound source or one typed reason, and none takes this process down.

The long run is `python faults/read_mutants.py`.
"""

import resource
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "faults"))

import read_mutants
from mutants import WAYS, mutants
from pages import stock

from qabot.settings import Settings
from qabot.sources import SUFFIXES, Block, Field, Mark, Source, read_source
from qabot.sources.child import ChildReader

OWN = {"quarto": "markdown", "jemdoc": "markdown", "org": "text", "rst": "text", "yaml": "json"}  # by who reads it


def findings(tally: read_mutants.Tally) -> list[str]:
    return [line for line in tally.lines()[1:] if not line.startswith("    skipped ")]


def test_the_stock_has_every_suffix_and_can_be_read(tmp_path):
    files = stock()
    assert {suffix for kept in files.values() for suffix, _ in kept} == set(SUFFIXES)
    for format, kept in files.items():
        for suffix, data in kept:
            path = tmp_path / f"good{suffix}"
            path.write_bytes(data)
            assert SUFFIXES[suffix] == OWN.get(format, format)
            assert len(read_source(path).blocks) >= (2 if format == "json" else 3), suffix


def test_mutants_are_always_the_same_and_of_every_kind():
    for format in stock():
        first = list(mutants(format, 60))
        assert first == list(mutants(format, 60))
        assert first[7:9] == list(mutants(format, 2, first=7))
        assert first != list(mutants(format, 60, seed=1))
        assert {mutant.way for mutant in first} - {"value"} == set(WAYS)


@pytest.mark.parametrize("format", list(stock()))
def test_a_damaged_file_is_read_or_refused_with_its_reason(format):
    tally = read_mutants.read_all(format, 30)
    assert findings(tally) == []
    assert tally.findings == 0
    assert tally.read + sum(tally.skipped.values()) == tally.files == 30
    assert tally.read > 0 and tally.skipped


def test_files_made_to_take_a_reader_down_do_not():
    tally = read_mutants.read_hostile(8_000)
    assert findings(tally) == []
    assert tally.read + sum(tally.skipped.values()) == tally.files > 80
    assert tally.skipped["FILE has strings that grow without end."] == 1


def test_what_breaks_a_reader_would_be_seen(monkeypatch):
    """The control: readers that break, are late, crash the parent or break a promise are counted."""
    monkeypatch.setattr(ChildReader.__init__, "__defaults__", ("misbehaving:by_size", ""))
    broken = read_mutants.read_all("text", 8)
    assert sum(broken.broke.values()) > 0
    assert broken.findings == sum(broken.broke.values())

    def crash(*_):
        raise ZeroDivisionError("no file is to blame")

    monkeypatch.setattr(ChildReader, "read", crash)
    crashed = read_mutants.read_all("text", 3)
    assert crashed.crashed == {"ZeroDivisionError: no file is to blame": 3}
    assert crashed.findings == 3


@pytest.mark.parametrize(
    ("check", "format", "first", "told"),
    [
        ("cleaning", "text", 70, "unsound 1: text with control characters"),
        ("failures", "docx", 0, "broke 3: FILE broke its reader (ExpatError in expatbuilder.py, line "),
        ("types", "json", 0, "broke 3: FILE broke its reader (ValueError in unguarded.py, line "),
    ],
)
def test_a_check_that_is_switched_off_is_told(check, format, first, told, capsys, monkeypatch):
    monkeypatch.setattr(ChildReader.__init__, "__defaults__", ChildReader.__init__.__defaults__)
    arguments = ["--formats", format, "--first", str(first), "--count", "6"]
    assert read_mutants.main(arguments) == 0
    assert " 0 broke the child, 0 stopped at the limits, 0 crashed the parent, 0 unsound;" in capsys.readouterr().out
    assert read_mutants.main([*arguments, "--without", check]) == 1
    assert told in capsys.readouterr().out


def test_a_limit_that_does_not_hold_is_told(monkeypatch):
    had = {resource.RUSAGE_SELF: 1_000, resource.RUSAGE_CHILDREN: 2_000}  # kB
    monkeypatch.setattr(read_mutants.resource, "getrusage", lambda who: SimpleNamespace(ru_maxrss=had[who]))
    settings = Settings(read_seconds=1)
    tally = read_mutants.Tally("text", files=1, read=1)
    tally.took(5.9, "0 flip", settings)
    assert (tally.findings, tally.slowest) == (0, (5.9, "0 flip"))
    tally.took(6.1, "1 cut", settings)
    assert tally.findings == 1
    assert "    beyond 1: time  e.g. 1 cut" in tally.lines()
    tally.close(0.0, settings.model_copy(update={"read_mb": 1}))
    assert "    beyond 1: memory  e.g. one of them" in tally.lines()


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        (Source("a", "text", "fine", (Block("paragraph", 0, 4),)), ""),
        (Source("a", "text", "e\u0301", ()), "text not NFC"),
        (Source("a", "text", "a\x1b", ()), "text with control characters"),
        (Source("a", "text", "a\ud800", ()), "text with control characters"),
        (
            Source("a", "text", "ab", (Block("paragraph", 1, 2), Block("paragraph", 0, 1))),
            "blocks empty or out of order",
        ),
        (Source("a", "text", "ab ", (Block("paragraph", 0, 3),)), "block with white space at its ends"),
        (Source("a", "text", "ab", (), (Mark("em", 1, 1),)), "mark or field empty or outside"),
        (Source("a", "text", "ab", (), (), (Field(("name",), 1, 3),)), "mark or field empty or outside"),
    ],
)
def test_a_source_that_breaks_its_promise_is_told(source, fault):
    assert read_mutants.unsound(source) == fault


def test_a_value_that_is_only_a_mark_leaves_no_empty_field(tmp_path):
    path = tmp_path / "a.json"
    path.write_text('{"basics": {"name": "Ada Berg"}, "publications": [{"name": "\\u0301", "publisher": "J. Salt"}]}')
    source = read_source(path)
    assert {field.path: source.quote(field) for field in source.fields} == {
        ("name",): "Ada Berg",
        ("basics", "name"): "Ada Berg",
        ("papers", 0, "venue"): "J. Salt",
        ("publications", 0, "publisher"): "J. Salt",
    }


def test_the_benchmark_of_reading_works(capsys):
    from benchmarks.read import growth, main

    assert growth([1, 10, 100, 1000], [99, 1, 10, 100]) == pytest.approx(1)
    assert growth([10, 100], [1, 100]) == pytest.approx(2)
    assert main(["--sizes", "4", "8", "--formats", "markdown", "html", "--pages", "3"]) == 0
    out = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in out[:6]] == ["markdown"] * 3 + ["html"] * 3
    assert [" papers" in line for line in out[:6]] == [True, True, False] * 2
    assert len(out) == 7 and out[6].startswith("pages of 8 kB a second: ")

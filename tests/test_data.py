"""Tables of words: read from YAML, or as JSON from where a process keeps them."""

import json
import os
import sys

import pytest

from qabot import data


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A package with one table, and a folder to keep tables in."""
    package = tmp_path / "wordy"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "some.yaml").write_text("yes: [no, 1, 한국]\nnone: ~\n", "utf-8")
    (package / "odd.yaml").write_text("1: one\nwhen: 2020-01-02\n")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "wordy", raising=False)
    monkeypatch.setattr(data, "_folder", [])
    return tmp_path


def read():
    return data.table("wordy", "some"), data.strings("wordy", "some")


TYPED, PLAIN = {True: [False, 1, "한국"], "none": None}, {"yes": ["no", "1", "한국"], "none": "~"}


def test_nothing_is_kept_unless_it_is_asked_for(place):
    assert read() == (TYPED, PLAIN)
    assert sorted(path.name for path in place.iterdir()) == ["wordy"]


def test_a_table_is_kept_and_read_until_the_file_is_another(place, monkeypatch):
    data.keep(place / "tables")
    assert read() == (TYPED, PLAIN)
    (kept,) = (place / "tables").iterdir()  # keys that are no strings would not come back as they are
    assert kept.name.startswith("wordy.some-Base-")
    parsed = data._parsed
    monkeypatch.setattr(data, "_parsed", lambda text, kind: [kind, parsed(text, "Base")])
    assert read() == (["Safe", PLAIN], PLAIN)
    path = place / "wordy" / "some.yaml"
    os.utime(path, ns=(1, 1))
    assert data.strings("wordy", "some") == ["Base", PLAIN]
    path.write_text("yes: [maybe]")
    assert data.strings("wordy", "some") == ["Base", {"yes": ["maybe"]}]


@pytest.mark.parametrize("change", [lambda d: d[:-9], lambda d: d.replace("no", "na", 1), lambda d: "[]", lambda d: ""])
def test_a_damaged_one_is_made_again(place, change):
    data.keep(place / "tables")
    read()
    (kept,) = (place / "tables").iterdir()
    whole = kept.read_text("utf-8")
    kept.write_text(change(whole), "utf-8")
    assert read() == (TYPED, PLAIN)
    assert json.loads(kept.read_text("utf-8")) == json.loads(whole)


def test_where_nothing_can_be_written_it_is_read_all_the_same(place):
    (place / "file").write_text("")
    data.keep(place / "file" / "tables")
    assert read() == (TYPED, PLAIN)
    assert data.table("wordy", "odd")[1] == "one"


def test_every_table_of_the_package_comes_back_as_it_is(tmp_path, monkeypatch):
    monkeypatch.setattr(data, "_folder", [])
    names = [("qabot.questions", "lexicon"), ("qabot.words", "ordinary"), ("qabot.answers", "phrases")]
    plain = [(data.table(*name), data.strings(*name)) for name in names]
    data.keep(tmp_path)
    for _ in range(2):
        assert [(data.table(*name), data.strings(*name)) for name in names] == plain
    assert len(list(tmp_path.iterdir())) >= 5

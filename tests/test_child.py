"""Files read in a child process: every limit, what it costs, and what is left of it."""

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from fakes import WordEmbedder
from misbehaving import throw
from test_sources_docx import docx, p, t

from qabot.errors import QabotError, SourceError
from qabot.index import Skipped, build
from qabot.profiles.reading import make_profile, profiles
from qabot.settings import Settings
from qabot.sources import read_source
from qabot.sources.child import ChildReader
from qabot.sources.docx import read_docx

SETTINGS = Settings(read_seconds=5, read_mb=256)
HASTY = Settings(read_seconds=0.5, read_mb=256)
LINE = throw.__code__.co_firstlineno + 1  # where it raises


@pytest.fixture
def child():
    with ChildReader("misbehaving:read") as child:
        yield child


@pytest.fixture
def told(tmp_path, child):
    """Have the child read a file with this text."""

    def told(text: str, settings: Settings = SETTINGS) -> str:
        path = tmp_path / "a.txt"
        path.write_text(text, "utf-8")
        return child.read(path, tmp_path, settings).text

    return told


def reason(told, text: str, settings: Settings = SETTINGS) -> str:
    with pytest.raises(SourceError) as caught:
        told(text, settings)
    return caught.value.message


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
        return ") Z " not in Path(f"/proc/{pid}/stat").read_text()  # a zombie has ended
    except (ProcessLookupError, FileNotFoundError):
        return not Path("/proc").exists()


def test_a_child_reads_what_this_process_reads(tmp_path):
    files = {
        "a.md": "---\ntitle: Ada Berg\n---\n# Ada Berg\n\n- **one** [two](https://x.example)\n  - three\n",
        "b.html": "<title>Bo</title><h1>Bo Äng</h1><table><tr><td>a</td><td>b</td></tr></table>",
        "c/d.tex": "\\section{Work}\\textbf{Cy} at \\href{https://y.example}{Y}",
        "e.bib": "@article{k, title={Graphs}, author={Berg, Ada}, year=2020}",
        "f.json": '{"basics": {"name": "Eve Dahl", "email": "eve@z.example"}}',
    }
    with ChildReader() as child:
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, "utf-8")
            source = child.read(path, tmp_path)
            assert source == read_source(path, tmp_path)
            assert source.path == name
        assert child.read(tmp_path / "c/d.tex").path == "d.tex"


def test_one_child_reads_all_files_and_starts_with_the_first(child, told):
    assert child.pid is None
    first = told("who")
    assert told("who") == first == str(child.pid)
    child.close()
    assert child.pid is None
    assert not is_running(int(first))
    assert told("who") != first


def test_what_a_reader_refuses_is_told_in_its_words(child, told):
    before = told("who")
    with pytest.raises(SourceError) as caught:
        told("refuse")
    assert (caught.value.message, caught.value.hint) == ("It is [31mno good.", "Do better.")  # no terminal codes
    assert told("who") == before


def test_a_file_that_takes_too_long_is_one_error(child, told):
    before = told("who", HASTY)
    started = time.perf_counter()
    assert reason(told, "sleep 60", HASTY) == "a.txt took longer than 0.5 s to read."
    assert time.perf_counter() - started < 5
    assert not is_running(int(before))
    assert told("sleep 0.1", HASTY) == "fine"  # the limit is not met by all that sleep


def test_a_file_that_needs_too_much_memory_is_one_error(child, told):
    assert told("take 100") == "fine"
    assert reason(told, "take 300") == "a.txt needed more than 256 MB to read."
    assert told("take 300", Settings(read_mb=512)) == "fine"


@pytest.mark.parametrize(
    ("order", "how"),
    [
        ("signal SIGSEGV", "SIGSEGV"),
        ("signal SIGKILL", "SIGKILL"),
        ("signal SIGABRT", "SIGABRT"),
        ("exit 3", "exit status 3"),
        ("exit 0", "exit status 0"),
        ("raise ValueError", f"ValueError in misbehaving.py, line {LINE}"),
        ("raise EOFError", f"EOFError in misbehaving.py, line {LINE}"),
        ("raise SystemExit", "exit status 1"),
        ("lie [0, 9]", "its answer makes no sense"),
        ("lie [-1, 2]", "its answer makes no sense"),
        ('lie [0, 2, "deep"]', "its answer makes no sense"),
    ],
)
def test_a_file_that_breaks_its_reader_is_one_error(child, told, order, how):
    before = told("who")
    assert reason(told, order) == f"a.txt broke its reader ({how})."
    assert not is_running(int(before))
    assert told("lie [0, 5]") == "short"  # a fresh child goes on


def test_a_child_that_outlives_its_parent_ends_itself(child, told, monkeypatch):
    """The parent's own watch is switched off: the child's limit of processor time is met alone."""
    timer = threading.Timer
    monkeypatch.setattr("qabot.sources.child.threading.Timer", lambda seconds, stop: timer(60, stop))
    assert reason(told, "spin", HASTY) == "a.txt took longer than 0.5 s to read."
    assert reason(told, "sleep 60", HASTY) == "a.txt took longer than 0.5 s to read."


def test_what_one_file_needs_does_not_depend_on_the_file_before(child, told):
    first = told("who")
    assert told("keep 60") == "fine"
    assert told("who") == first  # 60 MB are left behind, less than half of what a child may have
    assert told("take 180") == "fine"
    second = str(child.pid)
    assert second != first  # it did not fit beside them: read again in a fresh child
    assert told("keep 150") == "fine"
    assert told("who") not in (first, second)  # more than half is gone: this one ended by itself


def test_what_a_library_prints_does_not_reach_the_parent(told):
    assert told("print hello") == "fine"
    assert told("who").isdecimal()


def test_the_child_knows_no_keys(told, monkeypatch):
    monkeypatch.setenv("SECRET_API_KEY", "x")
    monkeypatch.setenv("LANG", "C.UTF-8")
    assert "LANG" in told("environment").split()
    assert "SECRET_API_KEY" not in told("environment").split()


def test_a_child_that_cannot_start_is_no_fault_of_the_file(tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_text("Ada", "utf-8")
    with ChildReader("no_such_module:read") as child:
        with pytest.raises(QabotError, match="did not start .ModuleNotFoundError") as caught:
            child.read(tmp_path / "a.txt")
        assert not isinstance(caught.value, SourceError)
        assert child.pid is None
    monkeypatch.setattr(sys, "executable", str(tmp_path / "nothing"))
    with ChildReader() as child, pytest.raises(QabotError, match="did not start") as caught:
        child.read(tmp_path / "a.txt")
    assert not isinstance(caught.value, SourceError)


def test_an_interrupted_wait_leaves_no_answer_for_the_next_file(child, told, monkeypatch):
    before = told("who")

    def interrupted(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("qabot.sources.child.receive", interrupted)
        with pytest.raises(KeyboardInterrupt):
            told("sleep 0.2")
    assert child.pid is None and not is_running(int(before))
    assert told("lie [0, 5]") == "short"


def test_the_child_ends_with_its_parent(tmp_path):
    (tmp_path / "a.txt").write_text("Ada", "utf-8")
    program = (
        "import os, sys; from pathlib import Path; from qabot.sources.child import ChildReader\n"
        "child = ChildReader(); child.read(Path(sys.argv[1])); print(child.pid, flush=True); os._exit(9)"
    )
    done = subprocess.run([sys.executable, "-c", program, tmp_path / "a.txt"], capture_output=True, text=True)
    assert done.returncode == 9
    pid = int(done.stdout)
    for _ in range(100):
        if not is_running(pid):
            return
        time.sleep(0.05)
    pytest.fail("the child is still there")


def test_a_build_skips_the_file_that_breaks_and_reads_the_rest(tmp_path, monkeypatch):
    corpus = tmp_path / "corpus"
    (corpus / "bo").mkdir(parents=True)
    (corpus / "ada.txt").write_text("who", "utf-8")
    (corpus / "bo" / "cv.txt").write_text("signal SIGSEGV", "utf-8")
    (corpus / "bo" / "page.txt").write_text("fine", "utf-8")
    monkeypatch.setattr(ChildReader.__init__, "__defaults__", ("misbehaving:read", ""))
    report = build(corpus, tmp_path / "index", embedder=WordEmbedder(), settings=SETTINGS)
    assert report.added == ("ada.txt", "bo")
    assert report.skipped == (Skipped("bo/cv.txt", "bo/cv.txt broke its reader (SIGSEGV)."),)


def test_facts_are_made_under_the_limits_of_reading(tmp_path, monkeypatch):
    corpus = tmp_path / "corpus"
    (corpus / "bo").mkdir(parents=True)
    (corpus / "ada.txt").write_text("# Ada\n\nfine", "utf-8")
    (corpus / "cy.txt").write_text("spin", "utf-8")
    (corpus / "bo" / "cv.txt").write_text("signal SIGSEGV", "utf-8")
    (corpus / "bo" / "page.txt").write_text("well", "utf-8")
    monkeypatch.setattr("qabot.index.reading.MAKER", "misbehaving_maker:make")
    report = build(corpus, tmp_path / "index", embedder=WordEmbedder(), settings=Settings(read_seconds=2))
    assert report.added == ("ada.txt", "bo")
    assert report.skipped == (
        Skipped("bo/cv.txt", "bo broke its reader (SIGSEGV)."),
        Skipped("cy.txt", "cy.txt took longer than 2 s to read."),
    )


def test_the_facts_of_a_child_are_those_of_this_process(tmp_path):
    path = tmp_path / "a.md"
    path.write_text("# Ada Berg\n\n## Education\n\n- PhD, Lund University, 2019\n", "utf-8")
    source = read_source(path, tmp_path)
    with ChildReader(maker="qabot.profiles.reading:profile_json") as child:
        assert profiles().validate_json(child.make("a.md", [source])) == make_profile("a.md", [source])


@pytest.mark.parametrize("name", ["../out.xml", "word/../../out.xml", "/out.xml", "word\\..\\out.xml", "C:/out.xml"])
def test_a_document_with_a_name_that_leads_out_is_refused(name):
    assert read_docx("a.docx", docx(p(t("Ada Berg")), extra={"word/a..b.xml": b"x"})).text == "Ada Berg"
    with pytest.raises(SourceError, match="leads out"):
        read_docx("a.docx", docx(p(t("Ada Berg")), extra={name: b"x"}))

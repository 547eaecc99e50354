"""What lies on disk: whole or not there, verified before it is read, and the last good index whatever happens."""

import dataclasses
import errno
import importlib
import json
import os
import random
import signal
import stat
import subprocess
import sys
import textwrap
import threading
from pathlib import Path

import pytest
from fakes import READERS, WordEmbedder

from qabot.errors import BrokenIndexError
from qabot.index import Index, Readers, build
from qabot.index.manifest import manifest_of
from qabot.index.store import BusyIndexError, open_generation, read_manifest, writing
from qabot.profiles.profile import Award, Degree, Item, Link, Paper, Position, Profile, Section, Value
from qabot.settings import Settings
from qabot.sources.source import Block, Field, Mark, Source, Span

STORE = importlib.import_module("qabot.index.store")
WRITER = importlib.import_module("qabot.index.writer")
FILES = ("vectors.f16", "arrays.bin", "store.sqlite", "manifest.json")


class Place:
    """A corpus of one page that says which edition it is, and its index."""

    def __init__(self, folder: Path) -> None:
        self.corpus, self.index = folder / "corpus", folder / "index"
        self.corpus.mkdir(exist_ok=True)

    def edition(self, name: str, index: Path | None = None) -> Path:
        """Write an edition, build it, and return the folder of its generation."""
        (self.corpus / "ann.md").write_text(f"# Ann\n\ngraph {name}\n\n## More\n\nrobot {name}", "utf-8")
        index = index or self.index
        build(self.corpus, index, embedder=WordEmbedder(), settings=Settings(), read=READERS)
        return index / (index / "CURRENT").read_text().strip()

    def file(self, name: str) -> Path:
        """A file of the generation in use, which has one segment."""
        folder = self.index / (self.index / "CURRENT").read_text().strip()
        (segment,) = read_manifest(folder).segments
        return folder / name if name == "manifest.json" else self.index / segment.name / name

    def answer(self) -> str:
        """Which edition answers; fails if two are mixed."""
        index = Index.open(self.index, WordEmbedder())
        editions = {hit.chunk.text.split()[1] for hit in index.search("graph", k=5)}
        assert len(editions) == 1
        return editions.pop()


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def flip(path: Path, bit: int) -> None:
    data = bytearray(path.read_bytes())
    data[bit // 8] ^= 1 << bit % 8
    path.write_bytes(data)


# -- round trip


def test_a_profile_and_its_sources_come_back_exactly(place):
    span = Span("é.md", 0, 3)
    value = Value("Å “x”\n\U0001f600", span)
    source = Source(
        path="é.md",
        format="json",
        text="abc\n한글 \U0001f600 \u2028 end",
        blocks=(Block("row", 0, 3, 1, -1, (1, 2), ((0, 1), (1, 3))), Block("item", 4, 6, parent=0)),
        marks=(Mark("link", 0, 2, "https://example.org/?a=1&b=“2”"), Mark("badge", 0, 1)),
        fields=(Field(("work", 0, "1"), 0, 1), Field((), 1, 2)),
        pages=(0, 4),
    )
    position = Position(role="r", organization="o", span=span, start="2020-01", advisors=(value,), parts={"role": span})
    profile = Profile(
        id="é.md",
        sources=("é.md",),
        name="Å",
        name_from="handle",
        aliases=(value,),
        current=position,
        positions=(position, dataclasses.replace(position, kind="visit", current=True, start=None)),
        education=(Degree(degree="PhD", organization="o", span=span, field="f", parts={"field": span}),),
        students=(Item(title="t", span=span, start="2020"),),
        papers=(Paper(title="t", span=span, authors=("a", "b"), year=2020, status="preprint", honours=(value,)),),
        awards=(Award(title="t", span=span, year=None, end_year=2021),),
        links=(Link("orcid", "https://orcid.org/0000-0000-0000-000X", span),),
        sections=(Section("papers", "P", ("A", "P"), span),),
    )
    read = Readers(lambda path, root, settings: source, lambda person, sources: profile)
    (place.corpus / "é.md").write_text("x")
    build(place.corpus, place.index, embedder=WordEmbedder(), settings=Settings(), read=read)
    index = Index.open(place.index, WordEmbedder())
    assert index.profile("é.md") == profile
    assert repr(index.profile("é.md")) == repr(profile)  # 1 == True, tuples and lists: the types as well
    assert index.source("é.md") == source
    assert repr(index.source("é.md")) == repr(source)


def test_a_manifest_comes_back_exactly(place):
    manifest = open_generation_after(place).manifest
    assert manifest_of(manifest.to_json()) == manifest
    (segment,) = manifest.segments
    assert set(segment.files) == {"vectors.f16", "arrays.bin", "store.sqlite"}
    assert (segment.entries, segment.rows) == (1, 2)


def open_generation_after(place: Place):
    place.edition("one")
    return open_generation(place.index)


# -- damage


@pytest.mark.parametrize("file", FILES)
def test_every_flipped_bit_is_seen(place, file):
    place.edition("one")
    path = place.file(file)
    whole = path.read_bytes()
    bits = len(whole) * 8
    for bit in [0, 7, bits - 1, *random.Random(1).sample(range(bits), 60)]:
        flip(path, bit)
        with pytest.raises(BrokenIndexError, match="damaged") as error:
            Index.open(place.index, WordEmbedder())
        assert "python -m qabot index" in error.value.hint
        path.write_bytes(whole)
    assert place.answer() == "one"


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("kept", [0.0, 0.5, 0.99])
def test_a_truncated_file_is_seen(place, file, kept):
    place.edition("one")
    path = place.file(file)
    path.write_bytes(path.read_bytes()[: int(len(path.read_bytes()) * kept)])
    with pytest.raises(BrokenIndexError, match="damaged"):
        Index.open(place.index, WordEmbedder())


@pytest.mark.parametrize("file", FILES)
def test_a_missing_file_is_seen(place, file):
    place.edition("one")
    place.file(file).unlink()
    with pytest.raises(BrokenIndexError, match="cannot be read: No such file"):
        Index.open(place.index, WordEmbedder())


@pytest.mark.parametrize("file", FILES)
def test_the_generation_before_answers_for_a_damaged_one_and_a_build_mends_it(place, file):
    place.edition("one")
    place.edition("two")
    damaged = place.file(file)
    assert place.answer() == "two"
    flip(damaged, damaged.stat().st_size * 4)
    assert place.answer() == "one"
    assert not Index.open(place.index, WordEmbedder()).newest
    mended = place.edition("two")
    assert place.answer() == "two"
    assert Index.open(place.index, WordEmbedder()).newest
    assert damaged.parent != mended


def test_going_back_from_a_damaged_generation_puts_a_good_one_in_use(place):
    first = place.edition("one")
    place.edition("two")
    flip(place.file("vectors.f16"), 99)
    again = place.edition("one")
    assert (again.name, again.exists(), first.exists()) == (f"{first.name}-2", True, True)  # the same to the last bit
    assert place.answer() == "one"
    assert Index.open(place.index, WordEmbedder()).newest


def test_a_reader_starts_again_when_builds_remove_what_it_reads(place, monkeypatch):
    place.edition("one")
    opened, calls = STORE.open_segment, []

    def interrupted(folder, *more):
        calls.append(folder.name)
        if len(calls) == 1:
            for name in ("two", "three"):
                place.edition(name)
        return opened(folder, *more)

    monkeypatch.setattr(STORE, "open_segment", interrupted)
    assert place.answer() == "three"
    assert Index.open(place.index, WordEmbedder()).newest


@pytest.mark.parametrize("content", [b"", b"nothing-there\n", b"\xff\xfe", b"../elsewhere", b"."])
def test_a_damaged_pointer_does_not_lose_the_index(place, content):
    place.edition("one")
    (place.index / "CURRENT").write_bytes(content)
    assert place.answer() == "one"
    assert not Index.open(place.index, WordEmbedder()).newest


def test_without_a_pointer_the_newest_generation_answers(place):
    os.utime(place.edition("one"), ns=(1, 1))
    place.edition("two")
    (place.index / "CURRENT").unlink()
    assert place.answer() == "two"


def test_no_index_says_what_to_do(place):
    for folder in (place.index, place.corpus):
        with pytest.raises(BrokenIndexError, match="There is no index in") as error:
            Index.open(folder, WordEmbedder())
        assert error.value.hint == "Build it: python -m qabot index"


def sealed(folder: Path, manifest: dict) -> Path:
    """Give a generation another manifest, and the name that goes with it: a forgery, not a damage."""
    data = json.dumps(manifest).encode()
    (folder / "manifest.json").write_bytes(data)
    renamed = folder.rename(folder.parent / STORE._stem(data))
    (folder.parent / "CURRENT").write_text(renamed.name)
    return renamed


def test_another_format_is_refused_with_both_values(place):
    folder = place.edition("one")
    manifest = json.loads((folder / "manifest.json").read_text())
    sealed(folder, {**manifest, "format": 99})
    with pytest.raises(BrokenIndexError, match=r"has format 99; this version of qabot reads format 3\.") as error:
        Index.open(place.index, WordEmbedder())
    assert "python -m qabot index" in error.value.hint
    assert place.edition("one") and place.answer() == "one"  # a build does not stumble over it


@pytest.mark.parametrize("change", [{"chunks": 3}])
def test_contents_that_contradict_the_manifest_are_seen(place, change):
    folder = place.edition("one")
    sealed(folder, {**json.loads((folder / "manifest.json").read_text()), **change})
    with pytest.raises(BrokenIndexError, match="where its manifest says"):
        open_generation(place.index)


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b"\xff", b'{"format": 3}'])
def test_what_is_no_manifest_is_refused(data):
    with pytest.raises(BrokenIndexError, match="manifest of the index"):
        manifest_of(data)


def test_nothing_is_unpickled(place):
    place.edition("one")
    code = f"""
        import sys
        from pathlib import Path
        from fakes import WordEmbedder
        import faiss
        from qabot.index import Index
        def no_pickle(event, arguments):
            if event == "pickle.find_class":
                raise SystemExit(f"unpickled {{arguments}}")
        sys.addaudithook(no_pickle)
        index = Index.open(Path({str(place.index)!r}), WordEmbedder())
        index.profiles()
        print(len(index.search("graph", k=5)))
    """
    assert run(code).stdout == "2\n"
    assert place.file("store.sqlite").read_bytes()[:6] == b"SQLite"
    assert place.file("arrays.bin").read_bytes()[8:18] == b'{"arrays":'
    assert place.file("vectors.f16").stat().st_size == 2 * 13 * 2  # numbers, no more


# -- writing


def run(code: str, **options) -> subprocess.CompletedProcess:
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent)}
    command = [sys.executable, "-c", textwrap.dedent(code)]
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=True, timeout=120, **options)


def test_everything_is_synced_before_it_is_put_in_use(place, monkeypatch):
    place.edition("one")
    steps = []
    sync, rename, replace = os.fsync, Path.rename, Path.replace

    def synced(handle):
        steps.append("sync " + Path(os.readlink(f"/proc/self/fd/{handle}")).name)
        sync(handle)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(
        Path, "rename", lambda self, to: (steps.append(f"rename {self.name} {to.name}"), rename(self, to))
    )
    monkeypatch.setattr(
        Path, "replace", lambda self, to: (steps.append(f"replace {self.name} {to.name}"), replace(self, to))
    )
    name = place.edition("two").name
    (segment,) = read_manifest(place.index / name).segments
    assert steps == [
        "sync arrays.bin",
        "sync store.sqlite",
        "sync vectors.f16",
        "sync segment-0",
        f"rename segment-0 {segment.name}",
        "sync manifest.json",
        "sync pointer",
        "sync generation",
        f"rename generation {name}",
        "sync index",
        "replace pointer CURRENT",
        "sync index",
    ]


def test_a_generation_is_for_its_owner_and_two_are_kept(place):
    names, segments = [], []
    for name in ("one", "two", "three"):
        names.append(place.edition(name).name)
        segments.append(place.file("arrays.bin").parent.name)
    kept = [*names[1:], *segments[1:]]
    assert {path.name for path in place.index.iterdir() if path.is_dir()} == set(kept)
    for name in kept:
        assert stat.S_IMODE((place.index / name).stat().st_mode) == 0o700


def test_what_is_not_a_generation_is_left_alone(place):
    place.index.mkdir()
    (place.index / "README.md").write_text("keep me")
    (place.index / ".new-0123").mkdir()  # left by a build that was killed
    (place.index / ".new-4567").touch()
    for name in ("one", "two", "three"):
        place.edition(name)
    assert (place.index / "README.md").read_text() == "keep me"
    assert not list(place.index.glob(".new-*"))


def test_going_back_to_an_earlier_corpus_works(place):
    stamp = place.corpus / "ann.md"
    folders = []
    for name in ("one", "two", "one"):
        stamp.write_text(f"# Ann\n\ngraph {name}\n\n## More\n\nrobot {name}")
        build(place.corpus, place.index, embedder=WordEmbedder(), settings=Settings(), read=READERS)
        folders.append((place.index / "CURRENT").read_text().strip())
    assert len(set(folders)) == 3
    assert place.answer() == "one"


def test_a_second_writer_is_told_that_a_build_is_running(place):
    place.edition("one")
    with writing(place.index):
        with pytest.raises(BusyIndexError, match="Another build is writing to") as error:
            place.edition("two")
        assert error.value.hint == "Wait until it is done, then build again."
        assert place.answer() == "one"
    place.edition("two")
    assert place.answer() == "two"


def test_an_open_index_outlives_its_generation(place):
    first = place.edition("one")
    index = Index.open(place.index, WordEmbedder())
    for name in ("two", "three", "four"):
        place.edition(name)
    assert not first.exists()
    found = []
    thread = threading.Thread(target=lambda: found.extend(index.search("graph", k=1)))
    thread.start()
    thread.join()
    assert found[0].chunk.text == "graph one"
    assert index.source("ann.md").text.startswith("Ann\n\ngraph one")
    assert index.profile("ann.md").name == "Ann"


FULL = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize("step", range(8))
def test_a_full_disk_keeps_the_old_index_and_leaves_nothing_behind(place, monkeypatch, step):
    place.edition("one")
    before = sorted(path.name for path in place.index.iterdir())
    sync, calls = os.fsync, []

    def full(handle):
        calls.append(handle)
        if len(calls) > step:
            raise FULL
        sync(handle)

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(BrokenIndexError, match="No space left on device"):
            place.edition("two")
    assert len(calls) == step + 1
    assert place.answer() == "one"
    assert sorted(path.name for path in place.index.iterdir()) == before


@pytest.mark.parametrize("table", ["profiles", "sources", "chunks", "seen"])
def test_a_disk_that_is_full_within_a_table_keeps_the_old_index(place, monkeypatch, table):
    place.edition("one")
    before = sorted(path.name for path in place.index.iterdir())
    trigger = f"CREATE TRIGGER full BEFORE INSERT ON {table} BEGIN SELECT RAISE (ABORT, 'disk is full'); END;"
    with monkeypatch.context() as patch:
        patch.setattr(WRITER, "_SCHEMA", WRITER._SCHEMA + trigger)
        with pytest.raises(BrokenIndexError, match="could not be written to .*: disk is full"):
            place.edition("two")
    assert place.answer() == "one"
    assert sorted(path.name for path in place.index.iterdir()) == before


def test_a_lock_that_cannot_be_made_is_told(place, monkeypatch):
    def full(*arguments):
        raise FULL

    monkeypatch.setattr(os, "open", full)
    with pytest.raises(BrokenIndexError, match="No space left on device"), writing(place.index):
        pass


# -- death

STEPS = """
    import os, shutil, signal, sys
    from pathlib import Path
    from test_index_store import Place
    root = Path(sys.argv[1])
    index = root / "index"
    Place(root).edition("one")
    shutil.copytree(index, root / "saved")
    def armed(step):
        left = [step]
        def hook(event, arguments):
            if event in ("open", "os.mkdir", "os.rename", "os.remove", "os.rmdir") and str(index) in str(arguments[:2]):
                left[0] -= 1
                if left[0] == 0:
                    os.kill(os.getpid(), signal.SIGKILL)
        sys.addaudithook(hook)
    outcomes = []
    for step in range(1, 200):
        shutil.rmtree(index)
        shutil.copytree(root / "saved", index)
        child = os.fork()
        if not child:
            armed(step)
            Place(root).edition("two")
            os._exit(0)
        _, status = os.waitpid(child, 0)
        outcomes.append(Place(root).answer())
        Place(root).edition("three")  # the next build gets through and sweeps up
        assert Place(root).answer() == "three"
        assert not list(index.glob(".new-*"))
        if status == 0:
            break
    print(*outcomes)
"""


def test_a_build_killed_at_any_step_leaves_an_index_that_answers(tmp_path):
    outcomes = run(STEPS.replace("sys.argv[1]", repr(str(tmp_path)))).stdout.split()
    assert set(outcomes) == {"one", "two"}
    assert outcomes == sorted(outcomes)  # first the old, from one step on the new
    assert outcomes.count("one") >= 10
    assert outcomes[-1] == "two"


def test_a_build_killed_while_it_embeds_leaves_the_old_index(place):
    place.edition("one")
    code = f"""
        import time
        from pathlib import Path
        from fakes import WordEmbedder
        from test_index_store import Place
        def hang(self, texts):
            print("embedding", flush=True)
            time.sleep(60)
        WordEmbedder.documents = hang
        Place(Path({str(place.corpus.parent)!r})).edition("two")
    """
    command = [sys.executable, "-c", textwrap.dedent(code)]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as child:
        assert child.stdout.readline() == "embedding\n"
        with pytest.raises(BrokenIndexError, match="Another build is writing"), writing(place.index):
            pass
        child.send_signal(signal.SIGKILL)
    assert child.returncode == -signal.SIGKILL
    assert place.answer() == "one"
    place.edition("two")  # the dead build's lock went with it
    assert place.answer() == "two"


def test_readers_never_fail_while_builds_go_on(place):
    place.edition("0")
    code = f"""
        from pathlib import Path
        from test_index_store import Place
        place = Place(Path({str(place.corpus.parent)!r}))
        for number in range(1, 101):
            place.edition(str(number))
    """
    command = [sys.executable, "-c", textwrap.dedent(code)]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent)}
    seen = []
    with subprocess.Popen(command, env=environment) as child:
        while child.poll() is None:
            seen.append(int(place.answer()))
    assert child.returncode == 0
    assert seen == sorted(seen)
    assert len(set(seen)) > 5
    assert place.answer() == "100"

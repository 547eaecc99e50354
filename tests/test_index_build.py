"""What a build reads, embeds, keeps and reports."""

import importlib
import os
import random
import threading
import unicodedata
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
from fakes import READERS, WordEmbedder, profile_of, read_text

from qabot.errors import CorpusError, SettingsError
from qabot.index import Index, Readers, Skipped, build, is_stale, reading
from qabot.index.writer import SegmentWriter
from qabot.settings import Settings

BUILD = importlib.import_module("qabot.index.build")


class Place:
    """A corpus and an index in a temporary folder."""

    def __init__(self, folder: Path) -> None:
        self.corpus, self.index = folder / "corpus", folder / "index"
        self.corpus.mkdir()
        self.embedder = WordEmbedder()

    def write(self, name: str, text: str) -> None:
        path = self.corpus / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def build(self, *, read: Readers = READERS, progress=None, **settings):
        self.embedder.embedded.clear()
        options = {"embedder": self.embedder, "settings": Settings(**settings), "read": read, "progress": progress}
        return build(self.corpus, self.index, **options)

    def open(self) -> Index:
        return Index.open(self.index, self.embedder)

    def stale(self, **settings) -> bool:
        return is_stale(self.corpus, self.index, Settings(**settings), model=self.embedder.name)

    def content(self) -> list[tuple]:
        """All that is held, in order."""
        index = self.open()
        vectors = [segment.files["vectors.f16"] for segment in index.manifest.segments]
        return [*((index.profile(one), index.chunks(one)) for one in index.people), vectors]


@pytest.fixture
def place(tmp_path: Path) -> Place:
    place = Place(tmp_path)
    place.write("ann.md", "# Ann\n\ngraph\n\n## Papers\n- one")
    place.write("bob.md", "# Bob\n\nrobot")
    return place


def outcome(report) -> tuple:
    return report.added, report.changed, report.removed, report.unchanged


def test_the_first_build_adds_everyone(place):
    report = place.build()
    assert outcome(report) == (("ann.md", "bob.md"), (), (), ())
    assert (report.people, report.chunks, report.embedded, report.skipped) == (2, 3, 3, ())
    assert place.embedder.embedded == ["Ann\ngraph", "Ann — Papers\none", "Bob\nrobot"]


def test_a_build_without_changes_embeds_and_writes_nothing(place):
    place.build()
    before = {path: path.stat().st_mtime_ns for path in place.index.rglob("*")}
    os.utime(place.corpus / "ann.md", ns=(1, 1))  # touched, not changed
    report = place.build()
    assert outcome(report) == ((), (), (), ("ann.md", "bob.md"))
    assert place.embedder.embedded == []
    assert {path: path.stat().st_mtime_ns for path in place.index.rglob("*")} == before


def test_only_new_passages_are_embedded(place):
    place.build()
    place.write("bob.md", "# Bob\n\nrobot\n\n## Talks\n- speech")
    place.write("abe.md", "# Abe\n\nvision")
    report = place.build()
    assert outcome(report) == (("abe.md",), ("bob.md",), (), ("ann.md",))
    assert place.embedder.embedded == ["Abe\nvision", "Bob — Talks\nspeech"]
    assert report.embedded == 2
    assert [hit.chunk.person for hit in place.open().search("robot", k=1)] == ["bob.md"]


def test_removing_a_file_removes_everything_it_brought(place):
    place.write("eve.md", "# Eve\n\nzanzibar ocean")
    place.build()
    (place.corpus / "eve.md").unlink()
    report = place.build()
    assert outcome(report) == ((), (), ("eve.md",), ("ann.md", "bob.md"))
    assert place.embedder.embedded == []
    index = place.open()
    assert index.people == ("ann.md", "bob.md")
    assert [hit.lexical for hit in index.search("zanzibar", k=5)] == [None, None, None]
    newest = place.index / (place.index / "CURRENT").read_text().strip()
    assert not any(b"zanzibar" in path.read_bytes() for path in newest.iterdir())
    place.write("bob.md", "# Bob\n\nmusic")
    place.build()  # and one build later the generation before is gone as well
    assert not any(b"zanzibar" in path.read_bytes() for path in place.index.rglob("*") if path.is_file())


def test_building_in_steps_gives_the_same_as_building_at_once(place, tmp_path):
    place.write("bob.md", "# Bob\n\nspeech")
    place.write("dan.md", "# Dan\n\nmusic")
    place.build()
    place.write("bob.md", "# Bob\n\nrobot")
    place.write("cy.md", "# Cy\n\nocean")
    (place.corpus / "dan.md").unlink()
    place.build()
    in_steps = place.content()[:-1]
    place.index = tmp_path / "another"
    place.build()
    assert place.content()[:-1] == in_steps
    assert len(in_steps) == 3


def test_the_order_of_files_does_not_matter(place, tmp_path, monkeypatch):
    for name in ("z/1.md", "z/2.md", "z/a/3.md", "é.md", "m.md"):
        place.write(name, f"# {name}\n\ngraph {name}")
    place.build()
    first, people = place.content(), place.open().people
    assert people == ("ann.md", "bob.md", "m.md", "z", "é.md")
    assert place.open().profile("z").sources == ("z/1.md", "z/2.md", "z/a/3.md")
    listed, scanned = Path.iterdir, os.scandir
    for seed in range(5):

        def shuffled(self, seed=seed):
            entries = sorted(listed(self))
            random.Random(seed).shuffle(entries)
            return iter(entries)

        @contextmanager
        def scanned_otherwise(folder, seed=seed):
            with scanned(folder) as found:
                entries = sorted(found, key=lambda entry: entry.name)
            random.Random(seed).shuffle(entries)
            yield entries

        monkeypatch.setattr(Path, "iterdir", shuffled)
        monkeypatch.setattr(os, "scandir", scanned_otherwise)
        place.index = tmp_path / f"index{seed}"
        place.build()
        assert place.content() == first


def test_a_folder_is_one_person_and_changes_as_one(place):
    place.write("jo/cv.md", "# Jo\n\ngraph")
    place.write("jo/papers/list.md", "# Jo\n\nrobot")
    place.build()
    assert [(c.person, c.source) for c in place.open().chunks("jo")] == [
        ("jo", "jo/cv.md"),
        ("jo", "jo/papers/list.md"),
    ]
    (place.corpus / "jo/cv.md").unlink()
    report = place.build()
    assert outcome(report) == ((), ("jo",), (), ("ann.md", "bob.md"))
    assert place.embedder.embedded == []
    assert place.open().profile("jo").sources == ("jo/papers/list.md",)


def test_hidden_files_and_readmes_are_passed_over(place):
    for name in (".git/config", ".x.md", "README.md", "jo/.draft.md", "jo/README.md", "jo/cv.md", "kim/readme.md"):
        place.write(name, f"# {name}\n\ntext")
    report = place.build()
    assert report.added == ("ann.md", "bob.md", "jo", "kim")
    assert report.skipped == ()
    assert place.open().profile("jo").sources == ("jo/cv.md",)
    assert place.open().profile("kim").sources == ("kim/readme.md",)  # all that there is


def test_what_cannot_be_read_is_named_and_the_rest_goes_on(place, tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.md").write_text("# Secret")
    (place.corpus / "a-binary.md").write_bytes(b"\0\1\2")
    (place.corpus / "b-empty.md").touch()
    (place.corpus / "c-large.md").write_text("x" * 1_100_000)
    os.mkfifo(place.corpus / "d-pipe.md")
    (place.corpus / "e-link.md").symlink_to(outside / "secret.md")
    (place.corpus / "f-folder").symlink_to(outside)
    (place.corpus / "g-nowhere.md").symlink_to("nothing.md")
    (place.corpus / "h-loop.md").symlink_to("h-loop.md")
    (place.corpus / "jo").mkdir()
    (place.corpus / "jo" / "up").symlink_to("..")
    place.write("jo/cv.md", "# Jo\n\ngraph")
    (place.corpus / "k-within.md").symlink_to("bob.md")
    report = place.build(max_file_mb=1)
    assert report.added == ("ann.md", "bob.md", "jo", "k-within.md")
    assert report.skipped == (
        Skipped("a-binary.md", "It is binary."),
        Skipped("b-empty.md", "empty"),
        Skipped("c-large.md", "1.1 MB, over the limit of 1 MB (QABOT_MAX_FILE_MB)"),
        Skipped("d-pipe.md", "not a regular file"),
        Skipped("e-link.md", "a link that leads out of the corpus"),
        Skipped("f-folder", "a link that leads out of the corpus"),
        Skipped("g-nowhere.md", "cannot be opened: No such file or directory"),
        Skipped("h-loop.md", "cannot be opened: Too many levels of symbolic links"),
        Skipped("jo/up", "a link to a folder"),
    )
    assert not place.stale(max_file_mb=1)
    again = place.build(max_file_mb=1)
    assert again.skipped == report.skipped
    assert outcome(again) == ((), (), (), report.added)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may open every file")
def test_a_file_without_permission_is_named(place):
    (place.corpus / "bob.md").chmod(0)
    assert place.build().skipped == (Skipped("bob.md", "cannot be opened: Permission denied"),)


def test_a_file_that_vanishes_while_it_is_read_is_named(place):
    def read(path, root, settings):
        if path.name == "bob.md":
            path.unlink()
        return read_text(path, root, settings)

    report = place.build(read=Readers(read, profile_of))
    assert report.skipped == (Skipped("bob.md", "cannot be read: No such file or directory"),)


def test_a_skipped_file_is_tried_again(place):
    (place.corpus / "cy.md").write_bytes(b"# Cy\0")
    assert place.build().people == 2
    patient = Readers(
        lambda path, root, settings: read_text(
            path if path.name != "cy.md" else path.with_name("bob.md"), root, settings
        ),
        profile_of,
    )
    report = place.build(read=patient)
    assert outcome(report) == (("cy.md",), (), (), ("ann.md", "bob.md"))


def test_a_person_whose_file_breaks_is_removed_and_named(place):
    place.build()
    (place.corpus / "bob.md").write_bytes(b"\0")
    report = place.build()
    assert outcome(report) == ((), (), ("bob.md",), ("ann.md",))
    assert report.skipped == (Skipped("bob.md", "It is binary."),)


@pytest.mark.parametrize("folder", ["", "jo/"])
def test_names_are_composed_and_never_collide(place, folder):
    composed, decomposed = (folder + unicodedata.normalize(form, "é.md") for form in ("NFC", "NFD"))
    place.write(decomposed, "# E\n\nmusic")
    place.build()
    assert place.open().source(composed).text == "E\n\nmusic"
    place.write(composed, "# E\n\nocean")
    assert place.build().skipped == (Skipped(decomposed, "another file has the same name"),)
    assert place.open().source(composed).text == "E\n\nocean"
    assert not place.stale()


def test_a_name_that_is_no_text_is_named(place):
    try:
        Path(os.fsdecode(os.fsencode(place.corpus) + b"/x\xff.md")).write_text("# X")
    except OSError:
        pytest.skip("this file system has no such names")
    report = place.build()
    assert report.skipped == (Skipped("x\\udcff.md", "its name is no text (not UTF-8)"),)
    assert report.added == ("ann.md", "bob.md")


def test_without_a_corpus_nothing_is_made(tmp_path):
    place = Place(tmp_path)
    with pytest.raises(CorpusError, match="is empty"):
        place.build()
    place.corpus.rmdir()
    with pytest.raises(CorpusError, match="There is no corpus folder") as error:
        place.build()
    assert error.value.hint == "Make it and put profiles in it: one file or one folder per person."
    assert list(place.index.glob("*")) in ([], [place.index / ".lock"])
    assert place.stale()


def test_when_nothing_can_be_read_the_old_index_stays(place):
    place.build()
    for name in ("ann.md", "bob.md"):
        (place.corpus / name).write_bytes(b"\0")
    with pytest.raises(CorpusError, match=r"ann\.md: It is binary\.; bob\.md: It is binary\."):
        place.build()
    assert place.open().people == ("ann.md", "bob.md")


def test_another_model_embeds_everything_again(place):
    place.build()
    place.embedder = WordEmbedder("others")
    assert place.stale()
    report = place.build()
    assert report.embedded == 3
    assert outcome(report) == ((), (), (), ("ann.md", "bob.md"))  # the people are the same; their vectors are not
    assert place.open().manifest.model == "others"


def test_another_chunk_size_cuts_again_and_embeds_what_is_new(place):
    place.write("cy.md", "# Cy\n\n" + "ocean " * 40)
    place.build()
    assert place.stale(chunk_tokens=32)
    report = place.build(chunk_tokens=32)
    assert outcome(report) == ((), ("cy.md",), (), ("ann.md", "bob.md"))
    assert [len(text.split()) for text in place.embedder.embedded] == [30, 12]


def test_another_reader_reads_again_and_embeds_only_what_is_new(place, monkeypatch):
    place.build()
    reads = []

    def read(path, root, settings):
        reads.append(path.name)
        return read_text(path, root, settings)

    place.build(read=Readers(read, profile_of))
    assert reads == []
    monkeypatch.setattr(BUILD, "reader", lambda: "another")
    assert place.stale()
    report = place.build(read=Readers(read, profile_of))
    assert (reads, report.embedded) == (["ann.md", "bob.md"], 0)
    assert not place.stale()


def test_the_reader_is_named_after_its_code():
    name = BUILD.reader()
    assert name.startswith(f"{BUILD.READER_VERSION}-")
    assert len(name) == len(f"{BUILD.READER_VERSION}-") + 12


def test_staleness(place):
    assert place.stale()
    place.build()
    assert not place.stale()
    os.utime(place.corpus / "ann.md", ns=(1, 1))
    assert not place.stale()  # another time, the same bytes
    place.write("ann.md", "# Ann\n\ngrapH\n\n## Papers\n- one")  # the same size
    assert place.stale()
    place.build()
    place.write("new.md", "# New")
    assert place.stale()
    (place.corpus / "new.md").unlink()
    assert not place.stale()
    (place.corpus / "bob.md").rename(place.corpus / "rob.md")
    assert place.stale()
    place.build()
    place.corpus.rename(place.corpus.with_name("away"))
    assert not place.stale()  # nothing to build from: what is there answers


def test_progress_counts_people_then_passages(place):
    calls = []
    place.build(progress=lambda done, total, what: calls.append((done, total, what)))
    assert calls == [
        (0, 2, "reading ann.md"),
        (1, 2, "reading bob.md"),
        (0, 3, "embedding"),
        (3, 3, "embedding"),
    ]


def test_what_was_read_is_written_while_it_is_embedded(place, monkeypatch):
    """One batch at a time: the next is read, and the people of this one are written, before its vectors are there."""
    told: list[str] = []
    read = threading.Event()
    documents, add = WordEmbedder.documents, SegmentWriter.add

    def slowly(self, texts):
        told.append("embedding")
        assert read.wait(10)
        return documents(self, texts)

    def noted(self, entry, rows):
        told.append(f"written {entry.person}")
        add(self, entry, rows)
        read.set()

    monkeypatch.setattr(WordEmbedder, "documents", slowly)
    monkeypatch.setattr(WordEmbedder, "load", lambda self: told.append("loaded"), raising=False)
    monkeypatch.setattr(SegmentWriter, "add", noted)
    place.build()
    assert told[0] == "loaded"
    assert sorted(told[1:]) == ["embedding", "written ann.md", "written bob.md"]
    index = place.open()
    assert [hit.chunk.person for hit in index.search("graph", k=1)] == ["ann.md"]


def test_a_small_corpus_is_not_read_whole_before_it_is_embedded(tmp_path, monkeypatch):
    folder, sizes = tmp_path / "corpus", []
    folder.mkdir()
    for number in range(9):
        (folder / f"p{number}.md").write_text(f"# Ann {number}\n\nocean", "utf-8")
    documents = WordEmbedder.documents
    monkeypatch.setattr(
        WordEmbedder, "documents", lambda self, texts: sizes.append(len(texts)) or documents(self, texts)
    )
    monkeypatch.setattr("qabot.index.update.FIRST", 1)
    monkeypatch.setattr("qabot.index.update.AHEAD", 4)
    build(folder, tmp_path / "index", embedder=WordEmbedder(), settings=Settings(), read=READERS)
    assert sizes == [1, 2, 4, 2]


@pytest.mark.parametrize("rows", [np.ones((3, 13), np.float32), np.full((3, 13), np.nan), np.eye(3, dtype=np.float32)])
def test_a_model_that_gives_no_unit_rows_is_refused(place, rows, monkeypatch):
    monkeypatch.setattr(WordEmbedder, "documents", lambda self, texts: rows)
    with pytest.raises(SettingsError, match=r"gave rows of shape \(3, \d+\).*expected \(3, 13\)"):
        place.build()


class LoadingEmbedder(WordEmbedder):
    """An embedder that takes a while to load."""

    def __init__(self) -> None:
        super().__init__()
        self.times = 0
        self.loaded = threading.Event()

    def load(self) -> None:
        self.times += 1
        self.loaded.set()


def test_the_model_is_loaded_while_the_first_new_file_is_read_and_not_for_files_as_before(place):
    place.embedder = embedder = LoadingEmbedder()

    def source(path, root, settings):
        assert embedder.loaded.wait(10)
        return read_text(path, root, settings)

    place.build(read=Readers(source, READERS.profile))
    os.utime(place.corpus / "bob.md", ns=(1, 1))
    assert place.build().unchanged == ("ann.md", "bob.md")
    assert embedder.times == 1


@pytest.mark.parametrize(("size", "cores", "count"), [(0, 4, 1), (200_000, 4, 2), (10**9, 4, 4), (10**9, 64, 8)])
def test_there_are_no_more_children_than_cores_and_than_the_files_need(monkeypatch, size, cores, count):
    monkeypatch.setattr(reading, "cores", lambda: cores)
    with reading._Children(size) as children:
        assert len(children._all) == count

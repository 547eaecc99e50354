"""Damage every file of an index: it is seen before any answer, the edition before answers, a build mends it.

    python faults/index_damage.py [--long] [--rows flip cut change layout opened pickle] [--without checks|looking|mending]

`flip`: one bit, in the head, the tail, anywhere. `cut`: a file ends early or is gone. `change`: a block of zeros, a
block of another file, bytes added, two files swapped, a folder or a link in its place. `layout`: the same on whole
folders, and files that are not the index's. `opened`: files are cut while a process has them open. `pickle`: nothing
that is opened runs code.
A file whose loss nobody notices is not part of what answers (the lock, what the edition before needs alone), and
damage to it must change nothing. Any other damage must be seen: opening fails, or an older edition answers and says it
is not the newest. A file of a line (a pointer) may also come through it if all is told as it was.
Short, 7 s (8 flips a file); `--long`, 5 min: 1,000 flips a file, 60 people.
Last long run, 9 files of which 5 answer: 9,000 flips, 909 cuts and 144 changes; all that mattered was seen before any
answer (four flips and three cuts in the pointer's line end changed nothing), and every damaged index was mended.
Folders away and strange files in: seen or mended. 101 cuts of files that a process had open: 63 times the edition before
answered, 38 times the newest, and all were mended. Nothing was unpickled.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, suppress
from pathlib import Path

from findings import Control, Tally, main
from place import Place, WordEmbedder, name_of, patched, placed, without_checks, without_mending

from qabot.errors import BrokenIndexError
from qabot.index import Index

QUESTION = f"What are the e-mails of {name_of(0)} and {name_of(3)}?"
LINE = 200  # bytes; no more is a file that only names another


class Harmed:
    """An index of two editions, one file of which is damaged at a time."""

    def __init__(self, place: Place, tally: Tally) -> None:
        self.place, self.tally = place, tally
        self.place.learn(1, 2, 3)
        self.place.build(1)
        self.place.build(2)
        self.saved = self.place.save()
        self.files = [path for path in self.place.files() if path.stat().st_size]
        self.needed = {path for path in self.files if self._is_needed(path)}

    def _is_needed(self, path: Path) -> bool:
        data = path.read_bytes()
        path.unlink()
        outcome = self.outcome()
        path.write_bytes(data)
        return outcome != "unseen"

    def outcome(self) -> str:
        """What comes of opening: "unseen", "seen, ..." or what none may."""
        try:
            index = Index.open(self.place.index, WordEmbedder())
            edition = self.place.edition_of(index)
        except BrokenIndexError:
            return "seen, none answers"
        except Exception as error:  # whatever it is, it is the finding
            return f"{type(error).__name__}"
        if edition == 2:
            return "unseen" if index.newest else "seen, all is there"
        if edition == 1 and not index.newest:
            return "seen, the edition before answers"
        return f"{edition} answers as if nothing were"

    def judge(self, path: Path, what: str) -> None:
        """Open what was damaged, and count what comes of it."""
        name = "".join("#" if part.isdigit() else part for part in path.name)
        outcome = self.outcome()
        is_line = path.exists() and path.is_file() and path.stat().st_size <= LINE
        may_pass = path not in self.needed or is_line
        fault = not outcome.startswith("seen") and not (outcome == "unseen" and may_pass)
        kind = "" if path in self.needed else " (a file that does not answer)"
        self.tally.saw(f"{outcome}{f', {what} of {name}' if fault else kind}", fault=fault)

    def mend(self) -> None:
        """What a visitor's next question does: the index is built again where it must be."""
        try:
            self.place.ready()
            outcome = self.outcome()
        except Exception as error:  # whatever it is, it is the finding
            outcome = type(error).__name__
        self.tally.saw("mended" if outcome == "unseen" else f"{outcome} after mending", fault=outcome != "unseen")

    def restore(self) -> None:
        """The index as it was."""
        self.place.put_back(self.saved)


def _harmed(long: bool, damages: Callable[[Harmed, Path, bytes], Iterator[str]]) -> Tally:
    """Damage each file in each way. `damages` harms it, says how, and is resumed when it has been judged."""
    tally = Tally()
    with placed(long, 60 if long else 12) as place:
        harmed = Harmed(place, tally)
        for path in harmed.files:
            data, times = path.read_bytes(), path.stat()
            for number, what in enumerate(damages(harmed, path, data)):
                if path.is_file() and not path.is_symlink():  # as where a disk loses bits
                    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
                harmed.judge(path, what)
                if number == 0 and path in harmed.needed and (long or damages.__name__ == "cuts"):
                    harmed.mend()
                    harmed.restore()
                else:
                    _away(path)
                    path.write_bytes(data)
        tally.notes.append(f"{len(harmed.files)} files, {len(harmed.needed)} of them answer")
    return tally


def flip(long: bool) -> Tally:
    """Turn one bit over."""
    chance = random.Random(3)

    def flips(harmed: Harmed, path: Path, data: bytes) -> Iterator[str]:
        bits = len(data) * 8
        places = [0, 7, bits // 2, bits - 1, *(chance.randrange(bits) for _ in range(996 if long else 4))]
        for bit in places:
            harm = bytearray(data)
            harm[bit // 8] ^= 1 << bit % 8
            path.write_bytes(harm)
            yield "a flipped bit"

    return _harmed(long, flips)


def cut(long: bool) -> Tally:
    """End a file early, or take it away."""
    chance = random.Random(4)

    def cuts(harmed: Harmed, path: Path, data: bytes) -> Iterator[str]:
        path.unlink()
        yield "the loss"
        lengths = [
            0,
            1,
            len(data) // 2,
            len(data) - 1,
            *(chance.randrange(len(data)) for _ in range(96 if long else 2)),
        ]
        for length in lengths:
            path.write_bytes(data[:length])
            yield "a cut"

    return _harmed(long, cuts)


def change(long: bool) -> Tally:
    """Put something else in the place of a file or a part of it."""

    def changes(harmed: Harmed, path: Path, data: bytes) -> Iterator[str]:
        begin = len(data) // 3
        block = min(4096, max(1, len(data) // 4))
        for what, harm in (
            ("zeros", data[:begin] + bytes(block) + data[begin + block :]),
            ("a longer end", data + b"\0" * 512),
            ("a repeated block", data[:begin] + data[:block] + data[begin + block :]),
            ("a file of zeros", bytes(len(data))),
        ):
            if harm != data:
                path.write_bytes(harm)
                yield what
        for other in harmed.files:
            if other != path and (put := other.read_bytes()) != data:
                path.write_bytes(put)
                yield "another file"
                if not long:
                    break
        path.unlink()
        path.mkdir()
        yield "a folder"
        for target in ("/dev/null", "/nowhere", path.name):
            _away(path)
            path.symlink_to(target)
            yield "a link"

    return _harmed(long, changes)


def _away(path: Path) -> None:
    with suppress(FileNotFoundError):
        shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()


def layout(long: bool) -> Tally:
    """Take folders away, and put in what is not of the index."""
    tally = Tally()
    with placed(long, 60 if long else 12) as place:
        harmed = Harmed(place, tally)
        index = harmed.place.index
        folders = [path for path in sorted(index.rglob("*")) if path.is_dir()]
        for path in folders:
            shutil.rmtree(path)
            harmed.tally.saw(outcome := harmed.outcome(), fault=not outcome.startswith("seen") and outcome != "unseen")
            harmed.mend()
            harmed.restore()
        for name in ("README.md", ".new-dead", "0" * 64, "x" * 255, "store.sqlite-journal", "store.sqlite-wal"):
            for at in (index, *folders):
                (at / name).write_bytes(b"not of the index")
            harmed.tally.saw(f"{harmed.outcome()} with strange files", fault=harmed.outcome() != "unseen")
            harmed.place.build(3)
            harmed.tally.saw("a build comes through", fault=harmed.place.answers() != 3)
            harmed.restore()
            harmed.place.write(2)
        shutil.rmtree(index)
        harmed.tally.saw(harmed.outcome(), fault=harmed.outcome() != "seen, none answers")
        harmed.mend()
    return tally


def opened(long: bool) -> Tally:
    """Cut each file while a process has the index open: it asks on, from what is whole or not at all, and is mended."""
    tally = Tally()
    with placed(long, 60 if long else 12) as place:
        harmed = Harmed(place, tally)
        place.bot().ask(QUESTION)  # what loads late is loaded
        for path in sorted(harmed.needed):
            size = path.stat().st_size
            for length in {0, size // 2, *(range(0, size, size // 20 + 1) if long else ())}:
                child = os.fork()
                if not child:
                    os._exit(_asking_on(place, path, length))
                ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
                told = ENDS[ended] if 0 <= ended < len(ENDS) else f"the process ended by {ended}"
                tally.saw(
                    f"{told}{', cut ' + path.name if ended > 2 or ended < 0 else ''}", fault=ended > 2 or ended < 0
                )
                harmed.restore()
                place.write(2)
    return tally


ENDS = (
    "the newest answers on", "the edition before answers", "refused, as the package tells",
    "answers as if nothing were", "an error that is not the package's own", "not mended",
)  # fmt: skip


def _asking_on(place: Place, path: Path, length: int) -> int:
    """What becomes of a process that has the index open when a file of it is cut: which of `ENDS`."""
    try:
        bot = place.bot()
        bot.ask(QUESTION)
        os.truncate(path, length)
        try:
            answer = bot.ask(QUESTION)
            edition = place.edition_of(bot._answerer.index)
            end = {2: 0, 1: 1}.get(edition, 3) if f"@edition-{edition}." in answer.text else 3
        except BrokenIndexError:
            end = 2
        place.build(3)
        return end if "@edition-3." in bot.ask(QUESTION).text else 5
    except Exception as error:  # whatever it is, it is the finding
        os.write(2, f"{type(error).__name__}: {error}\n".encode())
        return 4


def pickle(long: bool) -> Tally:
    """Open and ask with a guard that ends the process where anything is unpickled, or a program or network is used."""
    tally = Tally()
    with placed(long) as place:
        place.build(1)
        place.build(2)
        code = f"""
import sys
sys.path[:0] = {[str(Path(__file__).parent), *sys.path]!r}
from pathlib import Path
import faiss, numpy, sqlite3
from place import Place, name_of, placed
place = Place(Path({str(place.folder)!r}))
place.bot().ask("Which profiles do you know?")  # what loads late is loaded
def guard(event, arguments):
    if event in ("pickle.find_class", "marshal.loads", "subprocess.Popen", "os.system", "os.exec", "socket.connect"):
        print(event, arguments)
        raise SystemExit(event)
    if event == "open" and isinstance(arguments[0], str) and {str(place.index)!r} in arguments[0]:
        if arguments[1] and set(arguments[1]) & set("wax+") and not arguments[0].endswith(".lock"):
            print("written to", arguments[0])
            raise SystemExit("written")
sys.addaudithook(guard)
if {long!r} == "control":
    import io, pickle
    pickle.loads(pickle.dumps(io.BytesIO))
answer = place.bot().ask(f"What is {{name_of(0)}}'s e-mail?")
assert "edition-2.edu" in answer.text, answer.text
print("clean")
"""
        for mode in (False, "control"):
            done = subprocess.run(  # noqa: S603
                [sys.executable, "-c", code.replace(f"if {long!r} ==", f"if {mode!r} ==")],
                capture_output=True,
                text=True,
            )
            if mode:
                seen = "pickle.find_class" in done.stdout
                tally.saw("the guard sees a pickle" if seen else "the guard sees no pickle", fault=not seen)
            else:
                last = (done.stdout or done.stderr).strip().split("\n")[-1]
                tally.saw("opened and asked, nothing unpickled" if last == "clean" else last, fault=last != "clean")
        heads = [
            path.name for path in place.files() if path.read_bytes()[:2] in (b"\x80\x03", b"\x80\x04", b"\x80\x05")
        ]
        tally.saw("no file begins as a pickle does", fault=bool(heads))
        loose = [path.name for path in (place.index, *place.files()) if path.stat().st_mode & 0o077 and path.is_dir()]
        tally.saw("the folder is its owner's alone", fault=bool(loose))
    return tally


def without_looking() -> AbstractContextManager[None]:
    """Whether the open files are as long as they were is not looked at."""
    return patched((Index, "is_whole", lambda index: True))


ROWS = {"flip": flip, "cut": cut, "change": change, "layout": layout, "opened": opened, "pickle": pickle}
UNSEEN = "answers as if nothing were|unseen, "
CONTROLS = {
    "checks": Control(without_checks, {"flip": UNSEEN, "cut": UNSEEN, "change": UNSEEN}),
    "looking": Control(without_looking, {"opened": "the process ended by -|as if nothing were|an error"}),
    "mending": Control(without_mending, {"cut": "after mending", "layout": "after mending"}),
}  # `pickle` unpickles something itself

if __name__ == "__main__":
    sys.exit(main(__doc__ or "", ROWS, CONTROLS))

"""What visitors think of answers: one line of JSON each, on this machine, without the rest of the conversation."""

from __future__ import annotations

import datetime
import errno
import json
import os
import threading
from pathlib import Path

from qabot.answers.answer import Answer

FILE = "feedback.jsonl"
VERDICTS = ("helpful", "wrong", "citation")
MOST = 50_000_000  # bytes of the file: nobody can fill the disk with verdicts
_LONGEST, _CITED = 20_000, 100  # characters of an answer, citations of one
_lock = threading.Lock()


def note(folder: Path, verdict: str, asked: str, answer: Answer, number: int = 0) -> None:
    """Add a line: the verdict, the question, its answer, and the citations; of a wrong citation that one alone.

    `number` is the citation's, 0 for the answer as a whole. The folder is made where it is missing. Raises OSError when
    the line cannot be written, or the file is full.
    """
    cited = [citation for citation in answer.citations if number in (0, citation.number)][:_CITED]
    row = {
        "at": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
        "verdict": verdict,
        "question": asked[:_LONGEST],
        "understood": answer.question[:_LONGEST],
        "status": answer.status,
        "answer": answer.text[:_LONGEST],
        "citations": [
            {"number": c.number, "source": c.source, "start": c.start, "end": c.end, "snippet": c.snippet[:_LONGEST]}
            for c in cited
        ],
    }
    with _lock:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with (folder / FILE).open("a", encoding="utf-8") as file:
            if file.tell() > MOST:
                raise OSError(errno.EFBIG, os.strerror(errno.EFBIG))
            file.write(json.dumps(row, ensure_ascii=False) + "\n")

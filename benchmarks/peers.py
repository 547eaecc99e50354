"""The pipelines that qabot is measured against, each run in a process of its own, by the interpreter that has them.

They are written as their own tutorials write them. Nothing of qabot is imported here: a peer may live in another
environment.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

SIZE, SHARED = 500, 50  # characters of a piece, and how many of them the next one repeats
NEAREST = 4


def _pieces(corpus: str):
    from langchain_core.documents import Document
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    paths = sorted(path for path in Path(corpus).rglob("*") if path.is_file())
    documents = [Document(path.read_text("utf-8"), metadata={"source": path.name}) for path in paths]
    return RecursiveCharacterTextSplitter(chunk_size=SIZE, chunk_overlap=SHARED).split_documents(documents)


def langchain_build(model: str, corpus: str, index: str) -> None:
    """LangChain: split, embed, FAISS, saved."""
    from langchain_community.vectorstores import FAISS
    from langchain_huggingface import HuggingFaceEmbeddings

    pieces = _pieces(corpus)
    FAISS.from_documents(pieces, HuggingFaceEmbeddings(model_name=model)).save_local(index)
    print(len(pieces))


def langchain_ask(model: str, index: str, question: str) -> None:
    """LangChain: the nearest pieces, from the index on disk."""
    from langchain_community.vectorstores import FAISS
    from langchain_huggingface import HuggingFaceEmbeddings

    store = FAISS.load_local(index, HuggingFaceEmbeddings(model_name=model), allow_dangerous_deserialization=True)
    print("\n".join(piece.page_content for piece in store.similarity_search(question, k=NEAREST)))


def chroma_build(model: str, corpus: str, index: str) -> None:
    """Chroma with its default embedding (ONNX); `model` is the folder that holds `onnx/model.onnx`, "" for its own."""
    import chromadb
    from chromadb.utils.embedding_functions.onnx_mini_lm_l6_v2 import ONNXMiniLM_L6_V2

    if model:
        ONNXMiniLM_L6_V2.DOWNLOAD_PATH = Path(model)
    texts = [text for path in sorted(Path(corpus).iterdir()) for text in _cut(path.read_text("utf-8"))]
    client = chromadb.PersistentClient(path=index, settings=chromadb.Settings(anonymized_telemetry=False))
    collection = client.create_collection("profiles", embedding_function=ONNXMiniLM_L6_V2())
    for start in range(0, len(texts), 1000):
        part = texts[start : start + 1000]
        collection.add(documents=part, ids=[str(start + number) for number in range(len(part))])
    print(len(texts))


def _cut(text: str) -> list[str]:
    """Pieces of about `SIZE` characters, cut at line ends where there are some."""
    pieces, start = [], 0
    while start < len(text):
        end = start + SIZE
        if end < len(text):
            line = text.rfind("\n", start + SIZE // 2, end)
            end = line + 1 if line > 0 else end
        pieces.append(text[start:end])
        start = end if end >= len(text) else max(end - SHARED, start + 1)
    return [piece for piece in pieces if piece.strip()]


def langchain_search(model: str, texts: str, vectors: str, kind: str) -> None:
    """LangChain's retrievers over given texts and vectors: reads questions from standard input, one JSON string a line.

    For each it writes a line: seconds of wall and CPU time and the texts found. `kind` is "dense" or "hybrid".
    """
    import numpy as np
    from langchain_community.vectorstores import FAISS
    from langchain_huggingface import HuggingFaceEmbeddings

    chunks, rows = json.loads(Path(texts).read_text("utf-8")), np.load(vectors)
    pairs = [(text, row.tolist()) for text, row in zip(chunks, rows, strict=True)]
    store = FAISS.from_embeddings(pairs, HuggingFaceEmbeddings(model_name=model))
    retriever = store.as_retriever(search_kwargs={"k": 8})
    if kind == "hybrid":
        from langchain_classic.retrievers import EnsembleRetriever
        from langchain_community.retrievers import BM25Retriever

        words = BM25Retriever.from_texts(chunks)
        words.k = 8
        retriever = EnsembleRetriever(retrievers=[words, retriever], weights=[0.5, 0.5])
    _serve(lambda question: [found.page_content for found in retriever.invoke(question)])


def _serve(search: Callable[[str], list[str]]) -> None:
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    for line in sys.stdin:
        wall, cpu = time.perf_counter(), time.process_time()
        found = search(json.loads(line))
        took = time.perf_counter() - wall, time.process_time() - cpu
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
        sys.stdout.write(json.dumps([*took, peak, found]) + "\n")
        sys.stdout.flush()


PEERS = {
    peer.__name__: peer for peer in (langchain_build, langchain_ask, langchain_search, chroma_build)
}  # fmt: skip

if __name__ == "__main__":
    os.environ.setdefault("ANONYMIZED_TELEMETRY", "False")
    PEERS[sys.argv[1]](*sys.argv[2:])

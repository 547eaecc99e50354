"""`ProfileRetriever`: an `Index` for code that speaks LangChain."""

from __future__ import annotations

from collections.abc import Sequence

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from qabot.index.index import Index


class ProfileRetriever(BaseRetriever):
    """Finds passages of profiles. A document's metadata say whose they are and where they stand in the clean text."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    index: Index
    k: int = 8
    people: Sequence[str] = ()  # ids; none means everyone
    sections: Sequence[str] = ()  # kinds; none means all

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        hits = self.index.search(query, k=self.k, people=self.people, sections=self.sections)
        return [
            Document(
                id=f"{hit.chunk.source}:{hit.chunk.start}-{hit.chunk.end}",
                page_content=hit.chunk.text,
                metadata={
                    "source": hit.chunk.source,
                    "start_index": hit.chunk.start,
                    "end_index": hit.chunk.end,
                    "person": hit.chunk.person,
                    "name": hit.chunk.name,
                    "section": hit.chunk.section,
                    "score": hit.score,
                },
            )
            for hit in hits
        ]

"""Many documents: shared passages and copies in a corpus that need not fit into memory, worked out in a folder."""

from twosource.run.corpus.folder import WrongFolder
from twosource.run.corpus.lookup import Lookup, look_up
from twosource.run.corpus.tracing import CorpusTrace, Options, share_corpus, trace_corpus

__all__ = ["CorpusTrace", "Lookup", "Options", "WrongFolder", "look_up", "share_corpus", "trace_corpus"]

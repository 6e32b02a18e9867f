"""Questions in SQL from people whom nobody knows, answered by processes that are ended when they take too much."""

from pipeline.edges.questions.bounds import PUBLIC, Bounds, tame
from pipeline.edges.questions.pool import Answerers, NobodyFree, TookTooLong
from pipeline.edges.questions.records import Answer, Question

__all__ = ["PUBLIC", "Answer", "Answerers", "Bounds", "NobodyFree", "Question", "TookTooLong", "tame"]

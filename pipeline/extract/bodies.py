"""Words that name a body that meets."""

from __future__ import annotations

import re
from functools import cache

from pipeline.edges.codes import codes


@cache
def body_words() -> re.Pattern[str]:
    """Finds a word that ends, or is, the name of a body that meets (`Committee`, `Cabinet`)."""
    return re.compile(rf"\b(?:{'|'.join(codes('meetings')['bodies'])})\b", re.I)

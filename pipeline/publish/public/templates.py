"""Datasette's templates under a strict policy: their own scripts and styles bear a number, and nothing has a style of its own."""

from __future__ import annotations

import re

from jinja2 import Environment
from jinja2.ext import Extension

_OPENING = re.compile(r"<(script|style)(?=[\s>])")
_STYLE = re.compile(r'\sstyle="(?:\{\{.*?\}\}|\{%.*?%\}|[^"{])*"', re.DOTALL)


class Strict(Extension):
    """Changes the sources of templates before they are filled in, so that what is filled in never gets a number."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """The source of a template with a number on every script and style that is written in it, and without attributes of style."""
        return _STYLE.sub("", _OPENING.sub(r'<\1 nonce="{{ nonce_placeholder }}"', source))


def make_strict(env: Environment, placeholder: str) -> None:
    """Have an environment give `placeholder` as the number, for the door to put the true one in its place."""
    env.add_extension(Strict)
    env.globals["nonce_placeholder"] = placeholder

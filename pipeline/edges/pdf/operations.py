"""The operations of a content stream: each operator with the operands before it, as bytes.

Content streams are read an operation at a time with one pattern, which is what makes reading them fast. What the pattern does not
know (brackets three deep in a string, arrays in arrays, comments, stray brackets) is read token by token and then written plainly.
"""

from __future__ import annotations

import re
from binascii import unhexlify
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from operator import itemgetter

# Written out, white space is one look at a table; `\s` is not. What is plain comes first, what is seldom is tried where the plain ends.
WHITE = rb" \t\n\r\f\v\0"
STRING = rb"\([^()\\]*+(?:\)|(?:[^()\\]++|\\.|\((?:[^()\\]++|\\.)*+\))*+\))"
HEX = rb"<[0-9A-Fa-f" + WHITE + rb"]*+>"
NAME = rb"/[^" + WHITE + rb"()<>\[\]{}/%]*+"
NUMBERS = rb"[-+.0-9" + WHITE + rb"]*+"
ARRAY = rb"\[[^\[\]()<>%]*+(?:(?:" + STRING + rb"|" + HEX + rb")[^\[\]()<>%]*+)*+\]"
FLAT_DICTIONARY = rb"<<(?:[^<>()%]++|" + STRING + rb"|" + HEX + rb")*+>>"
DICTIONARY = rb"<<(?:[^<>()%]++|" + STRING + rb"|" + HEX + rb"|" + FLAT_DICTIONARY + rb")*+>>"
OPERANDS = NUMBERS + rb"(?:(?:" + rb"|".join((NAME, ARRAY, STRING, HEX, DICTIONARY)) + rb")" + NUMBERS + rb")*+"
OPERATOR = rb"[A-Za-z][^" + WHITE + rb"()<>\[\]{}/%#]*+|['\"]"

OPERATION = re.compile(rb"(" + OPERANDS + rb")(" + OPERATOR + rb"|.|\Z)", re.DOTALL)
"""An operation, or operands and the odd character behind them, which no operator begins with; at the end perhaps operands alone."""
ODD = frozenset(bytes((code,)) for code in range(256) if not chr(code).isascii() or not (chr(code).isalpha() or chr(code) in "'\""))
NOT_PLAIN = ODD | {b"BI"}
OPERATOR_OF = itemgetter(1)
TOKEN = re.compile(
    rb"(?P<number>[-+]?(?:\d+\.?\d*|\.\d+))|(?P<string>\()|<(?P<hex>[^<>]*)>|(?P<name>/[^\s\0()<>\[\]{}/%]*)|(?P<bracket><<|>>|\[|\])|"
    rb"(?P<other>%[^\r\n]*|.)",
    re.DOTALL,
)
BRACKETS = re.compile(rb"\\.|[()]", re.DOTALL)
DELIMITERS = re.compile(rb"<<|>>|[\[\](]|<[^<>]*>|%[^\r\n]*", re.DOTALL)
LONGEST_KNOT = 65536
READ_AT_ONCE = 1_000_000

PASSED_OVER = frozenset(b"BDC BMC BX CS d d0 d1 DP EI EMC ET EX false G i ID j J K M MP null RG ri SC SCN true w".split())

ESCAPE = re.compile(rb"\\(?:([0-7]{1,3})|(\r\n|\r|\n)|(.)|\Z)", re.DOTALL)
ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
NAME_CODE = re.compile(rb"#([0-9A-Fa-f]{0,2})")
NOT_HEX = bytes(code for code in range(256) if code not in b"0123456789abcdefABCDEF")

IMAGE_START = re.compile(rb"ID(?=[\s\0])(?<=[\s\0\])>]ID)")
LONGEST_ENTRIES = 4096
IMAGE_END = re.compile(rb"EI(?=[\s\0]|\Z)")
IMAGE_END_ASCII = re.compile(rb"~>[\s\0]*+(?:EI(?=[\s\0]|\Z))?")
IMAGE_IN_ASCII = re.compile(rb"/(?:A85|ASCII85Decode)\b")


def read_operations(data: bytes) -> Iterable[tuple[bytes, bytes]]:
    """Every operation of a content stream in order, as `(operands, operator)`.

    An inline image is one operation `BI` whose operands are the entries of its dictionary.
    """
    if len(data) >= READ_AT_ONCE:
        return _read_carefully(data, 0)
    found = OPERATION.findall(data)
    while found and not found[-1][1]:
        found.pop()
    if NOT_PLAIN.isdisjoint(map(OPERATOR_OF, found)):
        return found
    plain = next(number for number, (_, operator) in enumerate(found) if operator in NOT_PLAIN)
    return chain(found[:plain], _read_carefully(data, plain))


def _read_carefully(data: bytes, done: int) -> Iterator[tuple[bytes, bytes]]:
    """The operations behind the first `done` ones, whatever stands between them."""
    held: list[bytes] = []
    first = next(islice(OPERATION.finditer(data), done, None), None)
    position = first.start() if first else len(data)
    unclosed = 0
    while position < len(data):
        for match in OPERATION.finditer(data, position):
            operands, operator = match.groups()
            if operator == b"BI":
                entries, position = _read_inline_image(data, match.end())
                yield entries, operator
                break
            if operator and operator not in ODD:
                if held:
                    operands = write_plainly(b"".join((*held, operands)))
                    held.clear()
                yield operands, operator
            elif operator:
                if operands:
                    held.append(operands)
                knot, position = _read_knot(data, match.start(2), unclosed)
                if knot:
                    held.append(knot)
                elif operator in b"[<":
                    unclosed = max(unclosed, match.start(2) + LONGEST_KNOT)
                break
            else:
                return


def read_numbers(operands: bytes, count: int) -> list[float]:
    """The last `count` operands as numbers. Raises ValueError when there are fewer, or when one of them is no number."""
    parts = operands.split()
    numbers = list(map(float, parts if len(parts) == count else parts[-count:]))
    if len(numbers) < count:
        raise ValueError(f"{count} numbers wanted, {operands!r} found")
    return numbers


def read_string(literal: bytes) -> bytes:
    """The bytes that a string in round brackets stands for, given what is between its brackets."""
    return ESCAPE.sub(_unescape, literal) if b"\\" in literal else literal


def read_hex(digits: bytes) -> bytes:
    """The bytes that a string in angle brackets stands for; a last digit alone counts as itself, as pdfminer has it."""
    try:
        return unhexlify(digits)
    except ValueError:
        digits = digits.translate(None, NOT_HEX)
    if len(digits) & 1:
        digits = digits[:-1] + b"0" + digits[-1:]
    return bytes.fromhex(digits.decode("ascii"))


def read_name(name: bytes) -> str:
    """A name, given without its slash, as pdfminer spells the keys of dictionaries."""
    if b"#" in name:
        name = NAME_CODE.sub(lambda match: bytes((int(match[1], 16),)) if match[1] else b"", name)
    try:
        return name.decode("utf-8")
    except UnicodeDecodeError:
        return str(name)


def write_plainly(operands: bytes) -> bytes:
    """The same operands with every string in hex, one space apart, arrays flat, and without dictionaries, comments and strays."""
    written: list[bytes] = []
    depth = dictionaries = 0
    for kind, token in read_tokens(operands):
        if kind == "bracket":
            opens = token in (b"[", b"<<")
            step = 1 if opens else -1
            if token in (b"<<", b">>"):
                dictionaries = max(0, dictionaries + step)
            elif not dictionaries:
                if (opens and depth == 0) or (not opens and depth == 1):
                    written.append(token)
                depth = max(0, depth + step)
        elif not dictionaries:
            written.append(b"<" + token.hex().encode() + b">" if kind == "string" else token)
    return b" ".join(written)


def read_tokens(operands: bytes) -> Iterator[tuple[str, bytes]]:
    """The tokens of some operands as `(kind, token)`: numbers and names as written, strings as the bytes that they stand for, brackets."""
    position = 0
    while match := TOKEN.match(operands, position):
        position = match.end()
        kind = match.lastgroup
        if kind == "string":
            position = _string_end(operands, match.start())
            yield kind, read_string(operands[match.end() : position - 1])
        elif kind == "hex":
            yield "string", read_hex(match["hex"])
        elif kind is not None and kind != "other":
            yield kind, match[0]


def _unescape(match: re.Match[bytes]) -> bytes:
    octal, line_end, other = match.groups()
    if octal:
        return bytes((int(octal, 8) & 255,))
    if line_end or not other:
        return b""
    return ESCAPED.get(other, other)


def _string_end(data: bytes, start: int) -> int:
    """Where the string that opens at `start` ends: behind its last bracket, or at the end of the data."""
    depth = 0
    for match in BRACKETS.finditer(data, start):
        if match[0] == b"(":
            depth += 1
        elif match[0] == b")":
            depth -= 1
            if depth == 0:
                return match.end()
    return len(data)


def _read_knot(data: bytes, start: int, unclosed: int) -> tuple[bytes, int]:
    """What the pattern could not read at `start`, empty when it means nothing, and where to read on.

    Before `unclosed`, brackets are known to be strays: looking for the end of each of very many would take for ever.
    """
    first = data[start : start + 1]
    if first == b"(":
        end = _string_end(data, start)
        return data[start:end], end
    if first in b"[<" and start >= unclosed:
        if first == b"[" or data.startswith(b"<<", start):
            end = _bracket_end(data, start)
        else:
            end = data.find(b">", start, start + LONGEST_KNOT) + 1
        return (data[start:end], end) if end else (b"", start + 1)
    if first == b"%":
        match = TOKEN.match(data, start)
        return b" ", match.end() if match else len(data)
    return b"", start + 1


def _bracket_end(data: bytes, start: int) -> int:
    """Where the array or dictionary that opens at `start` ends; 0 when it never does."""
    depth = 0
    position = start
    limit = start + LONGEST_KNOT
    while match := DELIMITERS.search(data, position, limit):
        position = match.end()
        token = match[0]
        if token == b"(":
            position = _string_end(data, match.start())
        elif token in (b"[", b"<<"):
            depth += 1
        elif token in (b"]", b">>"):
            depth -= 1
            if depth == 0:
                return position
    return 0


def _read_inline_image(data: bytes, start: int) -> tuple[bytes, int]:
    """The dictionary entries of the inline image whose `BI` ends at `start`, and where to read on behind its `EI`."""
    begin = IMAGE_START.search(data, start, start + LONGEST_ENTRIES)
    if begin is None:
        return b"", start
    entries = data[start : begin.start()]
    pattern = IMAGE_END_ASCII if IMAGE_IN_ASCII.search(entries) else IMAGE_END
    end = pattern.search(data, begin.end())
    return entries, end.end() if end else len(data)

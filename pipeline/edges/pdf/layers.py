"""Layers of a PDF (optional content): which of them are switched off, and whether something stands on one of those."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from pdfminer.pdftypes import PDFObjRef, dict_value, list_value, resolve1
from pdfminer.psparser import literal_name

MOST_LAYERS = 1000


def layers_off(catalog: dict[str, Any]) -> frozenset[int]:
    """The object numbers of the layers that are not shown when the document is opened; none when it says nothing sensible of layers."""
    with suppress(Exception):
        if "OCProperties" not in catalog:
            return frozenset()
        layers = dict_value(catalog["OCProperties"])
        usual = dict_value(layers.get("D"))
        off = _numbers(usual.get("OFF"))
        if "BaseState" in usual and literal_name(resolve1(usual["BaseState"])) == "OFF":
            off = _numbers(layers.get("OCGs")) - _numbers(usual.get("ON"))
        return frozenset(off)
    return frozenset()


def is_off(group: Any, off: frozenset[int]) -> bool:
    """Whether a layer, or a group of layers of which one would be enough, is switched off."""
    if isinstance(group, PDFObjRef) and group.objid in off:
        return True
    members = resolve1(group)
    if not isinstance(members, dict) or "OCGs" not in members:
        return False
    layers = members["OCGs"]
    found = resolve1(layers)
    every = found if isinstance(found, list) else [layers]
    return bool(every) and all(isinstance(layer, PDFObjRef) and layer.objid in off for layer in every)


def _numbers(layers: Any) -> set[int]:
    return {layer.objid for layer in list_value(layers)[:MOST_LAYERS] if isinstance(layer, PDFObjRef)} if layers is not None else set()

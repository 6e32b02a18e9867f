"""The index over the databases of several councils: its shape, its rows, and which databases it is over."""

from pipeline.edges.federation.index import Brought, Index
from pipeline.edges.federation.shape import is_federation
from pipeline.edges.federation.shards import LIST, Shard, read_shards, write_shards

__all__ = ["LIST", "Brought", "Index", "Shard", "is_federation", "read_shards", "write_shards"]

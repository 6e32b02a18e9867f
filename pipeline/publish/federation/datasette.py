"""The one Datasette that serves the index and every council's database."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from datasette.app import Datasette
from datasette.url_builder import Urls
from datasette.utils import PrefixedUrlString

from pipeline.publish.site.within import below, within


class FederatedUrls(Urls):  # type: ignore[misc]
    """Addresses as they are below the name of the database that the request is about."""

    def path(self, path: Any, format: str | None = None) -> Any:
        """An address of ours; whatever is made of it leads to pages of the same council."""
        if not isinstance(path, PrefixedUrlString):
            path = below(within.get(), str(path))
        return super().path(path, format)

    def instance(self, format: str | None = None) -> Any:
        """The first page: of the council, else of all."""
        name = within.get()
        return self.path(f"/{name}/-/", format) if name else super().instance(format)


class FederatedDatasette(Datasette):  # type: ignore[misc]
    """Datasette with the index as its first database; those of the councils are opened when somebody asks for them.

    `councils` are the names of the councils by the names of their databases.
    """

    def __init__(self, *arguments: Any, councils: Mapping[str, str], **more: Any) -> None:
        self.councils = dict(councils)
        self._shards: dict[str, Any] = {}
        super().__init__(*arguments, **more)

    def add_shards(self, shards: Mapping[str, Any]) -> None:
        """Serve these databases too, once Datasette has started: at its start it counts the tables of those that it has."""
        for name, shard in shards.items():
            shard.name = shard.route = name
        self._shards = dict(shards)

    @property
    def index(self) -> Any:
        """The database at the root."""
        return super().get_database()

    @property
    def urls(self) -> FederatedUrls:
        """What makes addresses."""
        return FederatedUrls(self)

    def get_database(self, name: str | None = None, route: str | None = None) -> Any:
        """A database by its name or by its place in addresses; without either, the one that the request is about."""
        if route is not None and route in self._shards:
            return self._shards[route]
        return super().get_database(name or (within.get() if route is None else None), route)

    def metadata(self, key: str | None = None, database: str | None = None, table: str | None = None, fallback: bool = True) -> Any:
        """What Datasette knows about databases; below the name of a council, the site is called after it."""
        found = super().metadata(key, database, table, fallback)
        name = within.get()
        if key is None and database is None and name:
            return {**found, "title": self.councils.get(name, name)}
        return found

    def absolute_url(self, request: Any, path: Any) -> str:
        """An address with scheme and host."""
        return str(super().absolute_url(request, below(within.get(), str(path))))

    async def refresh_schemas(self) -> None:
        """Nothing: Datasette would look at every table of every database, and only its own list of them needs that."""

    async def invoke_startup(self) -> None:
        """Start Datasette, and let it know the councils' databases."""
        await super().invoke_startup()
        self.databases: dict[str, Any] = {**self.databases, **self._shards}

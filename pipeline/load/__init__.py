"""Stage 6: from the records of the earlier stages to rows of the database's tables. Nothing here opens the database."""

from pipeline.load.links import link_rows
from pipeline.load.rows import rows_of

__all__ = ["link_rows", "rows_of"]

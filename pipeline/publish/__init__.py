"""Stage 7: what Datasette is told about the database, how it is run, and the data dictionary."""

from pipeline.publish.dictionary import data_dictionary
from pipeline.publish.metadata import metadata
from pipeline.publish.serving import serve_arguments

__all__ = ["data_dictionary", "metadata", "serve_arguments"]

"""The outside world, one module each: the only places that open files, read PDFs, or speak to a database."""

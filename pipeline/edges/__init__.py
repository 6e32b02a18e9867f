"""The outside world, a module each and a room for PDFs: the only places that open files, read PDFs, or speak to a database."""

"""The outside world, one module each (PDFs have a room of their own): the only places that open files, read PDFs, or speak to a database."""

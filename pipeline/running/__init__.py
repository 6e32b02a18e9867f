"""A run from the corpus to the database. `run` has the order of things, `report` is what a person sees of it.

`plan` says what has to be done, `crews` who does it, `work` does it on one document, `loading` brings the documents into the database.
"""

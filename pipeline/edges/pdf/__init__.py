"""The page core: a PDF opened and mended (`document`), its pages' contents interpreted into letters, lines and pictures (`content`).

`stock` is the way by pdfplumber for pages that the core refuses.
"""

"""Pages on which councils publish meetings: what they say and where they lead. Nothing here asks for a page or writes a file."""

"""What the other commands do with papers and databases, a module each: from their arguments to what is said of it at the end."""

"""What others subscribe to: Atom feeds of searches and registers, calendars of meetings and deadlines, and the feed of changes."""

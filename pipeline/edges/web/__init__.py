"""The web, politely: one request at a time, as robots.txt allows, to public addresses only."""

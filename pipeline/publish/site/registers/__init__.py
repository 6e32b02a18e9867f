"""The registers as pages: actions, resolutions and attendance with their filters, as tables, files and charts."""

"""The face in a browser's tab: what a page says comes in as JSON, and what it shows goes out as JSON."""

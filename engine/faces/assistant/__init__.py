"""The desk as tools for an assistant (Model Context Protocol)."""

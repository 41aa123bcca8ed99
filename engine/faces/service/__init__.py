"""The service: the desk over HTTP, for programs. It keeps nothing, and no fact of a case is ever logged."""

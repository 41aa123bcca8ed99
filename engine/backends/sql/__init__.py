"""The backend for many cases at once: a question as SQL, in no particular dialect."""

"""The typed form: what a unit means once every name is resolved, every expression typed and every citation found."""

"""What a sound program says that a careful lawyer would ask about: each point shown on the program itself."""

"""The formats, a file each: found by name, imported when one is asked for."""

"""The formats, one file each; the file is named as its format, and declares it as `FORMAT`."""

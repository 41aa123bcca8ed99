"""The library of compiled documents, and each edition of one as a knowledge base that can be asked."""

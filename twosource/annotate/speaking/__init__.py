"""Who speaks: the document as it is read for its speakers, and one module for each way in which they are told."""

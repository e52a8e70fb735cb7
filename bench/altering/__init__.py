"""Words put in the place of others so that a text says something else: each module knows one kind of words."""

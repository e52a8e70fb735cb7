"""How many sources really say so?"""

__version__ = "0.1.0"

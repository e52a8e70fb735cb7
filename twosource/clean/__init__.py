"""From captures to articles: decoded, mended, freed of page furniture, with facts that say where they were found."""

from twosource.clean.cleaning import as_given, clean, with_language, without
from twosource.clean.overrule import FIELDS, find_sidecar, parse_setting, settings_beside

__all__ = [
    "FIELDS", "as_given", "clean", "find_sidecar", "parse_setting", "settings_beside", "with_language", "without",
]  # fmt: skip

"""The keys by which a state of attendance is typed: letters of both languages, and digits."""

LETTERS = {
    "ar": {"present": "ح", "late": "ت", "absent": "غ", "excused": "ع", "exempt": "م"},
    "en": {"present": "P", "late": "L", "absent": "A", "excused": "E", "exempt": "X"},
}
TYPED = {letter.casefold(): state for letters in LETTERS.values() for state, letter in letters.items()}
TYPED |= {str(place): state for place, state in enumerate(LETTERS["ar"], 1)}

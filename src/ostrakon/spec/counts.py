"""What a cell of a table must look like to be a count, and what to do when it does not.

Here live the looks of numbers and of age bands as spreadsheets write them. Never here: tables or files.
"""

import re

LEAST = 10          # a cell from 1 to 9 could be somebody; 0 is nobody
COUNT = re.compile(r"0|[1-9][0-9]{0,10}")
_GROUPED = re.compile(r"[0-9]{1,3}([ ,.'_\u00a0\u2009\u202f’][0-9]{3})+")
_DATE = re.compile(r"[0-9]{1,2}[-/. ]?[A-Za-z]{3}|[A-Za-z]{3}[-/. ]?[0-9]{2,4}|[0-9]{1,2}/[0-9]{1,2}|"
                   r"[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4}")
_BAND = re.compile(r"[0-9]{1,3}(\+|\s*[-–]\s*[0-9]{1,3})?")


def not_a_count(cell: str) -> tuple[str, str] | None:
    """What a cell is in place of a count, and the remedy; None when it is a count: digits, no sign, no zero in front.

    >>> not_a_count("1,250"), not_a_count("1250")
    (('a number with separators', 'write 1250'), None)
    """
    if COUNT.fullmatch(cell):
        return None
    if not cell:
        return "empty", "write 0 where nobody is; a count that is not published must be worked out, and called assumed"
    if _GROUPED.fullmatch(cell):
        return "a number with separators", f"write {re.sub('[^0-9]', '', cell)}"
    if cell.endswith(("%", "‰")):
        return "a share", "give how many people they are"
    if re.fullmatch(r"-[0-9.,]+", cell):
        return "below 0", "give how many they are"
    if found := re.fullmatch(r"([0-9]{1,11})[.,]0+", cell):
        return "a fraction", f"write {int(found[1])}"
    if re.fullmatch(r"[0-9]*[.,][0-9]+", cell):
        return "a fraction", "give how many people they are, as a whole number; write thousands out"
    if re.fullmatch(r"[0-9.,]+[eE][-+]?[0-9]+", cell):
        return "a rounded number", "let the spreadsheet show all its digits"
    if re.fullmatch(r"0[0-9]+", cell):
        return "a number with 0 in front", f"write {int(cell)}"
    if re.fullmatch(r"[0-9]+", cell) and cell.isascii():
        return "too large", "give counts below 100,000,000,000"
    return "no number", "write digits only"


def band_remedy(word: str) -> str:
    """What to do about a word that is no age band of the language.

    >>> band_remedy("05-Sep")
    'a spreadsheet made a date of it: set the column to text, then type the band again'
    """
    if _DATE.fullmatch(word):
        return "a spreadsheet made a date of it: set the column to text, then type the band again"
    if _BAND.fullmatch(word):
        return "split or add up the bands of your census to these; docs/society.md says how"
    return ""

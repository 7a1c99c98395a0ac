"""Telling a file with one row per person from a table of counts, by its shape.

Here lives the refusal of records about people. Never here: the reading of a table. No message repeats anything from the rows.
It is a fence, not a proof: somebody who renames columns and counts by hand gets past it, and past the floor of 10 only with counts.
"""

import re
from collections.abc import Sequence

from ostrakon.errors import Problem
from ostrakon.spec.sheet import MOST_ROWS, Sheet

REMEDY = "nothing here reads records about people; give counts of people, 0 or 10 and more in each cell"
# names of columns, without what is no letter
PERSONAL = frozenset({
    "name", "surname", "forename", "firstname", "lastname", "middlename", "fullname", "givenname", "familyname", "maidenname", "nickname",
    "username", "id", "pid", "uid", "idnumber", "idno", "idcard", "nationalid", "personid", "personalid", "citizenid", "residentid",
    "memberid", "identity", "passport", "passportno", "ssn", "nin", "nhs", "birth", "birthdate", "birthday", "birthyear", "yearofbirth",
    "dateofbirth", "placeofbirth", "dob", "born", "address", "street", "housenumber", "postcode", "postalcode", "zip", "zipcode", "phone",
    "phonenumber", "telephone", "tel", "mobile", "cell", "email", "mail", "fax", "licenceplate", "licenseplate", "plate", "iban",
    "accountnumber", "wechat", "weibo", "ip", "ipaddress", "imei"})
# a part of a name is enough, save for these, which need a person beside them
WEAK = frozenset({
    "name", "id", "born", "mail", "plate", "cell", "ip", "tel", "identity", "street", "birth"})
PEOPLE = frozenset({
    "person", "personal", "citizen", "resident", "member", "household", "first", "last", "full", "given", "family", "father", "mother",
    "spouse", "head", "national", "date"})
# the same in Chinese: name, identity card, telephone, mobile, address, date of birth
CHINESE = ("姓名", "身份证", "电话", "手机", "地址", "住址", "出生日期")


def personal(column: str) -> bool:
    """Whether a column's name says that it tells persons apart.

    >>> [personal(word) for word in ("Date of birth", "phone_1", "father_name", "region_name", "people")]
    [True, True, True, False, False]
    """
    words = set(re.split(r"[^a-z]+", column.lower()))
    return ("".join(re.findall(r"[a-z]", column.lower())) in PERSONAL or bool(words & (PERSONAL - WEAK))
            or bool(words & WEAK and words & PEOPLE) or any(word in column for word in CHINESE))


def refuse_persons(sheet: Sheet, counts: Sequence[str]) -> Problem | None:
    """The Problem (OST1302) of a sheet that looks like one row per person; None when it does not.

    counts: the columns that may hold a count.
    """
    found = next((column for column in sheet.columns if personal(column)), "")
    said = f"the column '{found[:40]}'" if found else _shape(sheet, counts)
    if not said:
        return None
    at = sheet.mark(sheet.header, found)
    return at.problem("OST1302", said, allowed="one row per group of people, with how many they are", remedy=REMEDY)


def _shape(sheet: Sheet, counts: Sequence[str]) -> str:
    """What is told by the rows alone, or ''."""
    rows, given = sheet.rows, [i for i, column in enumerate(sheet.columns) if column in counts]
    groups = {tuple(cell for i, cell in enumerate(row.cells) if i not in given) for row in rows}
    repeated = len(rows) - len(groups)
    if not given and sheet.more:
        return f"no column with a count, and more than {MOST_ROWS:,} rows"
    if not given:
        return f"no column with a count, and {repeated:,} of {len(rows):,} rows repeat another" if repeated else ""
    if len(rows) > 1 and all(row.cells[i] == "1" for row in rows for i in given):
        return f"{len(rows):,} rows that all count 1"
    return f"{repeated:,} of {len(rows):,} rows count what another counts" if repeated > len(rows) / 2 else ""

"""What an import's plan means, told in counts and side by side."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from hardship_desktop.documents.sheets.extracted import CellProblem, UnknownWord
from hardship_desktop.domain.fields import Field
from hardship_desktop.domain.kinds import Choice
from hardship_desktop.services.workbooks.learned import word_key
from hardship_desktop.services.workbooks.plan import ImportPlan, differences, touched
from hardship_desktop.services.workbooks.reading import FileRead
from hardship_desktop.services.workbooks.register import Family, Someone
from hardship_desktop.services.workbooks.results import (
    ChangedHousehold,
    Counts,
    NewHousehold,
    Outcome,
    Place,
    ValueChange,
    WordQuestion,
)
from hardship_desktop.store.base import field_map
from hardship_desktop.store.records import Household, Person


def summary(files: Sequence[FileRead], plan: ImportPlan) -> Outcome:
    """The outcome of a plan."""
    families = touched(plan.register)
    new = [_new(each) for each in families if each.before is None]
    known = [each for each in families if each.before is not None]
    changed = [change for each in known if (change := _changed(each))]
    people = [someone for family in families for someone in family.people]
    read_problems = [each.problem for each in files if each.problem]
    return Outcome(
        files=[each.result for each in files],
        imported=Counts(len(new), sum(each.before is None for each in people)),
        updated=Counts(len(changed), sum(_is_changed(each) for each in people)),
        same=len(known) - len(changed),
        left_out=plan.left_out + sum(len(each.extracted.rejected) for each in files),
        rejected=[
            *read_problems,
            *(problem for each in files for problem in each.extracted.problems),
            *plan.problems(),
        ],
        warnings=[
            *(warning for each in files for warning in (*each.warnings, *each.extracted.warnings)),
            *_word_warnings(files),
            *plan.warnings(),
        ],
        new=new,
        changed=changed,
        questions=plan.questions,
        words=[_word_question(each) for each in unknown_words(files)],
    )


def _word_warnings(files: Sequence[FileRead]) -> Iterator[CellProblem]:
    """One sentence for each word that no entry of a list means, however often it stands."""
    for word in unknown_words(files):
        known = field_map(Household if word.record == "household" else Person)
        said = f"{known[word.field].label}：“{word.word}”共 {word.count} 处，不在选项中"
        text = f"{said}，已照原样保留，可以指明它是哪一项。"
        yield CellProblem(
            word.file, word.sheet, word.row, word.column, word.word, "word_unknown", text, "warning"
        )


def _word_question(word: UnknownWord) -> WordQuestion:
    field = field_map(Household if word.record == "household" else Person)[word.field]
    assert isinstance(field.kind, Choice)
    place = f"{word.sheet} {word.column}{word.row}" + (" 等" if word.count > 1 else "")
    message = f"“{word.word}”共 {word.count} 处（{place}）：对应本系统“{field.label}”的哪一项？"
    options = [(each.code, each.label) for each in field.kind.codes.current]
    return WordQuestion(word_key(word), field.label, message, options)


def unknown_words(files: Sequence[FileRead]) -> list[UnknownWord]:
    """The words of all files, each once, with how often it stands in all of them."""
    found: dict[tuple[str, str, str], UnknownWord] = {}
    for word in (each for file in files for each in file.extracted.words):
        key = (word.record, word.field, word.word)
        known = found.get(key)
        found[key] = replace(known, count=known.count + word.count) if known else word
    return list(found.values())


def _is_changed(someone: Someone) -> bool:
    return someone.before is not None and bool(differences(someone.before, someone.values))


def _new(family: Family) -> NewHousehold:
    file, sheet, row = _place(family)
    archive = family.values.get("archive_no") or ""
    return NewHousehold(file, sheet, row, archive, family.head_name, len(family.people))


def _changed(family: Family) -> ChangedHousehold | None:
    changes = tuple(_changes(family))
    added = tuple(each.values["name"] for each in family.people if each.before is None)
    if not changes and not added:
        return None
    archive = family.values.get("archive_no") or ""
    people = sum(map(_is_changed, family.people))
    return ChangedHousehold(*_place(family), archive, family.head_name, changes, added, people)


def _changes(family: Family) -> Iterator[ValueChange]:
    before = family.before or {}
    yield from _side_by_side("", before, family.values, field_map(Household))
    if before.get("head_person_id") != family.values.get("head_person_id"):
        old = next((each for each in family.people if each.id == before.get("head_person_id")), None)
        label = field_map(Household)["head_person_id"].label
        before_name = (old.values["name"] or "") if old else ""
        yield ValueChange("", label, before_name, family.head_name, ("", "head_person_id"))
    for someone in family.people:
        if someone.before is not None:
            who = someone.before.get("name") or ""
            person = str(someone.id)
            yield from _side_by_side(who, someone.before, someone.values, field_map(Person), person)


def _side_by_side(
    who: str, before: Mapping[str, Any], values: dict[str, Any], known: Mapping[str, Field], person: str = ""
) -> Iterator[ValueChange]:
    for name, value in differences(dict(before), values).items():
        field = known[name]
        if not field.own:
            old = field.format(before.get(name), masked=True)
            yield ValueChange(who, field.label, old, field.format(value), (person, field.group or name))


def _place(family: Family) -> Place:
    assert family.place is not None
    return family.place

"""The long work itself, for a process of its own: arguments in, result out, progress between.

The keys are in the `Seat`, which goes over a pipe.
"""

from pathlib import Path

from hardship_desktop.documents.sheets.extracted import CellProblem
from hardship_desktop.documents.sheets.layout import SheetPlan
from hardship_desktop.domain.lists import Chosen, Wanted
from hardship_desktop.domain.progress import Progress
from hardship_desktop.services import backup, jobs, restore
from hardship_desktop.services.archive_paper import write_archive
from hardship_desktop.services.checkup import CheckReport, Checkup
from hardship_desktop.services.demo import Demo, run_demo
from hardship_desktop.services.desk import Key
from hardship_desktop.services.exchange.exchange import Exchange, Imported
from hardship_desktop.services.exchange.outbox import Exported
from hardship_desktop.services.job import does
from hardship_desktop.services.lists.out import ListOut
from hardship_desktop.services.printing import Drawn, Printing
from hardship_desktop.services.seat import Seat
from hardship_desktop.services.workbooks import exporting
from hardship_desktop.services.workbooks.importing import WorkbookIn
from hardship_desktop.services.workbooks.results import Answers, Applied, DryRun, FileRecognition, Overrides


@does(jobs.IMPORT_RECOGNISE)
def import_recognise(arguments: tuple[Seat, list[str]], progress: Progress) -> list[FileRecognition]:
    """What was recognised in each file."""
    seat, paths = arguments
    progress.step(0, len(paths))
    with seat.open() as desk:
        return WorkbookIn(desk).recognise(paths)


@does(jobs.IMPORT_WITH_HEADER)
def import_with_header(arguments: tuple[Seat, str, str, int, int], progress: Progress) -> SheetPlan:
    """The plan of one sheet when a person says where its header stands."""
    seat, path, sheet, first, last = arguments
    progress.step(0, 1)
    with seat.open() as desk:
        return WorkbookIn(desk).with_header(path, sheet, first, last)


@does(jobs.IMPORT_DRY_RUN)
def import_dry_run(arguments: tuple[Seat, list[str], Overrides, Answers], progress: Progress) -> DryRun:
    """All that an import would do; nothing is written."""
    seat, paths, overrides, answers = arguments
    with seat.open() as desk:
        return WorkbookIn(desk).dry_run(paths, overrides, answers, progress)


@does(jobs.IMPORT_APPLY)
def import_apply(arguments: tuple[Seat, DryRun], progress: Progress) -> Applied:
    """Write what a dry run showed, in one transaction."""
    seat, dry_run = arguments
    with seat.open() as desk:
        return WorkbookIn(desk).apply(dry_run, progress=progress)


@does(jobs.IMPORT_ANNOTATE)
def import_annotate(arguments: tuple[list[str], list[CellProblem], str], progress: Progress) -> list[str]:
    """The person's own workbooks with a comment on each cell at fault; gives the paths written."""
    paths, problems, out = arguments
    progress.step(0, len(paths))
    return WorkbookIn.write_errors(paths, problems, out)


@does(jobs.EXPORT_HOUSEHOLDS)
def export_households(
    arguments: tuple[Seat, str, Chosen, bool, str], progress: Progress
) -> exporting.WorkbookExported:
    """Households as a workbook; `reveal` needs a reason, which is recorded."""
    seat, out, chosen, reveal, reason = arguments
    with seat.open() as desk:
        return exporting.WorkbookOut(desk).households(
            out, chosen, reveal=reveal, reason=reason, progress=progress
        )


@does(jobs.LIST_SHEET)
def list_sheet(arguments: tuple[Seat, Wanted, str], progress: Progress) -> int:
    """A list as a workbook; gives how many rows."""
    seat, wanted, out = arguments
    with seat.open() as desk:
        return ListOut(desk, wanted).write(Path(out), progress)


@does(jobs.LIST_PAPER)
def list_paper(arguments: tuple[Seat, Wanted], progress: Progress) -> tuple[bytes, int]:
    """A list as PDF in memory, and how many pages."""
    seat, wanted = arguments
    with seat.open() as desk:
        return ListOut(desk, wanted).draw(progress)


@does(jobs.VISIT_FORMS)
def visit_forms(arguments: tuple[Seat, list[Key], int], progress: Progress) -> Drawn:
    """The visit forms of these households and so many blank ones, as one PDF in memory."""
    seat, keys, blank = arguments
    with seat.open() as desk:
        return Printing(desk).draw(keys, blank=blank, progress=progress)


@does(jobs.ARCHIVE_FORM)
def archive_form(arguments: tuple[Seat, Path, Key, str], progress: Progress) -> Path:
    """One household's 档案表 into a file; a reason leaves it unmasked and is recorded."""
    seat, out, key, reason = arguments
    progress.step(0, 1)
    with seat.open() as desk:
        write_archive(desk, out, key, reason=reason)
    return out


@does(jobs.BUNDLE_EXPORT)
def bundle_export(arguments: tuple[Seat, Path], progress: Progress) -> Exported:
    """A county's bundle, or a city's receipts, into a folder."""
    seat, folder = arguments
    with seat.open() as desk:
        return Exchange(desk).export(folder, progress)


@does(jobs.BUNDLE_IMPORT)
def bundle_import(arguments: tuple[Seat, list[Path]], progress: Progress) -> list[Imported]:
    """Bundles and receipts taken in, each in one transaction."""
    seat, paths = arguments
    with seat.open() as desk:
        return Exchange(desk).import_files(paths, progress)


@does(jobs.BACKUP_RUN)
def backup_run(arguments: tuple[Seat], progress: Progress) -> list[backup.PlaceResult]:
    """A verified backup to every place that is there."""
    with arguments[0].open() as desk:
        return backup.Backup(desk).run_due(progress)


@does(jobs.BACKUP_VERIFY)
def backup_verify(arguments: tuple[Path, restore.Secret], progress: Progress) -> backup.BackupInfo:
    """A backup opened and checked fully."""
    path, secret = arguments
    return restore.verify(path, secret, progress)


@does(jobs.BACKUP_RESTORE)
def backup_restore(arguments: tuple[Path, Path, restore.Secret], progress: Progress) -> restore.Restored:
    """The data of a backup as the data folder; no window may have it open."""
    path, folder, secret = arguments
    return restore.restore(path, folder, secret, progress=progress)


@does(jobs.DATA_CHECK)
def data_check(arguments: tuple[Seat], progress: Progress) -> CheckReport:
    """Pages, log, rows, lists and attachments looked at."""
    with arguments[0].open() as desk:
        return Checkup(desk).run(progress)


@does(jobs.DATA_REPAIR)
def data_repair(arguments: tuple[Seat], progress: Progress) -> CheckReport:
    """Lists and search made anew from the files, then everything looked at again."""
    with arguments[0].open() as desk:
        checkup = Checkup(desk)
        checkup.repair(progress)
        return checkup.run(progress)


@does(jobs.MAKE_DEMO)
def make_demo(_arguments: None, progress: Progress) -> Demo:
    """The invented county and city, made once and kept."""
    progress.step(0, 1)
    return run_demo(None)

"""All long work that the program asks a process of its own for; what it is made of stands in `work`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hardship_desktop.services.job import Job

if TYPE_CHECKING:  # what reads workbooks and draws pages is for the other process
    from pathlib import Path

    from hardship_desktop.documents.sheets.extracted import CellProblem
    from hardship_desktop.documents.sheets.layout import SheetPlan
    from hardship_desktop.domain.lists import Chosen, Wanted
    from hardship_desktop.services.backup import BackupInfo, PlaceResult
    from hardship_desktop.services.checkup import CheckReport
    from hardship_desktop.services.demo import Demo
    from hardship_desktop.services.desk import Key
    from hardship_desktop.services.exchange.exchange import Imported
    from hardship_desktop.services.exchange.outbox import Exported
    from hardship_desktop.services.printing import Drawn
    from hardship_desktop.services.restore import Restored, Secret
    from hardship_desktop.services.seat import Seat
    from hardship_desktop.services.workbooks.exporting import WorkbookExported
    from hardship_desktop.services.workbooks.results import (
        Answers,
        Applied,
        DryRun,
        FileRecognition,
        Overrides,
    )

IMPORT_RECOGNISE: Job[tuple[Seat, list[str]], list[FileRecognition]] = Job("import_recognise")
IMPORT_WITH_HEADER: Job[tuple[Seat, str, str, int, int], SheetPlan] = Job("import_with_header")
IMPORT_DRY_RUN: Job[tuple[Seat, list[str], Overrides, Answers], DryRun] = Job("import_dry_run")
IMPORT_APPLY: Job[tuple[Seat, DryRun], Applied] = Job("import_apply")
IMPORT_ANNOTATE: Job[tuple[list[str], list[CellProblem], str], list[str]] = Job("import_annotate")
EXPORT_HOUSEHOLDS: Job[tuple[Seat, str, Chosen, bool, str], WorkbookExported] = Job("export_households")
LIST_SHEET: Job[tuple[Seat, Wanted, str], int] = Job("list_sheet")
LIST_PAPER: Job[tuple[Seat, Wanted], tuple[bytes, int]] = Job("list_paper")
VISIT_FORMS: Job[tuple[Seat, list[Key], int], Drawn] = Job("visit_forms")
ARCHIVE_FORM: Job[tuple[Seat, Path, Key, str], Path] = Job("archive_form")
BUNDLE_EXPORT: Job[tuple[Seat, Path], Exported] = Job("bundle_export")
BUNDLE_IMPORT: Job[tuple[Seat, list[Path]], list[Imported]] = Job("bundle_import")
BACKUP_RUN: Job[tuple[Seat], list[PlaceResult]] = Job("backup_run")
BACKUP_VERIFY: Job[tuple[Path, Secret], BackupInfo] = Job("backup_verify")
BACKUP_RESTORE: Job[tuple[Path, Path, Secret], Restored] = Job("backup_restore")
DATA_CHECK: Job[tuple[Seat], CheckReport] = Job("data_check")
DATA_REPAIR: Job[tuple[Seat], CheckReport] = Job("data_repair")
MAKE_DEMO: Job[None, Demo] = Job("make_demo")

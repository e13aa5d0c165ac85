"""导入表格: choose, see what was recognised, see everything that would happen, write."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QStackedWidget

from hardship_desktop.gui.pages.import_check import CheckStep, sums
from hardship_desktop.gui.pages.import_files import FilesStep
from hardship_desktop.gui.pages.import_recognised import RecognisedStep
from hardship_desktop.gui.shell.file_dialogs import WORKBOOK
from hardship_desktop.gui.shell.page import Page
from hardship_desktop.gui.shell.room import Room
from hardship_desktop.gui.widgets.empty import Empty
from hardship_desktop.services import jobs
from hardship_desktop.services.job import A, Job, R
from hardship_desktop.services.seat import Seat
from hardship_desktop.services.workbooks.results import (
    Answers,
    Applied,
    DryRun,
    FileRecognition,
    Overrides,
    no_way_back,
)

LINES = (
    "第 1 步，共 4 步：选择文件",
    "第 2 步，共 4 步：核对认出的内容",
    "第 3 步，共 4 步：检查，还没有写入任何内容",
    "第 4 步，共 4 步：完成",
)
FILES, RECOGNISED, CHECK, DONE = range(4)


class ImportWizard(Page):
    """Nothing is written before the last button, and then all of it or nothing."""

    def __init__(self, room: Room, paths: Sequence[Path] = ()) -> None:
        super().__init__(room)
        self._seat = Seat.beside(room.desk)
        self._dry_run: DryRun | None = None
        self._busy = False
        self.files = FilesStep(room.dialogs)
        self.files.changed.connect(self._files_changed)
        self.recognised = RecognisedStep(
            room.services.households.fields(), room.services.people.fields(), room.today
        )
        self.recognised.header_wanted.connect(self._find_header)
        self.check_step = CheckStep(room.tasks)
        self.check_step.annotate_wanted.connect(self._annotate)
        self.check_step.answered.connect(self._refresh)
        self._steps = QStackedWidget()
        for step in (self.files, self.recognised, self.check_step):
            self._steps.addWidget(step)
        self.body.addWidget(self._steps)
        self._back = self.secondary("上一步", self.go_back, icon="arrow-left")
        self._go = self.primary("识别表格", self.go_on)
        self._show(FILES)
        self.files.add(paths)

    @property
    def step(self) -> int:
        """Which step is in sight."""
        return self._steps.currentIndex()

    def focus(self) -> None:
        """With files given there is one thing left to do."""
        (self._go if self._go.isEnabled() else self).setFocus()

    def take_in(self, paths: list[Path]) -> None:
        """Further files, as long as nothing was made of the first ones."""
        if self.step == FILES and not self._busy:
            self.files.add(paths)
        else:
            self.messages.say("请先完成或放弃这次导入，再放进别的表格。", "warning")

    def go_on(self) -> None:
        """The primary button."""
        (self._recognise, self._check, self._apply_or_check, self.closed.emit)[self.step]()

    def go_back(self) -> None:
        """To the step before."""
        self._show(self.step - 1)

    def leave(self, go: Callable[[], None]) -> None:
        """Ask when files were chosen and nothing has been written yet."""
        begun = self.step in (RECOGNISED, CHECK) and not self._nothing_new()
        if not begun or self.messages.ask("还没有导入。", "放弃这次导入", back="继续导入"):
            go()

    def _show(self, step: int) -> None:
        self._steps.setCurrentIndex(step)
        self.set_head(line=LINES[step])
        self._refresh()

    def _refresh(self) -> None:
        """The buttons as they fit what is in sight."""
        self._back.setVisible(self.step in (RECOGNISED, CHECK))
        words, ready = "识别表格", bool(self.files.paths)
        if self.step == RECOGNISED:
            words, ready = "检查，先不写入", self.recognised.anything
        elif self.step == CHECK:
            words, ready = self._apply_words(self.check_step.chosen())
        self._go.setVisible(self.step != DONE)
        self._go.setText(words)
        self._go.setEnabled(ready and not self._busy)
        self._back.setEnabled(not self._busy)
        self.head_changed.emit()

    def _files_changed(self) -> None:
        self._refresh()
        self._go.setFocus()

    def _apply_words(self, run: DryRun) -> tuple[str, bool]:
        if self.check_step.questions.answers != run.answers:
            return "再检查一遍", True
        if self._nothing_new():
            return "完成", True
        parts = []
        if run.imported.households:
            parts.append(f"导入 {run.imported.households} 户")
        if run.updated.households:
            parts.append(f"更新 {run.updated.households} 户")
        return ("、".join(parts) or "导入"), run.writes

    def _nothing_new(self) -> bool:
        """Whether everything in the file is in the files already."""
        run = self._dry_run if self.step == CHECK else None
        return run is not None and not (run.writes or run.questions or run.left_out)

    def _run(
        self, job: Job[A, R], arguments: A, title: str, done: Callable[[R], None], unit: str = "步"
    ) -> None:
        self._busy = True
        self._refresh()
        self.tasks.heavy(
            job,
            arguments,
            title=title,
            unit=unit,
            done=done,
            failed=self.messages.error,
            ended=self._free,
        )

    def _free(self) -> None:
        self._busy = False
        self._refresh()
        if self._go.isEnabled():
            self._go.setFocus()

    # Step by step

    def _paths(self) -> list[str]:
        return [str(path) for path in self.files.paths]

    def _recognise(self) -> None:
        self._run(jobs.IMPORT_RECOGNISE, (self._seat, self._paths()), "识别表格", self._recognised, "个文件")

    def _recognised(self, files: list[FileRecognition]) -> None:
        self.recognised.show_files(files)
        self._show(RECOGNISED)

    def _find_header(self, path: str, sheet: str, first: int, last: int) -> None:
        found = partial(self.recognised.replace, path)
        self._run(jobs.IMPORT_WITH_HEADER, (self._seat, path, sheet, first, last), "识别表头", found)

    def _check(self) -> None:
        self._dry_run_with(self._paths(), self.recognised.overrides(), {})

    def _dry_run_with(self, paths: list[str], overrides: Overrides, answers: Answers) -> None:
        arguments = (self._seat, paths, overrides, answers)
        self._run(jobs.IMPORT_DRY_RUN, arguments, "检查表格", self._checked)

    def _checked(self, run: DryRun) -> None:
        self._dry_run = run
        self.check_step.show_dry_run(run)
        self._show(CHECK)

    def _apply_or_check(self) -> None:
        run, answers = self.check_step.chosen(), self.check_step.questions.answers
        if self._nothing_new():
            self.closed.emit()
            return
        if answers != run.answers:
            self._dry_run_with(list(run.paths), run.overrides, answers)
            return
        count = run.updated.households
        if not count or self.messages.ask(
            f"有 {count} 户的内容会被表格里的内容覆盖，旧的内容留在历史里。",
            f"覆盖 {count} 户",
            detail="左右对照在“将要改动”里。",
        ):
            self._run(jobs.IMPORT_APPLY, (self._seat, run), "导入表格", self._applied)

    def _applied(self, result: Applied) -> None:
        if result.safety_copy:
            # It was written by another process, of which the undo of this one knows nothing.
            self.desk.seal(no_way_back(result.safety_copy))
        next_steps = (
            ("查看名单", partial(self.room.ways.open, "households")),
            ("打印走访表", self._print),
        )
        done = Empty(
            sums(result).replace("新增", "导入"), _after(result), icon="circle-check", steps=next_steps
        )
        self._steps.addWidget(done)
        self._show(DONE)
        self.data_changed.emit({"household", "person"})

    def _print(self) -> None:
        self.room.ways.open("visits")
        self.room.ways.open("print_forms")

    def _annotate(self) -> None:
        run = self._dry_run
        assert run is not None
        proposed = f"{Path(run.paths[0]).stem}-批注.xlsx"
        out = self.room.dialogs.save(self, "另存为带批注的表格", WORKBOOK, proposed)
        if out:
            problems = [*run.rejected, *run.warnings]
            self._run(jobs.IMPORT_ANNOTATE, (list(run.paths), problems, str(out)), "写批注", self._annotated)

    def _annotated(self, written: list[str]) -> None:
        names = "、".join(Path(each).name for each in written)
        self.messages.say(
            f"已写好 {names}。改好以后，再导入改好的表格。" if written else "没有可以批注的格。"
        )


def _after(result: Applied) -> str:
    words = []
    if result.left_out:
        words.append("没有导入的户，在表格里改好以后再导入一次即可，已导入的不会重复。")
    if result.safety_copy:
        words.append("导入之前的数据已自动留了一份副本。")
    return "".join(words) or "全部写好了。"

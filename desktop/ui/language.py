"""The window's language, switchable while it runs."""

from __future__ import annotations

from importlib.resources import as_file, files

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator, Signal

from desktop.config import Language


class Translation(QObject):
    """Keeps the translators of one language installed; Chinese until told otherwise."""

    changed = Signal(Language)

    def __init__(self, language: Language = Language.CHINESE, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._translators: list[QTranslator] = []
        self._language = language
        self._install()

    @property
    def language(self) -> Language:
        return self._language

    def use(self, language: Language) -> None:
        """Switch every open window to `language`."""
        if language == self._language:
            return
        self._language = language
        self.remove()
        self._install()
        self.changed.emit(language)

    def remove(self) -> None:
        """Back to the source texts, for the end of a session in a longer-lived process."""
        for translator in self._translators:
            QCoreApplication.removeTranslator(translator)
        self._translators.clear()

    def _install(self) -> None:
        QLocale.setDefault(QLocale(self._language.value))
        qt = QTranslator(self)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if self._language is Language.CHINESE and qt.load(f"qtbase_{self._language.value}", folder):
            self._add(qt)
        ours = QTranslator(self)
        with as_file(
            files("resources").joinpath("translations", f"sealdesk_{self._language.value}.qm")
        ) as path:
            if ours.load(str(path)):
                self._add(ours)

    def _add(self, translator: QTranslator) -> None:
        self._translators.append(translator)
        QCoreApplication.installTranslator(translator)

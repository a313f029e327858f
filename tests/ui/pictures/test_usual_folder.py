"""Where the file chooser begins."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths

from harmonic_desktop.ui.pictures.exporting import usual_folder


def test_it_is_that_of_documents_and_where_there_is_none_the_persons_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    documents = tmp_path / "Documents"
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _where: str(documents))
    assert usual_folder() == Path.home()
    documents.mkdir()
    assert usual_folder() == documents

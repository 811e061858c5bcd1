"""The folder that a browser puts beside a page it saves, and what is missing when it was left at home.

"Web page, complete" gives `NAME.html` and a folder: `NAME_files`, and in other languages `NAME-Dateien`,
`NAME_ファイル`, `NAME_fichiers`. Whoever renames the page leaves the folder as it was. So the page itself is asked:
every address that it was given by the browser begins with `./FOLDER/`.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable
from urllib.parse import unquote

_LED = re.compile(r"\b(?:src|href)\s*=\s*[\"']\./([^\"'/<>]{1,300})/", re.IGNORECASE)
_FOLDER = re.compile(
    r".[_.\- ](?:files|datei(?:en)?|fichiers|archivos|arquivos|ficheiros|bestanden|filer|tiedostot|pliki|soubory|bilder"
    r"|file|файлы|файли|ファイル|파일|文件|檔案|ไฟล์|ឯកសារ|tệp|berkas|fail|dosyalar|αρχεία|קבצים|ملفات)$",
    re.IGNORECASE,
)


def folders_of(path: str, source: str, files: Iterable[str]) -> tuple[str, ...]:
    """The folders of a saved page, as paths in the upload that end in `/`, whether they were handed in or not.

    `files` are the paths in the upload: a folder with the page's name is its own, though it may show nothing of it.
    """
    above, _, name = path.rpartition("/")
    stem = _plain(name.rpartition(".")[0])
    named = dict.fromkeys(_plain(unquote(html.unescape(found))) for found in _LED.findall(source))
    before = f"{above}/" if above else ""
    beside = {file[len(before) :].partition("/")[0] for file in map(_plain, files) if file.startswith(before)}
    named |= dict.fromkeys(sorted(one for one in beside if _FOLDER.search(one) and one.startswith(stem)))
    return tuple(
        f"{before}{folder}/"
        for folder in named
        if _FOLDER.search(folder) or (stem and folder != stem and folder.casefold().startswith(stem.casefold()))
    )


def lies_in(path: str, folders: Iterable[str]) -> bool:
    """Whether a file came along with a page."""
    plain = _plain(path)
    return any(plain.startswith(folder) for folder in folders)


def _plain(name: str) -> str:
    # A Mac writes letters and their marks one by one.
    return unicodedata.normalize("NFC", name)

"""Pages that a browser saved with everything in one file (`.mhtml`): taken apart into the page and its folder.

What comes out is what "Web page, complete" gives: `NAME.html`, and beside it `NAME_files/` with the pictures and style
sheets, the page's addresses leading there. So nothing behind this file needs to know of MIME.

The standard library reads the headers. Parts are cut by their boundary here: that is one pass, whatever the file says.
"""

from __future__ import annotations

import binascii
import html
import quopri
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from email.errors import MessageError
from email.message import Message
from email.parser import BytesHeaderParser
from email.policy import compat32
from posixpath import basename
from typing import Final
from urllib.parse import unquote, urljoin

from grader.upload.limits import STANDARD, UploadError
from grader.website.builder.recognise import saved_address, split_address
from grader.website.decode import text_of

ENDINGS: Final = (".mhtml", ".mht")
FOLDER: Final = "_files"
MOST_PARTS: Final = 2_000
MOST_HEADERS: Final = 65_536  # bytes of one part
MOST_DEPTH: Final = 3  # parts that hold parts
_BLANK: Final = re.compile(rb"[\r\n\t ]*")
_HEADERS_END: Final = re.compile(rb"\r?\n\r?\n")
_CALLED: Final = re.compile(r"(\b(?:src|href|poster)\s*=\s*)(\"[^\"]{1,4000}\"|'[^']{1,4000}')", re.IGNORECASE)
_DOCTYPE: Final = re.compile(r"\s*<!doctype[^>]{0,200}>\s*", re.IGNORECASE)
_LINK: Final = re.compile(r"<(?:a|area|base)[\s/]", re.IGNORECASE)
_LONGEST_TAG: Final = 20_000
_LONGEST_REST: Final = 200  # bytes behind a boundary, up to the end of its line
_UNSAFE: Final = re.compile(r"[^\w.-]+")
_TYPES: Final[Mapping[str, str]] = {
    "text/html": ".html",
    "text/css": ".css",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/gif": ".gif",
    "image/webp": ".webp",
    "image/avif": ".avif",
    "image/svg+xml": ".svg",
    "text/javascript": ".js",
    "application/javascript": ".js",
}


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its type, the addresses it is called by in the page, its bytes."""

    type: str
    charset: str | None
    names: tuple[str, ...]
    data: bytes


def is_mhtml(data: bytes) -> bool:
    """Whether the bytes are a page in one file."""
    from grader.upload.recognise import kind_of

    return kind_of(data) == "mhtml"


def unpack(path: str, data: bytes) -> dict[str, bytes]:
    """The page and the files of its folder, by their paths in the upload. UploadError when there is no page in it."""
    head, _ = _message(data)
    parts = tuple(_parts(data, 0))
    page = _first(parts, head)
    if page is None:
        raise UploadError("saved-page-empty", {"file": path})
    if len(page.data) > STANDARD.builder_page:  # before it is read any further
        raise UploadError("page-too-large", {"file": path, "limit": STANDARD.builder_page // 1_000_000})
    folder, _, name = path.rpartition("/")
    stem = _stem(name)
    inside = f"{folder}/" if folder else ""
    names = _named(part for part in parts if part is not page)
    called = {name: f"./{stem}{FOLDER}/{file}" for file, part in names.items() for name in part.names}
    address = next((name for name in page.names if name.startswith(("http:", "https:"))), None)
    found = {f"{inside}{stem}{FOLDER}/{file}": part.data for file, part in names.items()}
    wanted = str(head.get("Snapshot-Content-Location", "")).strip()
    found[f"{inside}{stem}.html"] = _page(page, address or wanted, called)
    return found


def _stem(name: str) -> str:
    lower = name.lower()
    ending = next((one for one in (*ENDINGS, ".html", ".htm") if lower.endswith(one)), "")
    return name[: len(name) - len(ending)] or "index"


def _message(data: bytes) -> tuple[Message, int]:
    """The headers that some bytes begin with, and where the body begins."""
    blank = _BLANK.match(data)
    start = blank.end() if blank else 0
    end = _HEADERS_END.search(data, start, start + MOST_HEADERS)
    if end is None:
        return Message(compat32), start
    try:
        return BytesHeaderParser(policy=compat32).parsebytes(data[start : end.start() + 2]), end.end()
    except (MessageError, ValueError, LookupError):
        return Message(compat32), end.end()


def _parts(data: bytes, depth: int, count: list[int] | None = None) -> Iterator[Part]:
    """Every part that holds something, those inside other parts too."""
    counted = [0] if count is None else count
    head, body = _message(data)
    boundary = _boundary(head)
    if boundary is None:
        yield _part(head, data[body:])
        return
    if depth == MOST_DEPTH:
        return
    for piece in _pieces(data, body, boundary):
        counted[0] += 1
        if counted[0] > MOST_PARTS:
            raise UploadError("zip-too-many", {"limit": MOST_PARTS})
        yield from _parts(piece, depth + 1, counted)


def _boundary(head: Message) -> bytes | None:
    try:
        found = head.get_boundary() if head.get_content_maintype() == "multipart" else None
    except (MessageError, ValueError, LookupError, TypeError):
        return None
    return b"--" + found.encode("utf-8", "surrogateescape") if found else None


def _pieces(data: bytes, start: int, boundary: bytes) -> Iterator[bytes]:
    """What stands between lines that begin with the boundary; the last one may lack its end."""
    line = b"\n" + boundary
    begin: int | None = None
    at = start - 1 if data.startswith(line, start - 1) else data.find(line, start)
    while at != -1:
        behind = at + len(line)
        rest, ended, _ = data[behind : behind + _LONGEST_REST].partition(b"\n")
        if rest.strip() in {b"", b"--"}:
            if begin is not None:
                yield data[begin : max(begin, at - (data[at - 1 : at] == b"\r"))]
            if rest.strip():
                return
            behind += len(rest) + len(ended)
            begin = behind
        # The end of this line is the beginning of the next one, which may be a boundary too.
        at = data.find(line, behind - 1)
    if begin is not None and begin < len(data):
        yield data[begin:]


def _part(head: Message, body: bytes) -> Part:
    coding = str(head.get("Content-Transfer-Encoding", "")).strip().lower()
    if coding == "base64":
        data = _base64(body)
    elif coding == "quoted-printable":
        data = quopri.decodestring(body)
    else:
        data = body
    location, name = (str(head.get(key, "")).strip() for key in ("Content-Location", "Content-ID"))
    location = "".join(location.split())  # a long one is folded over several lines
    names = [one for one in (location, f"cid:{name.strip('<>')}" if name else "") if one]
    try:
        charset = head.get_content_charset()
    except (MessageError, ValueError, LookupError, TypeError):
        charset = None
    return Part(head.get_content_type(), charset, tuple(names), data)


def _base64(body: bytes) -> bytes:
    try:
        return binascii.a2b_base64(body)
    except binascii.Error:
        # Cut off in the middle: what is there still tells what kind of picture it was.
        return binascii.a2b_base64(body[: len(body) // 4 * 4 - 4] + b"====") if len(body) > 8 else b""


def _first(parts: tuple[Part, ...], head: Message) -> Part | None:
    pages = [part for part in parts if part.type in {"text/html", "application/xhtml+xml"} and part.data.strip()]
    wanted = str(head.get("Snapshot-Content-Location", "")).strip()
    return next((page for page in pages if wanted and wanted in page.names), pages[0] if pages else None)


def _named(parts: Iterable[Part]) -> dict[str, Part]:
    """A file name for each part, no name twice."""
    found: dict[str, Part] = {}
    taken: set[str] = set()
    for number, part in enumerate(parts, 1):
        ending = _TYPES.get(part.type, "")
        address = part.names[0] if part.names else ""
        parsed = split_address(address)
        plain = _UNSAFE.sub("-", basename(unquote(parsed.path if parsed else address))).strip("-.")[-60:]
        name = plain or f"part-{number}"
        if ending and not name.lower().endswith((ending, ".jpeg" if ending == ".jpg" else ending)):
            name += ending
        if name.casefold() in taken:
            name = f"{number}-{name}"
        taken.add(name.casefold())
        found[name] = part
    return found


def _page(part: Part, address: str, called: Mapping[str, str]) -> bytes:
    """The page as "Web page, complete" would be: addresses that lead into its folder, and where it came from."""
    source = _decoded(part)
    if called:
        ends = frozenset(map(_end_of, called))
        source = _CALLED.sub(lambda found: _led(found, called, ends, address), source)
    if saved_address(source) is None:
        # A page that never lay on the web was saved too: what stands here is the browser's writing, not hers.
        told = address if address.startswith(("http:", "https:")) else f"mhtml:{''.join(address.split())}"
        comment = f"<!-- saved from url=({len(told):04d}){html.escape(told, quote=False)} -->\n"
        doctype = _DOCTYPE.match(source)
        at = doctype.end() if doctype else 0
        source = source[:at] + comment + source[at:]
    return source.encode("utf-8", "replace")


def _led(found: re.Match[str], called: Mapping[str, str], ends: frozenset[str], base: str) -> str:
    """An address of the page, to its file in the folder. Where a visitor clicks, nothing changes."""
    written = html.unescape(found.group(2)[1:-1]).strip()
    if _end_of(written) not in ends:  # most addresses: joining each to its base would take long
        return found.group()
    target = called.get(written) or called.get(_joined(base, written))
    if target is None:
        return found.group()
    source = found.string
    tag = source.rfind("<", max(0, found.start() - _LONGEST_TAG), found.start())
    if tag == -1 or _LINK.match(source, tag):
        return found.group()
    return f'{found.group(1)}"{target}"'


def _end_of(address: str) -> str:
    return address.partition("#")[0].rpartition("/")[2]


def _joined(base: str, address: str) -> str:
    try:
        return urljoin(base, address)
    except ValueError:
        return address


def _decoded(part: Part) -> str:
    if part.charset:
        try:
            return part.data.decode(part.charset).replace("\r\n", "\n").replace("\r", "\n")
        except (LookupError, UnicodeDecodeError):
            pass
    return text_of(part.data)[0]

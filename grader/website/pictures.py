"""Pictures of a website: where they lie in the upload, and whether the words beside them describe anything."""

from __future__ import annotations

import re
from posixpath import basename
from urllib.parse import unquote

from grader.website.links import inside, split
from grader.website.model import Element, Page, Website
from grader.website.words import ZERO_WIDTH, count, plain

_ENDING = re.compile(r"\.(jpe?g|png|gif|webp|svg|bmp|avif|heic|tiff?|ico)$", re.IGNORECASE)
_SIGNS = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"RIFF", b"\x00\x00\x01\x00")
_CAMERA = re.compile(
    r"(img|dsc|dscn|dcim|pxl|screenshot|photo|image|picture|whatsapp image)?[\s_\-\d().]*", re.IGNORECASE
)
_EMPTY_WORDS = frozenset(
    {
        "image",
        "picture",
        "photo",
        "pic",
        "img",
        "alt",
        "logo",
        "icon",
        "image here",
        "my image",
        "a picture",
        "an image",
    }
    | {"alt text", "description", "placeholder", "a photo", "my picture", "my photo", "the image", "the picture"}
    | {"រូប", "រូបភាព", "រូបថត", "រូបភាពខ្ញុំ"}
)


def is_picture(data: bytes) -> bool:
    """Whether a file's bytes begin like a picture's."""
    head = data[:512]
    return head.startswith(_SIGNS) or b"<svg" in data[:2048].lower() or head[4:8] == b"ftyp"


def path_of(image: Element, page: Page) -> str | None:
    """The path in the upload that an `<img>` names; None for one elsewhere or none at all."""
    source = image.attributes.get("src", "").strip()
    return inside(source, page.path) if source else None


def is_elsewhere(image: Element) -> bool:
    """Whether a picture lies on another site, by a well-formed address."""
    parts = split(image.attributes.get("src", ""))
    return parts is not None and parts.scheme in {"http", "https", ""} and "." in parts.netloc


def is_inline(image: Element) -> bool:
    """Whether a picture stands in the page itself (`data:`)."""
    return image.attributes.get("src", "").strip().lower().startswith("data:image/")


def found(image: Element, page: Page, site: Website) -> str | None:
    """The path of the picture in the upload; None when there is no such file or it is no picture."""
    path = path_of(image, page)
    return path if path is not None and path in site.files and is_picture(site.files[path]) else None


def is_decoration(image: Element) -> bool:
    """Whether a picture says that it shows nothing of its own: an empty `alt`, or a role that says so."""
    role = image.attributes.get("role", "").lower()
    return image.attributes.get("alt", "?").strip() == "" or role in {"presentation", "none"}


def describes(words: str, source: str, *, min_words: int = 1, file_names: bool = False) -> bool:
    """Whether the words of a picture tell what it shows; a file's name does not, unless `file_names` are taken."""
    said = plain(words)
    if not said or said in _EMPTY_WORDS or count(words) < min_words:
        return False
    if file_names:
        return True
    bare = _ENDING.sub("", said)
    name = plain(_ENDING.sub("", basename(unquote(source.partition("?")[0].replace("\\", "/")))))
    squeezed = re.sub(r"[\s_\-]+", "", bare)
    if bare != said or _CAMERA.fullmatch(said):
        return False
    # `cat.jpg` with the word "cat" is a description, `cat-2024-final` with its own name is not.
    return not (
        name and squeezed == re.sub(r"[\s_\-]+", "", name) and (" " not in said) and re.search(r"[\d_\-]", said)
    )


def clean(words: str) -> str:
    """The words without zero-width signs."""
    return " ".join(ZERO_WIDTH.sub("", words).split())

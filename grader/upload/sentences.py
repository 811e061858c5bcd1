"""What is said of a file that cannot be read, by key: what it is, and what to do. And notes on files that can.

The placeholders: `{file}` a name inside the upload, `{limit}` a number (megabytes, files, levels), `{line}` a line,
`{count}` how many.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from grader.language import N_

_PROJECT = {
    "scratch-1": N_(
        "This project is from Scratch 1. Open it in the editor at scratch.mit.edu. Save it again and send the new file."
    ),
    "scratch-2": N_(
        "This project is from Scratch 2. Open it in the editor at scratch.mit.edu. Save it again and send the new file."
    ),
    "one-sprite": N_(
        "This file holds one sprite, not your whole project. In Scratch, choose File, then Save to your computer."
    ),
    "one-sprite-2": N_(
        "This file holds one sprite of an old Scratch. Send your whole project: File, then Save to your computer."
    ),
    "not-scratch": N_("We found no Scratch project in this file. In Scratch, choose File, then Save to your computer."),
    "json-broken": N_("We cannot read the blocks in this file. Save your project again and send the new file."),
    "json-deep": N_("This file nests too deep for us to read. Save your project again and send the new file."),
    "text-broken": N_("We cannot read line {line} of this text yet. Look at that line and send the file again."),
    "text-bytes": N_("This text is not saved as UTF-8. Save it as UTF-8 and send it again."),
    "project-too-large": N_(
        "Your project holds more than {limit} MB of blocks and lists. Empty the long lists and save it again."
    ),
    "packaged": N_(
        "This page has a Scratch project packed inside. Send the project itself: File, then Save to your computer."
    ),
}

_ZIP = {
    "cut-off": N_("The end of this file is missing. Save it again and wait until it is done. Send the new file."),
    "zip-damaged": N_("A part of this file is damaged. Save it again and send the new file."),
    "zip-password": N_("This zip has a password. Make a zip without a password and send that."),
    "zip-empty": N_("This zip holds no files. Put your files in it and send it again."),
    "zip-name": N_("A file name in this zip leads out of its folder. Put your files in a new folder and zip that."),
    "zip-link": N_(
        "{file} in this zip is a link to another place. Put a copy of the file there and make the zip again."
    ),
    "zip-same-name": N_("Two files in this zip have the name {file}. Give one a new name and make the zip again."),
    "zip-too-many": N_("This zip holds more than {limit} files. Keep the files you need and make the zip again."),
    "zip-too-large": N_("This zip is larger than {limit} MB when it opens. Make its files smaller and zip them again."),
    "zip-nothing": N_(
        "We found no Scratch project and no web page in this zip. Put your page in it: a file that ends in .html."
    ),
    "zip-holds-project": N_("Your project lies inside this zip. Take it out and send the .sb3 file itself."),
    "zip-in-zip": N_("There is another zip inside this zip. Take the inner one out and send that."),
    "other-archive": N_("We cannot open this kind of archive. Put your files in a zip and send that."),
}

_PAGE = {
    "page-too-large": N_(
        "{file} is larger than {limit} MB. Put pictures in files of their own, and make the page smaller."
    ),
    "page-too-deep": N_(
        "More than {limit} tags of {file} stand inside each other. Look near line {line} and close some first."
    ),
    "page-too-many-attributes": N_(
        "A tag in {file} has more than {limit} attributes, near line {line}. Take some out and send it again."
    ),
    "page-too-many-signs": N_("{file} holds {sign} more than {limit} times. Take some out and send it again."),
    "page-part-too-long": N_("A tag or comment in {file} is very long, near line {line}. Make it shorter first."),
    "saved-page-empty": N_("We found no page in {file}. Save your page again and send the new file."),
    "style-sheet": N_("This is a style sheet without its page. Put both in one folder, zip it and send the zip."),
    "web-archive": N_("This page was saved by Safari in its own form. Send the HTML file, or a zip of your site."),
    "web-link": N_("This file is a link, it does not hold your work. Save your project or page and send that file."),
}

_OTHER = {
    "empty": N_("This file is empty. Save your work again and send the new file."),
    "no-file": N_("There is no file at {file}. Look at the name once more."),
    "too-large": N_(
        "This file is larger than {limit} MB. Make long sounds and large pictures smaller, and save again."
    ),
    "picture-renamed": N_(
        "This is a picture, its name says something else. Send the project itself: File, then Save to your computer."
    ),
    "picture-kind": N_("We cannot show this kind of picture. Save it as PNG or JPEG and send that."),
    "picture-damaged": N_("A part of this picture is missing. Take or save it again and send the new one."),
    "picture-too-large": N_("This picture has more than {limit} million points. Make it smaller and send it again."),
    "word": N_("This is a Word document. Send your Scratch project, your web page or a picture."),
    "powerpoint": N_("This is a PowerPoint file. Send your Scratch project, your web page or a picture."),
    "excel": N_("This is an Excel file. Send your Scratch project, your web page or a picture."),
    "office": N_("This is an office document. Send your Scratch project, your web page or a picture."),
    "pdf": N_("This is a PDF. Send your Scratch project, your web page or a picture."),
    "video": N_("This is a video. Send your Scratch project, your web page or a picture."),
    "sound": N_("This is a sound. Send your Scratch project, your web page or a picture."),
    "program": N_("This is a program, and we never open programs. Send your project, your page or a picture of it."),
    "text": N_("This file holds plain text. Send your Scratch project, your web page or a picture."),
    "unknown": N_("We do not know this kind of file. Send your Scratch project, your web page or a picture of it."),
}

SENTENCES: Final[Mapping[str, str]] = MappingProxyType(_PROJECT | _ZIP | _PAGE | _OTHER)

NOTES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "no-stage": N_("Your file has no stage. We looked at its sprites."),
        "several-stages": N_("Your file has more than one stage. We took the first."),
        "recovered": N_("Your file is a little damaged. We could read your blocks. Save it again, so you can open it."),
        "files-missing": N_("{count} pictures or sounds are missing in your file. Scratch shows a grey question mark."),
    }
)

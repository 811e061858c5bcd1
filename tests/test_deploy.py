"""The compose file and the unit name settings that there are, and start what there is."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from ruamel.yaml import YAML

HOUSE = Path(__file__).parent.parent
DEPLOY = HOUSE / "deploy"


def known() -> set[str]:
    text = (HOUSE / "worker" / "settings.py").read_text(encoding="utf-8")
    return set(re.findall(r'"((?:KRU|DATABASE|REDIS)_[A-Z_]+)"', text))


def test_every_setting_is_one_that_is_read() -> None:
    compose = YAML(typ="safe").load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
    names = set(compose["services"]["kru"]["environment"])
    unit = (DEPLOY / "kru.service").read_text(encoding="utf-8")
    names |= set(re.findall(r"^Environment=([A-Z_]+)=", unit, re.MULTILINE))
    assert {name for name in names if not name.startswith("AWS_")} <= known()
    assert {"KRU_DATA", "KRU_PUBLIC_URL"} <= names


def test_the_driver_of_the_compose_file_comes_from_the_lock_with_its_hashes() -> None:
    compose = YAML(typ="safe").load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
    script = compose["services"]["kru"]["command"][-1]
    line = next(line for line in script.splitlines() if line.startswith("awk"))
    told = subprocess.run(
        ["sh", "-c", line.partition(" > ")[0]], cwd=HOUSE, check=True, capture_output=True, text=True
    ).stdout
    assert re.findall(r"^([a-z-]+)==", told, re.MULTILINE) == ["psycopg", "psycopg-binary"]
    assert "--hash=sha256:" in told
    assert script.rstrip().endswith("exec ./run serve --host 0.0.0.0 --port 8000")

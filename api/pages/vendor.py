"""Makes the pages' libraries anew from the npm registry, or compares them with what is committed.

    python -m communique.api.pages.vendor           # write them, their licences and hashes
    python -m communique.api.pages.vendor --check   # fetch them again and compare

``package.json`` and ``package-lock.json`` beside them fix every version with its hash; npm and node are
needed for this module only.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tempfile
from pathlib import Path

FOLDER = Path(__file__).parent / "static" / "vendor"
FILES = {
    "cytoscape.min.js": "cytoscape/dist/cytoscape.min.js",
    "layout-base.js": "layout-base/layout-base.js",
    "cose-base.js": "cose-base/cose-base.js",
    "cytoscape-fcose.js": "cytoscape-fcose/cytoscape-fcose.js",
    "yasgui.min.js": "@zazuko/yasgui/build/yasgui.min.js",
    "yasgui.min.css": "@zazuko/yasgui/build/yasgui.min.css",
}
HASHES = "hashes.json"
LICENCES = "LICENCES.txt"
_NAMES = ("LICENSE", "LICENSE.md", "LICENSE.txt", "LICENCE", "License.txt", "license", "MIT-LICENSE.txt")
_UNPRINTED = "The package ships no text of its licence; that of the same name stands in this file."


def build(folder: Path) -> dict[str, str]:
    """Installs the locked packages into an empty folder; the hash of each wanted file by its name."""
    for name in ("package.json", "package-lock.json"):
        (folder / name).write_bytes((FOLDER / name).read_bytes())
    command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    return {name: _sha256(_content(folder, source)) for name, source in FILES.items()}


def _content(folder: Path, source: str) -> bytes:
    """A file without its pointer to a source map, which is not shipped."""
    data = (folder / "node_modules" / source).read_bytes()
    lines = data.rstrip().split(b"\n")
    return (
        b"\n".join(
            lines[:-1] if lines[-1].startswith((b"//# sourceMappingURL", b"/*# sourceMappingURL")) else lines
        )
        + b"\n"
    )


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def write(folder: Path, hashes: dict[str, str]) -> None:
    """Puts the files, their hashes and the licences of all that is bundled in them beside the lock file."""
    for name, source in FILES.items():
        (FOLDER / name).write_bytes(_content(folder, source))
    (FOLDER / HASHES).write_text(json.dumps(hashes, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    (FOLDER / LICENCES).write_text(licences(folder), encoding="utf-8")


def licences(folder: Path) -> str:
    """Name, version and licence of every installed package, with the text that it ships."""
    parts = []
    for description in sorted((folder / "node_modules").glob("**/package.json")):
        about = json.loads(description.read_text(encoding="utf-8"))
        if (
            "version" not in about
            or "name" not in about
            or description.parent.parent.name not in ("node_modules", about["name"].split("/")[0])
        ):
            continue
        text = next((t for n in _NAMES if (t := description.parent / n).is_file()), None)
        shipped = (
            text.read_text(encoding="utf-8").strip()
            if text
            else f"Copyright the authors of {about['name']}. {_UNPRINTED}"
        )
        parts.append(f"{about['name']} {about['version']} – {about.get('license', 'MIT')}\n\n{shipped}\n")
    return ("\n" + "-" * 80 + "\n").join(parts)


def committed() -> dict[str, str]:
    """The hash of each committed file."""
    return {name: _sha256((FOLDER / name).read_bytes()) for name in FILES}


def main(arguments: list[str]) -> int:
    """Writes or checks; the exit status."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        hashes = build(folder)
        if "--check" not in arguments:
            write(folder, hashes)
            return 0
    wrong = [name for name, digest in hashes.items() if committed()[name] != digest]
    for name in wrong:
        sys.stderr.write(f"{name} is not what the registry's package holds\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

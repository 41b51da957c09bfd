"""Where the asset scripts get their raw material.

Every asset under assets/ is made from published packages, named here by the callers with a version, and fetched
with the ordinary clients (apt-get, npm, pip) into target/assets/, so that nothing is installed on the machine and
nothing unpinned ends up in the program. Needs Python 3.9, apt-get with dpkg-deb (Debian or Ubuntu) and npm.
"""

import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ASSETS = ROOT / "assets"
WORK = ROOT / "target" / "assets"

# Fonts carry a time stamp; a fixed one keeps the output the same from run to run.
os.environ["SOURCE_DATE_EPOCH"] = "1767225600"  # 2026-01-01


def run(*command, cwd=None):
    """Runs a command and returns what it printed; a failure ends the script with the command's own words."""
    done = subprocess.run(command, cwd=cwd, text=True, capture_output=True)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))}\n{done.stderr}")
    return done.stdout.strip()


def require(*packages):
    """Continues the calling script inside a private virtual environment (pip included) that has `packages` (name==version)."""
    home = WORK / "venv"
    python = home / "bin" / "python"
    if Path(sys.prefix) == home:
        return
    if not python.exists():
        venv.create(home, with_pip=True)
    if packages:
        run(python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *packages)
    os.execv(python, [str(python), *sys.argv])


def debian(package):
    """The unpacked content of a Debian package, in the version of the release this machine runs."""
    out = WORK / "debian" / package
    if not out.exists():
        downloads = WORK / "downloads" / package
        downloads.mkdir(parents=True, exist_ok=True)
        wanted = ("apt-get", "-qq", "download", package)
        if subprocess.run(wanted, cwd=downloads, capture_output=True).returncode:
            run("apt-get", "-qq", "update")
            run(*wanted, cwd=downloads)
        run("dpkg-deb", "-x", next(downloads.glob("*.deb")), out)
    return out


def npm(package, version):
    """The unpacked content of an npm package."""
    out = WORK / "npm" / f"{package}@{version}"
    if not out.exists():
        out.mkdir(parents=True)
        archive = run("npm", "pack", "--silent", f"{package}@{version}", cwd=out).splitlines()[-1]
        run("tar", "-xzf", archive, cwd=out)
    return out / "package"


def pypi(package, version):
    """The unpacked content of a PyPI wheel, without what it depends on."""
    out = WORK / "pypi" / f"{package}-{version}"
    if not out.exists():
        run(sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps",
            "--target", out, f"{package}=={version}")
    return out

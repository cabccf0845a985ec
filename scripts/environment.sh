# shellcheck shell=sh
# Makes the virtual environment. Sourced by the other scripts, from the project's folder.

python=.venv/bin/python

say() { printf '%s\n' "$*" >&2; }

die() {
    say "$*"
    exit 1
}

# Prints the first Python that is new enough.
find_python() {
    for candidate in python3 python3.13 python3.12 python3.11 python3.14 python; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$candidate"
            return
        fi
    done
    die "Python 3.11 or newer is needed and was not found. Install it (Debian: apt install python3 python3-venv), then run this again."
}

is_usable() { "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

make_environment() {
    is_usable && "$python" -c 'import pip' 2>/dev/null && return
    base=$(find_python) || exit 1
    say "Making the environment in .venv with $base"
    rm -rf .venv
    "$base" -m venv .venv ||
        die "Python's venv module does not work here. Install it (Debian: apt install python3-venv), then run this again."
}

# install_requirements FILE: does nothing if .venv has what the file asks for. The mark is written
# last, so that an interrupted installation is completed by the next run.
install_requirements() {
    wanted=$(cat requirements.txt "$1" | cksum)
    mark=.venv/installed-$1
    if is_usable && [ -f "$mark" ] && [ "$(cat "$mark")" = "$wanted" ]; then
        return
    fi
    make_environment
    say "Installing $1"
    "$python" -m pip install --quiet --disable-pip-version-check --no-input --no-compile -r "$1" ||
        die "The packages could not be installed. Is the package index reachable? Run this again when it is."
    # On all cores, which pip does not do; a file that is no Python 3 is no fault of the installation.
    "$python" -m compileall -q -j 0 .venv/lib >/dev/null 2>&1 || true
    printf '%s\n' "$wanted" >"$mark"
}

#!/bin/sh
# Finds a Python that can set the project up and lets tools/setup.py do the rest.
# Prints nothing on standard output when all is well; otherwise the one line a person needs.

cd "${0%/*}/.." || exit 2

name_one='name one with: make PYTHON=/path/to/python3'
probe='import sys
if sys.version_info < (3, 11):
    sys.stdout.write("%d.%d" % sys.version_info[:2])
    sys.exit(3)
try:
    import ensurepip, venv
except ImportError:
    sys.exit(4)
'

set_up_with() {
    problem=$("$1" -E -s -m tools.setup)
    status=$?
    if [ "$status" -ne 0 ] && [ -z "$problem" ]; then
        problem="set-up: stopped before it was done (exit status $status); run the same command again"
    fi
    [ -z "$problem" ] || echo "$problem"
    exit "$status"
}

if [ -n "${PYTHON:-}" ]; then
    set -- "$PYTHON"
else
    set -- .venv/bin/python3 python3 python3.13 python3.12 python3.11 python3.14 python
fi

for candidate in "$@"; do
    version=$("$candidate" -E -s -c "$probe" 2>/dev/null)
    case $? in
        0) set_up_with "$candidate" ;;
        3) too_old=${too_old:-"$version from $candidate"} ;;
        4) without_venv=${without_venv:-$candidate} ;;
    esac
done

if [ -n "${without_venv:-}" ]; then
    echo "$without_venv: cannot make virtual environments (its module ensurepip is missing);" \
        "install it, on Debian and Ubuntu with 'apt install python3-venv', or $name_one"
elif [ -n "${too_old:-}" ]; then
    echo "python3: Python 3.11 or later is needed (got $too_old); install it, or $name_one"
else
    echo "${PYTHON:-python3}: no Python answers to this name; install Python 3.11 or later, or $name_one"
fi
exit 2

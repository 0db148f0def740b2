# Shell support of Cairn for bash, zsh, dash and ksh: `. /path/to/cairn/share/cairn/setup-env.sh`.
# It finds the clone in which it lies and evaluates what `cairn shell-init` prints.

if [ -n "${BASH_VERSION:-}" ]; then
    _cairn_setup="${BASH_SOURCE[0]}"
elif [ -n "${ZSH_VERSION:-}" ]; then
    eval '_cairn_setup="${(%):-%x}"'
elif [ -n "${KSH_VERSION:-}" ]; then
    eval '_cairn_setup="${.sh.file}"' 2>/dev/null || _cairn_setup=""
else
    # dash keeps the file that it reads open.
    _cairn_setup="$(ls -l "/proc/$$/fd" 2>/dev/null | sed -n 's|^.* -> \(/.*/setup-env\.sh\)$|\1|p' | tail -n 1)"
fi
if [ -f "$_cairn_setup" ]; then
    _cairn_setup="$(cd "$(dirname "$_cairn_setup")/../.." >/dev/null && pwd -P)/cairn"
else
    _cairn_setup="$(command -v cairn 2>/dev/null)"
fi
if [ -x "$_cairn_setup" ]; then
    eval "$("$_cairn_setup" shell-init --program "$_cairn_setup" sh)"
else
    echo 'error: setup-env.sh does not find the program `cairn`' >&2
    echo 'hint: put it on PATH, or evaluate the output of `/path/to/cairn shell-init sh` instead' >&2
fi
unset _cairn_setup

# Shell support of Cairn for fish: `source /path/to/cairn/share/cairn/setup-env.fish`.

set -l _cairn_setup (realpath (dirname (status --current-filename))/../../cairn 2>/dev/null)
if not test -x "$_cairn_setup"
    set _cairn_setup (command -s cairn)
end
if test -x "$_cairn_setup"
    $_cairn_setup shell-init --program $_cairn_setup fish | source
else
    echo 'error: setup-env.fish does not find the program `cairn`; put it on PATH' >&2
end

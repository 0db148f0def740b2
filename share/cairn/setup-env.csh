# Shell support of Cairn for csh and tcsh: `source /path/to/cairn/share/cairn/setup-env.csh`.
# csh does not tell a script where it lies; the open files of the shell do.

set _cairn_setup = "`ls -l /proc/$$/fd |& sed -n 's|^.* -> \(/.*\)/share/cairn/setup-env.csh.*|\1|p' | tail -n 1`"
if ("$_cairn_setup" == "") set _cairn_setup = "`which cairn |& sed -n 's|/cairn.*||p'`"
if (-x "$_cairn_setup/cairn") then
    setenv _cairn_setup "$_cairn_setup/cairn"
    eval `sh -c 'exec "$_cairn_setup" shell-init --program "$_cairn_setup" csh'`
    unsetenv _cairn_setup
else
    echo 'error: setup-env.csh does not find the program cairn; put it on PATH'
endif
unset _cairn_setup

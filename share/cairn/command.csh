# What the alias `cairn` of csh does with the words in _cairn_words.

set _cairn_command = ""
set _cairn_verb = ""
set _cairn_as_is = 0
set _cairn_skip = 0
set _cairn_others = ()
foreach _cairn_word ($_cairn_words:q)
    if ($_cairn_skip) then
        set _cairn_skip = 0
        set _cairn_others = ($_cairn_others:q $_cairn_word:q)
        continue
    endif
    if ("$_cairn_command" == "") then
        switch ($_cairn_word:q)
            case -c:
            case -C:
            case -e:
            case --config:
            case --config-scope:
            case --env:
            case --color:
                set _cairn_skip = 1
                breaksw
            case -*:
                breaksw
            default:
                set _cairn_command = $_cairn_word:q
                if ($_cairn_word:q == cd) set _cairn_word = location
                breaksw
        endsw
    else
        switch ($_cairn_word:q)
            case -h:
            case --help:
            case --sh:
            case --csh:
            case --fish:
            case --bat:
            case --pwsh:
            case --list:
                set _cairn_as_is = 1
                breaksw
            case -*:
                breaksw
            default:
                if ("$_cairn_verb" == "") set _cairn_verb = $_cairn_word:q
                breaksw
        endsw
    endif
    set _cairn_others = ($_cairn_others:q $_cairn_word:q)
end

set _cairn_kind = plain
if ($_cairn_command:q == load || $_cairn_command:q == unload) set _cairn_kind = evaluate
if ($_cairn_command:q == env && ($_cairn_verb:q == activate || $_cairn_verb:q == deactivate)) set _cairn_kind = evaluate
if ($_cairn_command:q == cd) set _cairn_kind = cd
if ($_cairn_as_is) set _cairn_kind = plain

set _cairn_status = 0
switch ($_cairn_kind)
    case cd:
        set _cairn_output = "`$_cairn_program:q $_cairn_others:q`"
        set _cairn_status = $status
        if ($_cairn_status == 0 && $#_cairn_output > 0) cd $_cairn_output[$#_cairn_output]:q
        breaksw
    case evaluate:
        eval `$_cairn_program:q $_cairn_words:q --csh || echo "set _cairn_status = 1;"`
        breaksw
    default:
        $_cairn_program:q $_cairn_words:q
        set _cairn_status = $status
        breaksw
endsw
# The status of a sourced file is that of its last command.
sh -c "exit $_cairn_status"

# Functions of Cairn for fish. `cairn shell-init` sets _cairn_program and _cairn_share and reads this file.

function cairn --description 'install and use software'
    set -l verb ''
    set -l name ''
    set -l at 0
    set -l as_is 0
    set -l skip 0
    for i in (seq (count $argv))
        set -l word $argv[$i]
        if test $skip = 1
            set skip 0
        else if test -z "$name"
            switch $word
                case -c -C -e --config --config-scope --env --color
                    set skip 1
                case '-*'
                case '*'
                    set name $word
                    set at $i
            end
        else
            switch $word
                case -h --help '-\?' --sh --csh --fish --bat --pwsh --list
                    set as_is 1
                case '-*'
                case '*'
                    test -n "$verb"; or set verb $word
            end
        end
    end
    switch "$name $verb"
        case 'load *' 'unload *' 'cd *' 'env activate' 'env deactivate'
        case '*'
            set as_is 1
    end
    if test $as_is = 1
        $_cairn_program $argv
    else if test $name = cd
        set argv[$at] location
        set -l directory ($_cairn_program $argv)
        or return
        cd $directory[-1]
    else
        set -l commands ($_cairn_program $argv --fish)
        or return
        string join \n -- $commands | source
    end
end

function cairnactivate --wraps 'cairn env activate'
    cairn env activate $argv
end

source $_cairn_share/completion.fish

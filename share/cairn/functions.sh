# Functions of Cairn for shells like sh. `cairn shell-init` sets _cairn_program and reads this file.
# The shell itself must change directories and variables, so `cairn` is a function around the program.

cairn() {
    _cairn_skip="" _cairn_command="" _cairn_verb="" _cairn_as_is="" _cairn_at=0 _cairn_seen=0
    for _cairn_word in "$@"; do
        _cairn_seen=$((_cairn_seen + 1))
        if [ -n "$_cairn_skip" ]; then
            _cairn_skip=""
        elif [ -z "$_cairn_command" ]; then
            case "$_cairn_word" in
                -c | -C | -e | --config | --config-scope | --env | --color) _cairn_skip=1 ;;
                -*) ;;
                *) _cairn_command="$_cairn_word" _cairn_at="$_cairn_seen" ;;
            esac
        else
            case "$_cairn_word" in
                -h | --help | '-?' | --sh | --csh | --fish | --bat | --pwsh | --list) _cairn_as_is=1 ;;
                -*) ;;
                *) [ -n "$_cairn_verb" ] || _cairn_verb="$_cairn_word" ;;
            esac
        fi
    done
    case "$_cairn_command $_cairn_verb" in
        'env activate' | 'env deactivate') ;;
        'load '* | 'unload '* | 'cd '*) ;;
        *) _cairn_as_is=1 ;;
    esac
    if [ -n "$_cairn_as_is" ]; then
        "$_cairn_program" "$@"
    elif [ "$_cairn_command" = cd ]; then
        # `cd` becomes `location`: every word goes round once.
        _cairn_seen=0
        for _cairn_word in "$@"; do
            _cairn_seen=$((_cairn_seen + 1))
            shift
            if [ "$_cairn_seen" -eq "$_cairn_at" ]; then
                _cairn_word=location
            fi
            set -- "$@" "$_cairn_word"
        done
        _cairn_output="$("$_cairn_program" "$@")" || return
        cd "$_cairn_output"
    else
        _cairn_output="$("$_cairn_program" "$@" --sh)" || return
        eval "$_cairn_output"
    fi
}

alias cairnactivate='cairn env activate'

if [ -n "${BASH_VERSION:-}" ]; then
    export _cairn_program
    export -f cairn
    . "$_cairn_share/completion.bash"
elif [ -n "${ZSH_VERSION:-}" ]; then
    . "$_cairn_share/completion.zsh"
fi

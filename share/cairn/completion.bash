# Completion of `cairn` in bash: the program itself knows its commands, options, packages and installations.

_cairn_complete() {
    local line="${COMP_LINE:0:COMP_POINT}" words=() whole="" before="" candidate rest kind=""
    read -r -a words <<<"$line"
    # A blank at the end begins a new, empty word.
    case "$line" in
        *[[:space:]]) words+=("") ;;
    esac
    whole="${words[${#words[@]} - 1]}"
    # bash replaces only what stands behind the last of its breaking characters: that is cut off from the candidates.
    rest="$whole"
    while [ -n "$rest" ] && [[ "$COMP_WORDBREAKS" != *"${rest: -1}"* ]]; do
        rest="${rest%?}"
    done
    before="$rest"
    COMPREPLY=()
    while IFS=$'\t' read -r candidate rest; do
        case "$candidate" in
            :files | :directories) kind="$candidate" ;;
            *) COMPREPLY+=("${candidate#"$before"}") ;;
        esac
    done < <("$_cairn_program" complete -- "${words[@]:1}" 2>/dev/null)
    case "$kind" in
        :files) compopt -o default 2>/dev/null; COMPREPLY+=($(compgen -f -- "${whole#"$before"}")) ;;
        :directories) compopt -o default 2>/dev/null; COMPREPLY+=($(compgen -d -- "${whole#"$before"}")) ;;
    esac
    # A package may go on with a version or a variant: no blank behind it.
    if [ "${#COMPREPLY[@]}" -eq 1 ]; then
        case "$whole${COMPREPLY[0]}" in
            -*) ;;
            *) [ "${#words[@]}" -le 2 ] || compopt -o nospace 2>/dev/null ;;
        esac
    fi
}

complete -F _cairn_complete cairn

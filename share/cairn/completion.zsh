# Completion of `cairn` in zsh: the program itself knows its commands, options, packages and installations.

_cairn() {
    local -a candidates descriptions
    local candidate description kind=""
    while IFS=$'\t' read -r candidate description; do
        case "$candidate" in
            :files | :directories) kind="$candidate" ;;
            *)
                candidates+=("$candidate")
                descriptions+=("${candidate}${description:+  -- $description}")
                ;;
        esac
    done < <("$_cairn_program" complete -- "${(@)words[2,CURRENT]}" 2>/dev/null)
    if (( ${#candidates} )); then
        if (( CURRENT > 2 )) && [[ "${words[CURRENT]}" != -* ]]; then
            compadd -l -S '' -d descriptions -a candidates
        else
            compadd -l -d descriptions -a candidates
        fi
    fi
    case "$kind" in
        :files) _files ;;
        :directories) _files -/ ;;
    esac
}

if (( ! ${+functions[compdef]} )) && [[ -o interactive ]]; then
    autoload -Uz compinit && compinit -u
fi
if (( ${+functions[compdef]} )); then
    compdef _cairn cairn
fi

# Completion of `cairn` in fish: the program itself knows its commands, options, packages and installations.

function __cairn_complete
    set -l words (commandline -opc) (commandline -ct)
    for line in ($_cairn_program complete -- $words[2..-1] 2>/dev/null)
        switch $line
            case :files
                __fish_complete_path (commandline -ct)
            case :directories
                __fish_complete_directories (commandline -ct)
            case '*'
                echo $line
        end
    end
end

complete -c cairn -e
complete -c cairn -f -a '(__cairn_complete)'

# Functions of Cairn for csh and tcsh. `cairn shell-init` sets _cairn_program and _cairn_share and reads this file.

alias cairn 'set _cairn_words = (\!*); source $_cairn_share:q/command.csh'
alias cairnactivate 'cairn env activate'

#%Module1.0
## Module file created by cairn on {{ timestamp }}
##
## {{ spec.short_spec }}
##
{% if configure_options %}
## Configure options: {{ configure_options | wordwrap(8169, True, "\n##                    ", False) }}
##
{% endif %}


{% block header %}
{% if short_description %}
module-whatis {{ short_description | tcl_word }}
{% endif %}

proc ModulesHelp { } {
    puts stderr {{ '{' }}Name   : {{ spec.name }}{{ '}' }}
    puts stderr {{ '{' }}Version: {{ spec.version }}{{ '}' }}
    puts stderr {{ '{' }}Target : {{ spec.target }}{{ '}' }}
{% if long_description %}
    puts stderr {}
{{ long_description | textwrap(72) | curly_quote() | prepend_to_line('    puts stderr ') | join() }}
{% endif %}
}
{% endblock %}

{% block autoloads %}
{% if autoload | length > 0 %}
if {![info exists ::env(LMOD_VERSION_MAJOR)]} {
{% for module in autoload %}
    module load {{ module }}
{% endfor %}
} else {
{% for module in autoload %}
    depends-on {{ module }}
{% endfor %}
}
{% endif %}
{% endblock %}
{% block prerequisite %}
{% for module in prerequisites %}
prereq {{ module }}
{% endfor %}
{% endblock %}
{% block conflict %}
{% for name in conflicts %}
conflict {{ name }}
{% endfor %}
{% endblock %}

{% block environment %}
{% for command_name, cmd in environment_modifications %}
{% set delimiter = "" if cmd.separator == ":" else "--delim {" ~ cmd.separator ~ "} " %}
{% if command_name == 'PrependPath' %}
prepend-path {{ delimiter }}{{ cmd.name }} {{ cmd.value | tcl_word }}
{% elif command_name in ('AppendPath', 'AppendFlagsEnv') %}
append-path {{ delimiter }}{{ cmd.name }} {{ cmd.value | tcl_word }}
{% elif command_name in ('RemovePath', 'RemoveFlagsEnv') %}
remove-path {{ delimiter }}{{ cmd.name }} {{ cmd.value | tcl_word }}
{% elif command_name in ('SetEnv', 'SetPath') %}
setenv {{ cmd.name }} {{ cmd.value | tcl_word }}
{% elif command_name == 'UnsetEnv' %}
unsetenv {{ cmd.name }}
{% endif %}
{% endfor %}
{# an empty item at the end stands for the pages of the system #}
{% if has_manpath_modifications %}
append-path MANPATH {{ '{' }}{{ '}' }}
{% endif %}
{% endblock %}

{% block footer %}
{# for templates that extend this one #}
{% endblock %}

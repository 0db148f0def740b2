-- -*- lua -*-
-- Module file created by cairn on {{ timestamp }}
--
-- {{ spec.short_spec }}
--

{% block header %}
{% if short_description %}
whatis([[Name : {{ spec.name }}]])
whatis([[Version : {{ spec.version }}]])
whatis([[Target : {{ spec.target }}]])
whatis([[Short description : {{ short_description }}]])
{% endif %}
{% if configure_options %}
whatis([[Configure options : {{ configure_options }}]])
{% endif %}

help([[Name   : {{ spec.name }}]])
help([[Version: {{ spec.version }}]])
help([[Target : {{ spec.target }}]])
{% if long_description %}
help()
help([[{{ long_description | textwrap(72) | join() }}]])
{% endif %}
{% endblock %}

{% block provides %}
{% if has_modulepath_modifications %}
-- Services that the package provides
{% for name in provides %}
family("{{ name }}")
{% endfor %}

-- What can be loaded with this module
{% for path in unlocked_paths %}
prepend_path("MODULEPATH", "{{ path }}")
{% endfor %}

{% if has_conditional_modifications %}
-- What can be loaded with this module and others
{% for name in missing %}
local {{ name }}_name = os.getenv("LMOD_{{ name | upper() }}_NAME")
local {{ name }}_version = os.getenv("LMOD_{{ name | upper() }}_VERSION")
{% endfor %}

{% for condition, path in conditionally_unlocked_paths %}
if {{ condition }} then
  local t = pathJoin({{ path }})
  prepend_path("MODULEPATH", t)
end
{% endfor %}

-- Tells others who provides the services
{% for name in provides %}
setenv("LMOD_{{ name | upper() }}_NAME", "{{ name_part }}")
setenv("LMOD_{{ name | upper() }}_VERSION", "{{ version_part }}")
{% endfor %}
{% endif %}
{% endif %}
{% endblock %}

{% block autoloads %}
{% for module in autoload %}
depends_on("{{ module }}")
{% endfor %}
{% endblock %}
{% block conflict %}
{% for name in conflicts %}
conflict("{{ name }}")
{% endfor %}
{% endblock %}

{% block environment %}
{% for command_name, cmd in environment_modifications %}
{% if command_name == 'PrependPath' %}
prepend_path("{{ cmd.name }}", {{ cmd.value | lua_string }}, {{ cmd.separator | lua_string }})
{% elif command_name in ('AppendPath', 'AppendFlagsEnv') %}
append_path("{{ cmd.name }}", {{ cmd.value | lua_string }}, {{ cmd.separator | lua_string }})
{% elif command_name in ('RemovePath', 'RemoveFlagsEnv') %}
remove_path("{{ cmd.name }}", {{ cmd.value | lua_string }}, {{ cmd.separator | lua_string }})
{% elif command_name in ('SetEnv', 'SetPath') %}
setenv("{{ cmd.name }}", {{ cmd.value | lua_string }})
{% elif command_name == 'UnsetEnv' %}
unsetenv("{{ cmd.name }}")
{% endif %}
{% endfor %}
{# an empty item at the end stands for the pages of the system #}
{% if has_manpath_modifications %}
append_path("MANPATH", "", ":")
{% endif %}
{% endblock %}

{% block footer %}
{# for templates that extend this one #}
{% endblock %}

using Cairn.Specs;
using Cairn.Store.Modules.Templating;

namespace Cairn.Store.Tests.Modules;

/// <summary>The language of templates: each case was rendered by Jinja 3 with <c>trim_blocks</c> and <c>lstrip_blocks</c>.</summary>
public sealed class TemplateTests
{
    [Theory]
    [InlineData("{{ name }}", "slurm")]
    [InlineData("{{ missing }}|{{ nothing }}|{{ yes }}|{{ 3 }}|{{ 1.5 }}", "|None|True|3|1.5")]
    [InlineData("{{ name.upper() }} {{ name|upper }} {{ name | upper() }}", "SLURM SLURM SLURM")]
    [InlineData("a\n{% if yes %}\nb\n{% endif %}\nc", "a\nb\nc")]
    [InlineData("a\n   {% if yes %}\n  b\n   {% endif %}\nc", "a\n  b\nc")]
    [InlineData("a  {% if yes %}b{% endif %}  c", "a  b  c")]
    [InlineData("a\n{# remark #}\nb", "a\nb")]
    [InlineData("a\n{%- if yes -%}\n  b  \n{%- endif %} c", "ab c")]
    [InlineData("{% if yes -%}\nx\n{% else -%}\ny\n{% endif -%}\nz", "x\nz")]
    [InlineData("{% for x in items %}{{ loop.index }}{{ x }}{% if not loop.last %},{% endif %}{% endfor %}", "1a,2b")]
    [InlineData("{% for k, v in pairs %}{{ k }}={{ v }};{% endfor %}", "p=1;q=2;")]
    [InlineData("{% for x in [] %}x{% else %}none{% endfor %}", "none")]
    [InlineData("{% for x in [1, 2, 3] if x != 2 %}{{ x }}{% endfor %}", "13")]
    [InlineData("{% for k, v in mapping.items() %}{{ k }}{{ v }}{% endfor %}", "a1")]
    [InlineData("{% set x = name ~ '-' ~ 1 %}{{ x }}", "slurm-1")]
    [InlineData("{{ 'a' if yes else 'b' }}{{ 'c' if missing }}", "a")]
    [InlineData("{{ name == 'slurm' and not missing or 'x' }}", "True")]
    [InlineData("{{ name in ('slurm', 'munge') }} {{ 'z' not in name }}", "True True")]
    [InlineData("{{ name is defined }} {{ missing is defined }} {{ nothing is none }} {{ name is not none }}", "True False True True")]
    [InlineData("{{ missing | default('d') }} {{ '' | default('e', true) }}", "d e")]
    [InlineData("{{ items | join() }}", "a\nb")]
    [InlineData("{{ items | join(', ') }} {{ items | length }} {{ items[0] }} {{ items[-1] }} {{ items|first }}", "a, b 2 a b a")]
    [InlineData("{{ items | quote | join }}", "\"a\"\n\"b\"")]
    [InlineData("{{ items | curly_quote() | prepend_to_line('puts ') | join() }}", "puts {a}\nputs {b}")]
    [InlineData("{{ 'one two three' | textwrap(7) | join() }}", "one two\nthree")]
    [InlineData(
        "{{ 'supports object-oriented programming, --with-hyphens-long x--y e-mail a-b 1-2-3 data-driven' | textwrap(20) | join() }}",
        "supports object-\noriented\nprogramming, --with-\nhyphens-long x--y\ne-mail a-b 1-2-3\ndata-driven")]
    [InlineData("{{ 'x' | replace('x', 'y') }}{{ ' t ' | trim }}{{ 'a\nb' | indent(2) }}", "yta\n  b")]
    [InlineData("{{ 1 + 2 * 3 - 4 // 3 }} {{ 7 % 4 }} {{ (1 + 2) * 3 }} {{ -1 }}", "6 3 9 -1")]
    [InlineData("{{ '{' }}{{ name }}{{ '}' }}", "{slurm}")]
    [InlineData("{% raw %}{{ name }}{% endraw %}", "{{ name }}")]
    [InlineData("{{ items }} {{ mapping }}", "['a', 'b'] {'a': 1}")]
    [InlineData("text\n", "text")]
    public void Renders_as_Jinja_does(string template, string expected) => Render(template).ShouldBe(expected);

    [Fact]
    public void A_template_replaces_blocks_of_the_one_that_it_extends()
    {
        var templates = new Dictionary<string, string>
        {
            ["base"] = "1\n{% block a %}\nbase a\n{% endblock %}\n2\n{% block b %}\nbase b\n{% endblock %}\n",
            ["middle"] = "{% extends \"base\" %}\n{% block a %}\nmiddle {{ x }} + {{ super() }}{% endblock %}\n",
        };
        Template Load(string name) => Template.Parse(templates[name], name, Load);

        var text = Template.Parse("{% set x = 5 %}{% extends 'middle' %}{% block b %}derived{% endblock %}", "derived", Load).Render(new Dictionary<string, object?>());

        text.ShouldBe("1\nmiddle 5 + base a\n2\nderived");
    }

    [Theory]
    [InlineData("a\n{{ name", "is not closed", 2)]
    [InlineData("a\n{% if yes %}\nb", "`{% endif %}` is missing", 2)]
    [InlineData("\n\n{% macro f() %}", "no statement `macro`", 3)]
    [InlineData("\n{{ name | nofilter }}", "no filter `nofilter`", 2)]
    [InlineData("{{ 1 + }}", "ends too early", 1)]
    public void Mistakes_are_told_with_their_line(string template, string message, int line)
    {
        var failure = Should.Throw<CairnException>(() => Render(template)).Diagnostic;

        failure.Message.ShouldContain(message);
        failure.Location!.Line.ShouldBe(line);
    }

    [Fact]
    public void Our_own_templates_can_be_read()
    {
        var library = new TemplateLibrary([]);
        library.Get("modules/modulefile.tcl").ShouldNotBeNull();
        library.Get("modules/modulefile.lua").ShouldNotBeNull();
        Should.Throw<CairnException>(() => library.Get("modules/other")).Diagnostic.Message.ShouldContain("no template");
    }

    private static string Render(string template) => Template.Parse(template, "test", _ => throw new InvalidOperationException()).Render(new Dictionary<string, object?>
    {
        ["name"] = "slurm",
        ["yes"] = true,
        ["nothing"] = null,
        ["items"] = new List<object?> { "a", "b" },
        ["pairs"] = new List<object?> { new List<object?> { "p", 1L }, new List<object?> { "q", 2L } },
        ["mapping"] = new Dictionary<string, object?> { ["a"] = 1L },
    });
}

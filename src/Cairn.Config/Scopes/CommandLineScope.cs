using System.Collections.Immutable;
using Cairn.Config.Merging;
using Cairn.Config.Yaml;
using Cairn.Specs;

namespace Cairn.Config.Scopes;

/// <summary>Values given as <c>-c section:key:value</c>.</summary>
public static class CommandLineScope
{
    /// <summary>The scope that a list of such settings makes; later ones win.</summary>
    /// <exception cref="CairnException">A setting has no value, or its value is not YAML.</exception>
    public static ConfigurationScope Create(IEnumerable<string> settings)
    {
        YamlNode? all = null;
        foreach (var setting in settings)
        {
            all = YamlMerge.Join(all, Parse(setting));
        }

        return new MappingScope("command_line", all as YamlMapping);
    }

    private static YamlNode Parse(string setting)
    {
        var mark = new YamlMark("command line", 0, 0);
        var path = ConfigurationPath.Parse(setting);
        if (path.Elements.Length < 2)
        {
            throw new CairnException(new Diagnostic(
                "configuration-setting", $"`-c {setting}` has no value", null, [], "write `-c section:key:value`, as in `-c config:build_jobs:8`"));
        }

        var value = path.Value();
        for (var i = path.Elements.Length - 2; i >= 0; i--)
        {
            var element = path.Elements[i];
            value = new YamlMapping(ImmutableArray.Create(new YamlEntry(element.Name, element.Mode, value, mark)), mark);
        }

        return value;
    }
}

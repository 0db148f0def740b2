using Cairn.Config.Scopes;
using Cairn.Config.Yaml;

namespace Cairn.Config.Tests;

/// <summary>Nothing can be included from elsewhere; conditions are <c>true</c> or not.</summary>
internal sealed class NoIncludes : IIncludeSources
{
    public bool Holds(YamlScalar condition) => condition.Text is "true" or "yes";

    public string Fetch(string url, string sha256) => throw new InvalidOperationException($"{url} was asked for");

    public string Clone(GitReference reference) => throw new InvalidOperationException($"{reference.Url} was asked for");
}

using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Cairn.Specs;

namespace Cairn.Recipes;

/// <summary>Specs that recipes spell out, each parsed once: 125,000 directives use 35,000 different texts.</summary>
internal sealed class SpecLiterals
{
    private readonly ConcurrentDictionary<string, AbstractSpec> _parsed = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(AbstractSpec Context, AbstractSpec Own), AbstractSpec> _combined = new(new BySpelling());

    /// <summary>The spec that a text spells.</summary>
    /// <exception cref="SpecSyntaxException">It spells none.</exception>
    public AbstractSpec Parse(string text) =>
        _parsed.TryGetValue(text, out var known) ? known : _parsed.GetOrAdd(text, AbstractSpec.Parse(text));

    /// <summary>What both conditions ask for.</summary>
    /// <exception cref="UnsatisfiableSpecException">They contradict each other.</exception>
    public AbstractSpec Combine(AbstractSpec context, AbstractSpec own)
    {
        if (ReferenceEquals(own, AbstractSpec.Empty) && !ReferenceEquals(context, AbstractSpec.Empty))
        {
            return context;
        }

        var key = (context, own);
        return _combined.TryGetValue(key, out var known) ? known : _combined.GetOrAdd(key, context.Constrain(own));
    }

    /// <summary>Equal specs may be spelled differently, and the result keeps the spelling: so only the very same ones are the same key.</summary>
    private sealed class BySpelling : IEqualityComparer<(AbstractSpec Context, AbstractSpec Own)>
    {
        public bool Equals((AbstractSpec Context, AbstractSpec Own) x, (AbstractSpec Context, AbstractSpec Own) y) =>
            ReferenceEquals(x.Context, y.Context) && ReferenceEquals(x.Own, y.Own);

        public int GetHashCode((AbstractSpec Context, AbstractSpec Own) key) =>
            HashCode.Combine(RuntimeHelpers.GetHashCode(key.Context), RuntimeHelpers.GetHashCode(key.Own));
    }
}

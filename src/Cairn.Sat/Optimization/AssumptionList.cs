using System.Runtime.InteropServices;

namespace Cairn.Sat.Optimization;

/// <summary>The assumptions of one search, each once, in order.</summary>
internal sealed class AssumptionList
{
    private readonly List<Literal> _literals = [];
    private int[] _stamps = new int[256];
    private int _stamp = 1;

    public ReadOnlySpan<Literal> Span => CollectionsMarshal.AsSpan(_literals);

    public void Clear()
    {
        _literals.Clear();
        _stamp++;
    }

    public void Add(Literal literal)
    {
        if (literal.Code >= _stamps.Length)
        {
            Array.Resize(ref _stamps, Math.Max(literal.Code + 1, _stamps.Length * 2));
        }

        if (_stamps[literal.Code] != _stamp)
        {
            _stamps[literal.Code] = _stamp;
            _literals.Add(literal);
        }
    }
}

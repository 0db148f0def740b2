namespace Cairn.Sat.Optimization;

/// <summary>The costs of one priority, and how far their minimum is known.</summary>
/// <remarks>
/// The core-guided algorithm OLL (Andres and others 2012; Morgado and others 2014): every cost literal is assumed false. A core says
/// that one of its members must hold, so the lower bound rises by the least weight among them; that weight is taken off each,
/// and goes to a new assumption "at most one of them holds", a totalizer's output. When that one turns up in a core, the
/// totalizer's next output takes its place. Literals are kept as codes.
/// </remarks>
internal sealed class CostLevel(Solver solver, int priority)
{
    private readonly List<int> _terms = [];
    private readonly List<long> _weights = [];
    private readonly Dictionary<int, int> _termOf = [];
    private readonly List<int> _order = [];
    private readonly HashSet<int> _premises = [];
    private readonly Dictionary<int, Soft> _soft = [];
    private long _offset;
    private Model? _weighed;
    private long _cost;

    public int Priority => priority;

    /// <summary>No model costs less, given what is assumed of the levels above.</summary>
    public long LowerBound { get; private set; }

    /// <summary>How many literals have a cost.</summary>
    public int TermCount => _terms.Count;

    /// <summary>How many totalizer outputs were made.</summary>
    public long TotalizerOutputs { get; private set; }

    /// <summary>The literals assumed at present, in the order in which they came.</summary>
    public IReadOnlyList<int> Assumptions => _order;

    /// <summary>The weight at stake on an assumption.</summary>
    public long Weight(int assumption) => _soft[assumption].Weight;

    /// <summary>True if the bound was raised since the start or the last reset.</summary>
    public bool HasProgress { get; private set; }

    /// <summary>The greatest weight at stake on an assumption that the model does not, or may not, satisfy.</summary>
    public long HeaviestViolated(Model model)
    {
        var heaviest = 0L;
        foreach (var assumption in _order)
        {
            if (!model[new Literal(assumption)] || assumption >> 1 >= model.VariableCount)
            {
                heaviest = Math.Max(heaviest, _soft[assumption].Weight);
            }
        }

        return heaviest;
    }

    public bool IsAssumption(int literal) => _soft.ContainsKey(literal);

    public void Add(int literal, long weight)
    {
        if (weight < 0)
        {
            _offset += weight;
            LowerBound += weight;
            (literal, weight) = (literal ^ 1, -weight);
        }

        _weighed = null;
        if (_termOf.TryGetValue(literal, out var index))
        {
            _weights[index] += weight;
        }
        else
        {
            _termOf.Add(literal, _terms.Count);
            _terms.Add(literal);
            _weights.Add(weight);
        }

        AddSoft(literal ^ 1, new Soft(weight, null, 0));
    }

    /// <summary>What the model costs; the sum for the last model is kept, since a search asks for that of its best one again and again.</summary>
    public long Cost(Model model)
    {
        if (ReferenceEquals(model, _weighed))
        {
            return _cost;
        }

        var cost = _offset;
        for (var i = 0; i < _terms.Count; i++)
        {
            if (model[new Literal(_terms[i])])
            {
                cost += _weights[i];
            }
        }

        (_weighed, _cost) = (model, cost);
        return cost;
    }

    /// <summary>Forgets the bound: it was proven under assumptions that no longer hold.</summary>
    public void Reset()
    {
        LowerBound = _offset;
        HasProgress = false;
        _premises.Clear();
        _order.Clear();
        _soft.Clear();
        for (var i = 0; i < _terms.Count; i++)
        {
            AddSoft(_terms[i] ^ 1, new Soft(_weights[i], null, 0));
        }
    }

    /// <summary>The bound was proven with this premise.</summary>
    public void RestOn(int premise) => _premises.Add(premise);

    /// <summary>True if the bound was proven with the premise.</summary>
    public bool RestsOn(int premise) => _premises.Contains(premise);

    /// <summary>These assumptions of the level can't all hold: pays for one of them.</summary>
    public void Relax(ReadOnlySpan<int> core)
    {
        var least = long.MaxValue;
        foreach (var assumption in core)
        {
            least = Math.Min(least, _soft[assumption].Weight);
        }

        LowerBound += least;
        HasProgress = true;
        Span<Literal> violated = core.Length <= 64 ? stackalloc Literal[core.Length] : new Literal[core.Length];
        for (var i = 0; i < core.Length; i++)
        {
            violated[i] = new Literal(core[i] ^ 1);
            Take(core[i], least);
        }

        // Of exclusive literals a second one can't hold: no bound is needed.
        if (core.Length > 1 && !solver.AreExclusive(violated))
        {
            AddBound(new Totalizer(solver, violated), 2, least);
        }
    }

    private void Take(int assumption, long weight)
    {
        var soft = _soft[assumption];
        if (soft.Weight == weight)
        {
            _soft.Remove(assumption);
            _order.Remove(assumption);
        }
        else
        {
            _soft[assumption] = soft with { Weight = soft.Weight - weight };
        }

        if (soft.Totalizer is { } totalizer && soft.Bound < totalizer.InputCount)
        {
            AddBound(totalizer, soft.Bound + 1, weight);
        }
    }

    private void AddBound(Totalizer totalizer, int bound, long weight)
    {
        var outputs = totalizer.OutputCount;
        var atLeast = totalizer.AtLeast(bound).Code;
        TotalizerOutputs += totalizer.OutputCount - outputs;
        AddSoft(atLeast ^ 1, new Soft(weight, totalizer, bound));
    }

    private void AddSoft(int assumption, Soft soft)
    {
        if (_soft.TryGetValue(assumption, out var known))
        {
            _soft[assumption] = known with { Weight = known.Weight + soft.Weight };
        }
        else
        {
            _soft.Add(assumption, soft);
            _order.Add(assumption);
        }
    }

    /// <summary>A weight on an assumption; with a totalizer it says that fewer than <c>Bound</c> of its inputs hold.</summary>
    private readonly record struct Soft(long Weight, Totalizer? Totalizer, int Bound);
}

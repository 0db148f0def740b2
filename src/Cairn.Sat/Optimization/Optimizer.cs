using Cairn.Sat.Optimization;

namespace Cairn.Sat;

/// <summary>
/// Finds the lexicographically cheapest model: the level of highest priority is minimised first, then the next among the
/// models that are best so far.
/// </summary>
/// <remarks>Costs may be added at any time, also by the lazy encoder during <see cref="Minimize"/> and on levels already done.</remarks>
public sealed class Optimizer
{
    private readonly Solver _solver;
    private readonly List<CostLevel> _levels = [];
    private readonly PremiseSet _premises;

    /// <summary>An optimiser with no costs yet.</summary>
    public Optimizer(Solver solver) => (_solver, _premises) = (solver, new PremiseSet(solver));

    /// <summary>
    /// A model in which the literal holds costs <paramref name="weight"/> on the level of that priority. Weights on one literal add up;
    /// a negative weight is a gain (costs may then be negative). Unless a preference was given, the search guesses what costs nothing.
    /// </summary>
    public void AddCost(Literal literal, long weight, int priority)
    {
        _solver.Recorder?.RecordCost(literal, weight, priority);
        var level = LevelOf(priority);
        if (weight != 0)
        {
            _solver.SuggestPhase(weight > 0 ? !literal : literal);
            level.Add(literal.Code, weight);
        }
    }

    /// <summary>A new literal that holds in all that is found until it is withdrawn.</summary>
    /// <remarks>
    /// For what is taken for granted and may turn out otherwise. Made while a search is under way, it counts from the next search on;
    /// until then models in which it does not hold are not taken. <see cref="Withdraw"/> gives up the bounds that rest on it and nothing else.
    /// </remarks>
    public Literal AddPremise() => _premises.Add();

    /// <summary>The premises that were not withdrawn.</summary>
    public IReadOnlyList<Literal> Premises => _premises.Held;

    /// <summary>The premise is false from now on; if a search is under way, after it.</summary>
    public void Withdraw(Literal premise) => _premises.Withdraw(premise);

    /// <summary>Finds a best model under the assumptions; when cancelled, the best so far, marked as not proven.</summary>
    /// <param name="assumptions">Literals that must hold in this run.</param>
    /// <param name="cancellation">Ends the search early, for instance after a time limit.</param>
    /// <param name="onModel">Told of each better model as it is found.</param>
    /// <param name="objects">
    /// Asked about a model that is proven best. If it adds to the problem what forbids the model, and returns true, the search goes on with
    /// all that it knows.
    /// </param>
    public OptimizationResult Minimize(
        ReadOnlySpan<Literal> assumptions = default,
        CancellationToken cancellation = default,
        Action<Model>? onModel = null,
        Func<Model, bool>? objects = null)
    {
        foreach (var level in _levels)
        {
            level.Reset();
        }

        return new LexicographicSearch(_solver, _levels, assumptions.ToArray(), _premises, onModel, objects, cancellation).Run();
    }

    /// <summary>What a model costs, by descending priority.</summary>
    public IEnumerable<(int Priority, long Cost)> CostsOf(Model model) => _levels.Select(level => (level.Priority, level.Cost(model)));

    private CostLevel LevelOf(int priority)
    {
        var index = 0;
        while (index < _levels.Count && _levels[index].Priority > priority)
        {
            index++;
        }

        if (index == _levels.Count || _levels[index].Priority != priority)
        {
            _levels.Insert(index, new CostLevel(_solver, priority));
        }

        return _levels[index];
    }
}

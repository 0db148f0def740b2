using Cairn.Sat;

namespace Cairn.Concretization.Encoding;

/// <summary>What values that are handed on (<c>++shared</c>) mean for the other values of a multi-valued variant.</summary>
internal sealed class PropagatedValues(Problem problem)
{
    private Formulas Formulas => problem.Formulas;

    /// <summary>Values are handed on to the node: where nobody else asks for values, there are no others, not even the default.</summary>
    public void Add(VariantState state, PackageNode node, IReadOnlyCollection<string> values, Literal active)
    {
        if (state.Single is not null)
        {
            return;
        }

        if (state.Demanded is null)
        {
            state.Demanded = new OpenDisjunction(problem, Formulas.Fresh());
            state.Demands.ForEach(demand => state.Demanded.Add(demand, suffices: false));
        }

        foreach (string value in values)
        {
            Propagated(state, value).Add(active, suffices: false);
        }

        state.Propagations.Add((active, values));
        foreach (var value in state.Values)
        {
            ForbidBeside(node, state, value, active, values);
        }
    }

    /// <summary>While values are handed on, another value needs somebody who asks for it.</summary>
    public void ForbidBeside(PackageNode node, VariantState state, VariantValueState value, Literal active, IReadOnlyCollection<string> values)
    {
        if (!values.Contains(value.Value))
        {
            Formulas.Clause(!active, !node.Builds, !value.IsTaken, state.Demanded!.Atom, Propagated(state, value.Value).Atom);
        }
    }

    private OpenDisjunction Propagated(VariantState state, string value)
    {
        if (!state.Propagated.TryGetValue(value, out var propagated))
        {
            state.Propagated.Add(value, propagated = new OpenDisjunction(problem, Formulas.Fresh()));
        }

        return propagated;
    }
}

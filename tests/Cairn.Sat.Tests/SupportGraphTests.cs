using Shouldly;
using Xunit;

namespace Cairn.Sat.Tests;

public sealed class SupportGraphTests
{
    private readonly Solver _solver = new();

    [Fact]
    public void Circle_does_not_hold_itself_up()
    {
        var (a, b) = (_solver.AddLiteral("a"), _solver.AddLiteral("b"));
        var (ab, ba) = (_solver.AddLiteral(), _solver.AddLiteral());
        _solver.Supports.AddSupport(a, ba, b);
        _solver.Supports.AddSupport(b, ab, a);
        _solver.Solve([a]).ShouldBe(SolveStatus.Unsatisfiable);
        _solver.Core.ShouldBe([a]);
        _solver.Statistics.LoopClauses.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Circle_with_a_root_stands()
    {
        var (a, b, root) = (_solver.AddLiteral("a"), _solver.AddLiteral("b"), _solver.AddLiteral("root"));
        var (ab, ba) = (_solver.AddLiteral(), _solver.AddLiteral());
        _solver.Supports.AddSupport(a, ba, b);
        _solver.Supports.AddSupport(b, ab, a);
        _solver.Supports.AddSupport(b, root);
        _solver.Solve([a]).ShouldBe(SolveStatus.Satisfiable);
        _solver.Model[root].ShouldBeTrue();
        _solver.Model[b].ShouldBeTrue();
    }

    [Fact]
    public void Atom_without_supports_is_false()
    {
        var a = _solver.AddLiteral();
        _solver.Supports.AddAtom(a);
        _solver.Solve([a]).ShouldBe(SolveStatus.Unsatisfiable);
        _solver.Solve().ShouldBe(SolveStatus.Satisfiable);
        _solver.Model[a].ShouldBeFalse();
    }

    [Fact]
    public void Closed_atom_takes_no_more_supports()
    {
        var (a, b) = (_solver.AddLiteral("a"), _solver.AddLiteral());
        _solver.Supports.AddAtom(a);
        _solver.Supports.Close(a);
        Should.Throw<InvalidOperationException>(() => _solver.Supports.AddSupport(a, b)).Message.ShouldContain("closed");
        Should.Throw<InvalidOperationException>(() => _solver.Supports.OpenLiteral(a));
    }

    [Fact]
    public void Open_literal_leads_back_to_its_atom()
    {
        var (a, b) = (_solver.AddLiteral(), _solver.AddLiteral());
        var first = _solver.Supports.OpenLiteral(a);
        _solver.Supports.AddSupport(a, b);
        var second = _solver.Supports.OpenLiteral(a);
        second.ShouldNotBe(first);
        _solver.Supports.AtomOfOpenLiteral(first).ShouldBe(a);
        _solver.Supports.AtomOfOpenLiteral(second).ShouldBe(a);
        _solver.Supports.AtomOfOpenLiteral(a).ShouldBeNull();
    }
}

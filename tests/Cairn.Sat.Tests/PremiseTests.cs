using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Cairn.Sat.Tests;

/// <summary>What is taken for granted and taken back, and models that are objected to.</summary>
public sealed class PremiseTests
{
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(1500);

    [Fact]
    public void Premises_hold_until_they_are_withdrawn()
    {
        var solver = new Solver();
        var optimizer = new Optimizer(solver);
        var (a, b) = (solver.AddLiteral("a"), solver.AddLiteral("b"));
        var premise = optimizer.AddPremise();
        solver.AddClause(a, b);
        solver.AddClause(!premise, !a);
        optimizer.AddCost(a, 1, 0);
        optimizer.AddCost(b, 5, 0);
        optimizer.Minimize().Costs.ShouldBe([new LevelCost(0, 5, 5)]);
        optimizer.Premises.ShouldBe([premise]);

        optimizer.Withdraw(premise);
        optimizer.Minimize().Costs.ShouldBe([new LevelCost(0, 1, 1)]);
        optimizer.Premises.ShouldBeEmpty();
    }

    [Fact]
    public void Premises_are_no_part_of_a_core()
    {
        var solver = new Solver();
        var optimizer = new Optimizer(solver);
        var a = solver.AddLiteral("a");
        solver.AddClause(!optimizer.AddPremise(), !a);
        var result = optimizer.Minimize([a]);
        result.Status.ShouldBe(OptimizationStatus.Unsatisfiable);
        result.Core.ShouldBe([a]);
    }

    [Fact]
    public void A_bound_goes_with_the_premise_that_it_rests_on_and_others_stay()
    {
        var solver = new Solver();
        var optimizer = new Optimizer(solver);
        var (high, middle, low, late) = (solver.AddLiteral(), solver.AddLiteral(), solver.AddLiteral(), solver.AddLiteral());
        var premise = optimizer.AddPremise();
        solver.AddClause(high);
        solver.AddClause(middle, !premise);
        solver.AddClause(low, late);
        optimizer.AddCost(high, 1, 3);
        optimizer.AddCost(middle, 1, 2);
        optimizer.AddCost(low, 4, 1);
        optimizer.AddCost(late, 1, 1);
        solver.Prefer(low);
        solver.Encoder = new Encoder(_ => optimizer.Withdraw(premise));
        solver.Watch(late);
        var result = optimizer.Minimize();
        result.Costs.ShouldBe([new LevelCost(3, 1, 1), new LevelCost(2, 0, 0), new LevelCost(1, 1, 1)]);
        result.Statistics.Withdrawals.ShouldBe(1);
    }

    [Fact]
    public void Reasons_that_come_late_are_taken_as_if_they_had_been_known() => Check.One(Many, Prop.ForAll<int, byte>((seed, size) =>
    {
        var record = new SatProblem();
        var world = new ClosedWorld(seed, 3 + (size % 4), (size >> 4) % 4, record);
        var result = world.Optimizer.Minimize();
        world.TakeRecord();
        var told = record.Load();
        var judge = told.Optimizer.Minimize();
        result.Status.ShouldBe(judge.Status);
        result.Costs.Select(cost => cost.Cost).ShouldBe(judge.Costs.Select(cost => cost.Cost));
        result.Costs.All(cost => cost.IsProven).ShouldBeTrue();
    }));

    [Fact]
    public void Worlds_of_late_reasons_do_withdraw_premises()
    {
        var withdrawals = Enumerable.Range(0, 300).Count(
            seed => new ClosedWorld(seed, 6, seed % 4, new SatProblem()).Optimizer.Minimize().Statistics.Withdrawals > 0);
        withdrawals.ShouldBeGreaterThan(30);
    }

    [Fact]
    public void Models_that_are_objected_to_come_in_the_order_of_their_costs() => Check.One(Many, Prop.ForAll<int, byte, byte>((seed, size, density) =>
    {
        var variables = 3 + (size % 6);
        var world = SmallWorld.Random(seed, variables, density % (variables * 2), groups: density % 2, costs: variables, levels: 1 + (size % 3));
        var (solver, optimizer) = world.Load();
        var objections = 0;
        var result = optimizer.Minimize(objects: model =>
        {
            var bits = SmallWorld.Bits(model, variables);
            world.CostVector(bits).ShouldBe(world.BestCost([]));
            if (objections++ == 4)
            {
                return false;
            }

            int[] forbidden = [.. Enumerable.Range(1, variables).Select(v => SmallWorld.Holds(bits, v) ? -v : v)];
            world.Clauses.Add(forbidden);
            solver.AddClause(SmallWorld.Of(forbidden));
            return true;
        });
        var best = world.BestCost([]);
        result.Status.ShouldBe(best is null ? OptimizationStatus.Unsatisfiable : OptimizationStatus.Optimal);
        result.Costs.Select(cost => cost.Cost).ShouldBe(best ?? []);
    }));

    private sealed class Encoder(Action<Literal> encode) : ILazyEncoder
    {
        public void Encode(Literal literal) => encode(literal);
    }

    /// <summary>
    /// Atoms that need a reason, where reasons come with triggers that state what they mean when they first become true. An atom that is
    /// true without a known reason is closed; a reason that comes later opens it again.
    /// </summary>
    private sealed class ClosedWorld : ILazyEncoder
    {
        private readonly Random _random;
        private readonly Solver _solver;
        private readonly List<Atom> _atoms = [];
        private readonly List<Literal> _triggers = [];
        private readonly List<(Literal Premise, List<Atom> Closed)> _premises = [];
        private readonly SatProblem _record;
        private readonly HashSet<Literal> _silent = [];

        public ClosedWorld(int seed, int size, int premises, SatProblem record)
        {
            _random = new Random(seed);
            _record = record;
            _solver = new Solver { Encoder = this, Recorder = record, FarthestBackjump = SmallWorld.FarthestBackjumpOf(seed) };
            Optimizer = new Optimizer(_solver);
            for (var i = 0; i < premises; i++)
            {
                _premises.Add((Optimizer.AddPremise(), []));
            }

            for (var i = 0; i < size; i++)
            {
                _triggers.Add(_solver.AddLiteral());
                _solver.Watch(_triggers[i]);
                _silent.Add(_triggers[i]);
                Optimizer.AddCost(_triggers[i], _random.Next(4), _random.Next(4));
            }

            for (var i = 0; i < size; i++)
            {
                var atom = new Atom(_solver.AddLiteral()) { Open = _solver.AddLiteral() };
                _atoms.Add(atom);
                _solver.AddClause(!atom.Literal, atom.Open);
                Watch(atom);

                // An atom spares a cost that is to be paid otherwise, as a value does that was asked for.
                var price = _solver.AddLiteral();
                _solver.AddClause(price, atom.Literal, !_triggers[_random.Next(size)]);
                Optimizer.AddCost(price, 1 + _random.Next(4), _random.Next(4));
            }

            for (var i = 0; i < size; i++)
            {
                _solver.AddClause(Any(), Any(), _triggers[_random.Next(size)]);
            }
        }

        public Optimizer Optimizer { get; }

        /// <summary>Completes the record: what never was stated is false, and what was taken for granted is so.</summary>
        public void TakeRecord()
        {
            _solver.Recorder = null;
            foreach (var trigger in _silent)
            {
                _record.Forbid(trigger);
            }

            foreach (var premise in Optimizer.Premises)
            {
                _record.Require(premise);
            }
        }

        public void Encode(Literal literal)
        {
            if (!_silent.Remove(literal))
            {
                foreach (var atom in _atoms.Where(atom => atom.Open == literal && !atom.IsClosed))
                {
                    atom.IsClosed = true;
                    Close(atom);
                }

                return;
            }

            for (var i = _random.Next(3); i > 0; i--)
            {
                AddReason(_atoms[_random.Next(_atoms.Count)], literal);
            }

            _solver.AddClause(!literal, Any(), Any());
        }

        private Literal Any()
        {
            var literal = _random.Next(2) == 0 ? _triggers[_random.Next(_triggers.Count)] : _atoms[_random.Next(_atoms.Count)].Literal;
            return _random.Next(3) == 0 ? !literal : literal;
        }

        private void AddReason(Atom atom, Literal reason)
        {
            if (atom.IsClosed)
            {
                atom.IsClosed = false;
                Reopen(atom);
            }

            var next = _solver.AddLiteral();
            _solver.AddClause(!atom.Open, reason, next);
            atom.Open = next;
            Watch(atom);
        }

        private void Watch(Atom atom)
        {
            _solver.SetPriority(atom.Open.Variable, -2);
            _solver.Watch(atom.Open);
        }

        private void Close(Atom atom)
        {
            if (_premises.Count == 0)
            {
                _premises.Add((Optimizer.AddPremise(), []));
            }

            var (premise, closed) = _premises[_random.Next(_premises.Count)];
            closed.Add(atom);
            _solver.AddClause(!premise, !atom.Open);
        }

        private void Reopen(Atom atom)
        {
            var index = _premises.FindIndex(each => each.Closed.Contains(atom));
            var (premise, closed) = _premises[index];
            _premises.RemoveAt(index);
            Optimizer.Withdraw(premise);
            closed.Where(other => other != atom).ToList().ForEach(Close);
        }

        private sealed class Atom(Literal literal)
        {
            public Literal Literal { get; } = literal;

            public Literal Open { get; set; }

            public bool IsClosed { get; set; }
        }
    }
}

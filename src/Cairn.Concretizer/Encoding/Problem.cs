using System.Runtime.CompilerServices;
using Cairn.Concretization.Explaining;
using Cairn.Concretization.Facts;
using Cairn.Sat;

namespace Cairn.Concretization.Encoding;

/// <summary>A solve under way: the nodes that came into question so far, and who encodes what.</summary>
/// <remarks>
/// Nothing is encoded before it can matter: each part asks with <see cref="OnTrue"/> to be called when a literal first becomes
/// true in the search, and adds then what the literal means.
/// </remarks>
internal sealed class Problem : ILazyEncoder
{
    private readonly Dictionary<Literal, List<Action>> _waiting = [];
    private readonly HashSet<Literal> _happened = [];
    private readonly Dictionary<(string Name, int Id), PackageNode> _nodes = [];
    private readonly Dictionary<(string Name, int Id), VirtualNode> _virtualNodes = [];
    private readonly Dictionary<Origin, Literal> _guards = [];
    private readonly Queue<Action> _queue = new();
    private readonly System.Diagnostics.Stopwatch _encoding = new();
    private readonly List<OpenDisjunction> _patient = [];
    private bool _isDraining;

    public Problem(ProblemFacts facts, bool explains)
    {
        Facts = facts;
        Explains = explains;
        IsComplete = explains;
        Solver = new Solver { Encoder = this, Recorder = !explains && facts.Options.Record is not null ? new SatProblem() : null };
        Optimizer = new Optimizer(Solver);
        Formulas = new Formulas(Solver);
        World = explains ? null : new ClosedWorld(this);
        Costs = new CostTable(this);
        Conditions = new ConditionEncoder(this);
        Impositions = new ImpositionEncoder(this);
        Nodes = new NodeEncoder(this);
        Versions = new VersionEncoder(this);
        Variants = new VariantEncoder(this);
        Architectures = new ArchitectureEncoder(this);
        Candidates = new CandidateEncoder(this);
        Dependencies = new DependencyEncoder(this);
        Virtuals = new VirtualEncoder(this);
        Requirements = new RequirementEncoder(this);
        Conflicts = new ConflictEncoder(this);
        Compilers = new CompilerEncoder(this);
        ReusedCompilers = new ReusedCompilerEncoder(this);
        Mixing = new CompilerMixingEncoder(this);
        Unification = new UnificationEncoder(this);
        Propagations = new PropagationEncoder(this);
        Reachability = new ReachabilityEncoder(this);
        Requests = new RequestEncoder(this);
    }

    public ProblemFacts Facts { get; }

    /// <summary>True if every fact can be switched off, so that a clash can be traced to facts.</summary>
    public bool Explains { get; }

    public Solver Solver { get; }

    public Optimizer Optimizer { get; }

    public Formulas Formulas { get; }

    /// <summary>What is closed and may be opened again; null if what is closed stays so, because failures are explained.</summary>
    public ClosedWorld? World { get; }

    public CostTable Costs { get; }

    public ConditionEncoder Conditions { get; }

    public ImpositionEncoder Impositions { get; }

    public NodeEncoder Nodes { get; }

    public VersionEncoder Versions { get; }

    public VariantEncoder Variants { get; }

    public ArchitectureEncoder Architectures { get; }

    public CandidateEncoder Candidates { get; }

    public DependencyEncoder Dependencies { get; }

    public VirtualEncoder Virtuals { get; }

    public RequirementEncoder Requirements { get; }

    public ConflictEncoder Conflicts { get; }

    public CompilerEncoder Compilers { get; }

    public ReusedCompilerEncoder ReusedCompilers { get; }

    public CompilerMixingEncoder Mixing { get; }

    public UnificationEncoder Unification { get; }

    public PropagationEncoder Propagations { get; }

    public ReachabilityEncoder Reachability { get; }

    public RequestEncoder Requests { get; }

    /// <summary>The problem as far as it was stated. What a literal would bring that never came true is left out, and so is the literal.</summary>
    public SatProblem? TakeRecord()
    {
        if (Solver.Recorder is { } record)
        {
            Solver.Recorder = null;
            foreach (var premise in Optimizer.Premises)
            {
                record.Require(premise);
            }

            foreach (var literal in _waiting.Keys)
            {
                record.Forbid(literal);
            }

            return record;
        }

        return null;
    }

    /// <summary>All nodes that came into question, encoded or not, in the order in which they did.</summary>
    public IEnumerable<PackageNode> AllNodes => _nodes.Values;

    public IEnumerable<VirtualNode> AllVirtualNodes => _virtualNodes.Values;

    /// <summary>Closes what the model has without a reason.</summary>
    /// <returns>True if there was any.</returns>
    public bool CloseUnreasoned(Model model)
    {
        bool any = false;
        foreach (var each in _patient)
        {
            if (each.LacksReason(model))
            {
                each.Close();
                any = true;
            }
        }

        // From now on what comes true without a reason is closed at once.
        IsComplete |= any;
        return any;
    }

    /// <summary>Notes something whose reason may come late.</summary>
    public void AddPatient(OpenDisjunction disjunction) => _patient.Add(disjunction);

    /// <summary>True if an answer was found before, or if failures are explained, so that hardly a reason is still to come.</summary>
    public bool IsComplete { get; private set; }

    public TimeSpan EncodeTime => _encoding.Elapsed;

    /// <summary>Facts with the literal that switches each on; empty unless <see cref="Explains"/>.</summary>
    public IReadOnlyDictionary<Origin, Literal> Guards => _guards;

    /// <summary>The literal that switches a fact on; always true unless failures are being explained.</summary>
    public Literal Guard(Origin origin)
    {
        if (!Explains)
        {
            return Formulas.True;
        }

        if (!_guards.TryGetValue(origin, out var guard))
        {
            guard = Formulas.Fresh();
            Solver.Prefer(guard);
            Solver.SetPriority(guard.Variable, GuessOrder.Guard);
            _guards.Add(origin, guard);
        }

        return guard;
    }

    /// <summary>The literal that switches a rule of the engine on; always true unless failures are being explained.</summary>
    /// <param name="text">The rule, as a clause.</param>
    /// <param name="advice">What would help.</param>
    public Literal Rule([InterpolatedStringHandlerArgument("")] ref RuleText text, string? advice = null) =>
        Explains ? Guard(new Origin.Rule(text.ToString()) { Advice = advice }) : Formulas.True;

    /// <summary>The node of a package with this number; made if need be, without looking at its recipe.</summary>
    public PackageNode Node(string name, int id)
    {
        if (!_nodes.TryGetValue((name, id), out var node))
        {
            node = Nodes.Make(name, id);
            _nodes.Add((name, id), node);
            Nodes.Announce(node);
        }

        return node;
    }

    public bool HasNode(string name, int id) => _nodes.ContainsKey((name, id));

    public VirtualNode VirtualNode(string name, int id)
    {
        if (!_virtualNodes.TryGetValue((name, id), out var node))
        {
            node = new VirtualNode(name, id, Formulas.Fresh());
            _virtualNodes.Add((name, id), node);
            Virtuals.Announce(node);
        }

        return node;
    }

    /// <summary>Runs the action once, when the literal first becomes true; at once if it did already.</summary>
    public void OnTrue(Literal literal, Action action)
    {
        if (Formulas.IsFalse(literal))
        {
            return;
        }

        if (Formulas.IsTrue(literal) || _happened.Contains(literal))
        {
            Enqueue(action);
            return;
        }

        if (!_waiting.TryGetValue(literal, out var actions))
        {
            _waiting.Add(literal, actions = []);
            Solver.Watch(literal);
        }

        actions.Add(action);
    }

    /// <inheritdoc/>
    public void Encode(Literal literal)
    {
        _happened.Add(literal);
        if (_waiting.Remove(literal, out var actions))
        {
            foreach (var action in actions)
            {
                Enqueue(action);
            }
        }
    }

    private void Enqueue(Action action)
    {
        _queue.Enqueue(action);
        if (_isDraining)
        {
            return;
        }

        // One action after the other, never one inside another: encoders may rely on finished structures.
        _isDraining = true;
        _encoding.Start();
        try
        {
            while (_queue.TryDequeue(out var next))
            {
                next();
            }
        }
        finally
        {
            _encoding.Stop();
            _isDraining = false;
        }
    }

    /// <summary>Runs something as encoding, with all that it sets off.</summary>
    public void Run(Action action) => Enqueue(action);
}

using Cairn.Sat;

namespace Cairn.Concretization.Encoding;

/// <summary>An atom that needs a reason, where reasons may still come from parts of the problem that are not encoded yet.</summary>
/// <remarks>
/// "Some reason not known yet" is a literal of its own, defined anew with each reason, so what was proven without it stays true.
/// When the search depends on it, all that is in reach has been encoded, and the atom is closed; a reason that comes later opens it again.
/// </remarks>
internal sealed class OpenDisjunction
{
    private readonly Problem _problem;
    private readonly bool _isPatient;
    private Literal _open;
    private bool _isClosed;

    /// <param name="problem">The problem.</param>
    /// <param name="atom">What needs a reason.</param>
    /// <param name="isPatient">
    /// True if the atom may be demanded before what could be its reasons is encoded: then the search may go without one; if its
    /// answer does, the atom is closed and the search goes on.
    /// </param>
    public OpenDisjunction(Problem problem, Literal atom, bool isPatient = false)
    {
        (_problem, Atom, _isPatient) = (problem, atom, isPatient);
        _open = problem.Formulas.Fresh();
        if (isPatient)
        {
            problem.AddPatient(this);
        }

        problem.Formulas.Implies(atom, _open);
        Watch();
    }

    /// <summary>What needs a reason.</summary>
    public Literal Atom { get; }

    /// <summary>True if the model has the atom without any reason.</summary>
    public bool LacksReason(Model model) => !_isClosed && model[_open];

    /// <summary>Adds a reason; if <paramref name="suffices"/>, it also makes the atom true.</summary>
    public void Add(Literal reason, bool suffices)
    {
        var formulas = _problem.Formulas;
        if (suffices)
        {
            formulas.Implies(reason, Atom);
        }

        if (_isClosed)
        {
            if (_problem.World is not { } world)
            {
                return;
            }

            _isClosed = false;
            world.Reopen(this);
        }

        var next = formulas.Fresh();
        formulas.Clause(!_open, reason, next);
        _open = next;
        Watch();
    }

    /// <summary>There is no reason but those known, as far as can be seen.</summary>
    public void Close()
    {
        if (!_isClosed)
        {
            _isClosed = true;
            CloseAgain();
        }
    }

    /// <summary>Closes what is closed with another premise.</summary>
    public void CloseAgain()
    {
        var premise = _problem.World?.Close(this) ?? _problem.Formulas.True;
        _problem.Formulas.Clause(!premise, !_open);
    }

    private void Watch()
    {
        var watched = _open;
        _problem.Formulas.Solver.SetPriority(watched.Variable, GuessOrder.Unknown);
        _problem.OnTrue(watched, () =>
        {
            if (watched != _open)
            {
                return;
            }

            if (!_isPatient || _problem.IsComplete)
            {
                Close();
            }
        });
    }
}

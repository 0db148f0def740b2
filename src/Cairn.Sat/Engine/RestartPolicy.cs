namespace Cairn.Sat.Engine;

/// <summary>
/// When to start the search over: phases in which restarts follow the quality (LBD) of what is learned alternate with stable
/// phases of few restarts; the first serve proofs, the second models.
/// </summary>
internal sealed class RestartPolicy
{
    private const double Fast = 1.0 / 32;
    private const double Slow = 1.0 / 8192;
    private const double Margin = 1.12;
    private const int MinimumInterval = 16;
    private const int StableUnit = 512;

    private double _fast;
    private double _slow;
    private double _fastWeight;
    private double _slowWeight;
    private long _sinceRestart;
    private long _phaseConflicts;
    private long _phaseLength = 1000;
    private int _stableRestarts;
    private bool _isStable;

    public void OnConflict(int lbd)
    {
        _sinceRestart++;
        _fast += Fast * (lbd - _fast);
        _slow += Slow * (lbd - _slow);
        _fastWeight += Fast * (1 - _fastWeight);
        _slowWeight += Slow * (1 - _slowWeight);
        if (++_phaseConflicts >= _phaseLength)
        {
            _phaseConflicts = 0;
            if (_isStable)
            {
                _phaseLength += _phaseLength / 2;
            }

            _isStable = !_isStable;
        }
    }

    public bool IsDue() => _isStable
        ? _sinceRestart >= StableUnit * Luby(_stableRestarts + 1)
        : _sinceRestart >= MinimumInterval && _fast / _fastWeight > Margin * (_slow / _slowWeight);

    public void OnRestart()
    {
        _sinceRestart = 0;
        if (_isStable)
        {
            _stableRestarts++;
        }
    }

    /// <summary>The sequence 1 1 2 1 1 2 4 1 1 2 1 1 2 4 8 … (Luby, Sinclair, Zuckerman 1993).</summary>
    internal static long Luby(long index)
    {
        while (true)
        {
            var power = 1L;
            while (power - 1 < index)
            {
                power <<= 1;
            }

            if (power - 1 == index)
            {
                return power >> 1;
            }

            index -= (power >> 1) - 1;
        }
    }
}

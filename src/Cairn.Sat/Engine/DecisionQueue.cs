namespace Cairn.Sat.Engine;

/// <summary>Which variable to guess next and which way: a heap by priority, then activity (EVSIDS), then number.</summary>
internal sealed class DecisionQueue
{
    private const double Decay = 1 / 0.95;
    private const double Limit = 1e100;

    private int[] _heap = new int[64];
    private int[] _position = new int[64];
    private int[] _priority = new int[64];
    private double[] _activity = new double[64];
    private bool[] _phase = new bool[64];
    private bool[] _follows = new bool[64];
    private bool[] _hasFixedPhase = new bool[64];
    private int _count;
    private int _variables;
    private double _increment = 1;

    public void AddVariable()
    {
        var variable = _variables++;
        if (variable >= _heap.Length)
        {
            var size = _heap.Length * 2;
            Array.Resize(ref _heap, size);
            Array.Resize(ref _position, size);
            Array.Resize(ref _priority, size);
            Array.Resize(ref _activity, size);
            Array.Resize(ref _phase, size);
            Array.Resize(ref _follows, size);
            Array.Resize(ref _hasFixedPhase, size);
        }

        _position[variable] = -1;
        Insert(variable);
    }

    /// <summary>The variable's value follows from others: it is not guessed as long as there is something else to guess.</summary>
    public void MarkAsFollowing(int variable)
    {
        _follows[variable] = true;
        if (_position[variable] >= 0)
        {
            Remove(_position[variable]);
        }
    }

    /// <summary>The literal of the best open variable in its saved phase; -1 if all are assigned.</summary>
    public int Next(sbyte[] values, int assigned)
    {
        while (_count > 0)
        {
            var variable = _heap[0];
            RemoveTop();
            if (values[variable << 1] == 0)
            {
                return (variable << 1) | (_phase[variable] ? 0 : 1);
            }
        }

        // Whatever was said to follow, and doesn't, has to be guessed after all.
        for (var variable = 0; assigned < _variables && variable < _variables; variable++)
        {
            if (values[variable << 1] == 0)
            {
                return (variable << 1) | (_phase[variable] ? 0 : 1);
            }
        }

        return -1;
    }

    /// <summary>The literal is no longer assigned: its phase is kept and its variable may be guessed again.</summary>
    public void Release(int literal)
    {
        var variable = literal >> 1;
        _phase[variable] = _hasFixedPhase[variable] ? _phase[variable] : (literal & 1) == 0;
        if (_position[variable] < 0 && !_follows[variable])
        {
            Insert(variable);
        }
    }

    /// <summary>Guesses the value next time, unless the variable's phase is fixed.</summary>
    public void SetPhase(int variable, bool value)
    {
        if (!_hasFixedPhase[variable])
        {
            _phase[variable] = value;
        }
    }

    /// <summary>Guesses the model's values next time, but for variables whose phase is fixed.</summary>
    public void SetPhases(Model model)
    {
        for (var variable = 0; variable < model.VariableCount; variable++)
        {
            SetPhase(variable, model[new VariableId(variable)]);
        }
    }

    /// <summary>From now on guesses the literal true, whatever its last value was.</summary>
    public void FixPhase(int literal)
    {
        _hasFixedPhase[literal >> 1] = true;
        _phase[literal >> 1] = (literal & 1) == 0;
    }

    public void FreePhase(int variable) => _hasFixedPhase[variable] = false;

    public void SetPriority(int variable, int priority)
    {
        var old = _priority[variable];
        _priority[variable] = priority;
        if (_position[variable] >= 0 && priority != old)
        {
            if (priority > old)
            {
                Rise(_position[variable]);
            }
            else
            {
                Sink(_position[variable]);
            }
        }
    }

    public void Bump(int variable)
    {
        if ((_activity[variable] += _increment) > Limit)
        {
            for (var i = 0; i < _variables; i++)
            {
                _activity[i] *= 1 / Limit;
            }

            _increment *= 1 / Limit;
        }

        if (_position[variable] >= 0)
        {
            Rise(_position[variable]);
        }
    }

    public void DecayAll() => _increment *= Decay;

    private bool IsBefore(int a, int b)
    {
        if (_priority[a] != _priority[b])
        {
            return _priority[a] > _priority[b];
        }

        var difference = _activity[a] - _activity[b];
        return difference > 0 || (difference == 0 && a < b);
    }

    private void Insert(int variable)
    {
        _position[variable] = _count;
        _heap[_count] = variable;
        Rise(_count++);
    }

    private void Remove(int index)
    {
        _position[_heap[index]] = -1;
        var last = _heap[--_count];
        if (index < _count)
        {
            _heap[index] = last;
            _position[last] = index;
            Rise(index);
            Sink(_position[last]);
        }
    }

    private void RemoveTop()
    {
        _position[_heap[0]] = -1;
        var last = _heap[--_count];
        if (_count > 0)
        {
            _heap[0] = last;
            _position[last] = 0;
            Sink(0);
        }
    }

    private void Rise(int index)
    {
        var heap = _heap;
        var variable = heap[index];
        while (index > 0)
        {
            var parent = (index - 1) >> 1;
            if (!IsBefore(variable, heap[parent]))
            {
                break;
            }

            heap[index] = heap[parent];
            _position[heap[index]] = index;
            index = parent;
        }

        heap[index] = variable;
        _position[variable] = index;
    }

    private void Sink(int index)
    {
        var heap = _heap;
        var variable = heap[index];
        while (true)
        {
            var child = (index << 1) + 1;
            if (child >= _count)
            {
                break;
            }

            if (child + 1 < _count && IsBefore(heap[child + 1], heap[child]))
            {
                child++;
            }

            if (!IsBefore(heap[child], variable))
            {
                break;
            }

            heap[index] = heap[child];
            _position[heap[index]] = index;
            index = child;
        }

        heap[index] = variable;
        _position[variable] = index;
    }
}

namespace Cairn.Python;

/// <summary>A function as it stands in the source. Its body is compiled on the first call; shared by realms and threads.</summary>
internal sealed class FunctionCode
{
    private readonly FunctionSyntax _syntax;
    private readonly Scope _parent;
    private readonly Scope? _scope;
    private readonly Dictionary<SyntaxNode, Scope>? _scopes;
    private readonly ComprehensionExpression? _generator;
    private volatile FunctionBody? _body;

    /// <param name="file">The source.</param>
    /// <param name="syntax">The function.</param>
    /// <param name="parent">The scope it is defined in.</param>
    /// <param name="scope">Its own names, if an enclosing function was analysed with it; else they are found on the first call.</param>
    /// <param name="scopes">What belongs to <paramref name="scope"/>.</param>
    /// <param name="generator">The generator expression that this is, if it is one.</param>
    public FunctionCode(
        SourceFile file, FunctionSyntax syntax, Scope parent, Scope? scope, Dictionary<SyntaxNode, Scope>? scopes,
        ComprehensionExpression? generator = null)
    {
        (File, _syntax, _parent, _scope, _scopes, _generator) = (file, syntax, parent, scope, scopes, generator);
        Name = syntax.Name.Value;
        QualifiedName = ScopeBuilder.QualifiedChild(parent, Name);
        var parameters = new List<string>();
        foreach (Parameter parameter in syntax.Parameters)
        {
            string name = Scope.Mangle(parent.PrivateName, parameter.Name.Value);
            switch (parameter.Kind)
            {
                case ParameterKind.Rest:
                    TakesAnyPositional = true;
                    break;
                case ParameterKind.Keywords:
                    TakesAnyKeyword = true;
                    break;
                default:
                    parameters.Add(name);
                    break;
            }
        }

        PositionalOnlyCount = syntax.Parameters.Count(parameter => parameter.Kind == ParameterKind.PositionalOnly);
        PositionalCount = PositionalOnlyCount + syntax.Parameters.Count(parameter => parameter.Kind == ParameterKind.Ordinary);
        ParameterNames = [.. parameters];
    }

    public SourceFile File { get; }

    public string Name { get; }

    public string QualifiedName { get; }

    public SourcePlace Place => new(File.Path, File.LineOf(_syntax.Position), File.ColumnOf(_syntax.Position));

    /// <summary>Positional parameters first, then keyword-only ones.</summary>
    public string[] ParameterNames { get; }

    public int PositionalOnlyCount { get; }

    public int PositionalCount { get; }

    public bool TakesAnyKeyword { get; }

    public bool TakesAnyPositional { get; }

    public bool IsGenerator => _syntax.IsGenerator;

    public FunctionSyntax Syntax => _syntax;

    public string? Documentation => _syntax.Body is [ExpressionStatement { Value: ConstantExpression { Value: PyStr text } }, ..]
        ? text.Value
        : null;

    /// <summary>The text of an annotation, up to where the parameter ends.</summary>
    public string AnnotationText(Expression annotation)
    {
        string text = File.Text;
        int depth = 0;
        int end = annotation.Position;
        while (end < text.Length && !(depth == 0 && text[end] is ',' or ')' or '=' or ':'))
        {
            depth += text[end] is '[' or '(' or '{' ? 1 : text[end] is ']' or ')' or '}' ? -1 : 0;
            end++;
        }

        return text[annotation.Position..end].Trim();
    }

    /// <summary>The variables taken over from outside, in the order of the closure.</summary>
    public IReadOnlyList<string> Free => _scope?.Free ?? (_parent.FrameOwner.Kind == ScopeKind.Class ? [Scope.ClassCellName] : []);

    private FunctionBody Body => _body ?? CompileOnce();

    public PyObject Call(PyFunction function, CallArguments arguments)
    {
        FunctionBody body = Body;
        Realm realm = function.Realm;
        var frame = new Frame(realm, File, Name, function.Globals, body.SlotCount) { Function = function, Position = _syntax.Position };
        ArgumentBinding.Bind(function, this, body, arguments, frame.Slots);
        foreach (int slot in body.OwnCells)
        {
            frame.Slots[slot] = new Cell { Value = frame.Slots[slot] };
        }

        for (int i = 0; i < body.FreeSlots.Length; i++)
        {
            frame.Slots[body.FreeSlots[i]] = function.Closure[i];
        }

        if (IsGenerator)
        {
            return new PyGenerator(frame, body.Block, function.QualifiedName);
        }

        realm.Enter(frame);
        try
        {
            body.Block.Execute(frame);
            return frame.ReturnValue ?? PyNone.Instance;
        }
        catch (PyRaise raised) when (frame.Record(raised))
        {
            throw;
        }
        finally
        {
            realm.Leave(frame);
        }
    }

    /// <summary>Starts a generator expression over an iterator.</summary>
    public PyGenerator CallGenerator(PyFunction function, PyIterator iterator)
    {
        FunctionBody body = Body;
        var frame = new Frame(function.Realm, File, Name, function.Globals, body.SlotCount)
        {
            Function = function,
            Position = _syntax.Position,
        };
        frame.Slots[body.ParameterSlots[0]] = iterator;
        foreach (int slot in body.OwnCells)
        {
            frame.Slots[slot] = new Cell();
        }

        for (int i = 0; i < body.FreeSlots.Length; i++)
        {
            frame.Slots[body.FreeSlots[i]] = function.Closure[i];
        }

        return new PyGenerator(frame, body.Block, function.QualifiedName);
    }

    /// <summary>What <c>locals()</c> gives.</summary>
    public PyDict Locals(Frame frame)
    {
        var locals = new PyDict();
        foreach ((string name, int slot) in Body.Variables)
        {
            if ((frame.Slots[slot] is Cell cell ? cell.Value : frame.Slots[slot]) is { } value && name != Scope.ClassCellName)
            {
                locals.Set(name, value);
            }
        }

        return locals;
    }

    private FunctionBody CompileOnce()
    {
        // Two threads may call the function for the first time; compiling allocates slots, so one of them waits.
        lock (_syntax)
        {
            try
            {
                return _body ??= Compile(compilesAll: false);
            }
            catch (RecipeSyntaxException problem)
            {
                throw SyntaxErrors.ToPython(problem);
            }
        }
    }

    /// <summary>Compiles this function and all within it, to find what only compiling finds.</summary>
    public void CompileAll() => _body ??= Compile(compilesAll: true);

    private FunctionBody Compile(bool compilesAll)
    {
        Scope? scope = _scope;
        Dictionary<SyntaxNode, Scope>? scopes = _scopes;
        if (scope is null || scopes is null)
        {
            scope = new Scope(ScopeKind.Function, _parent, _parent.PrivateName, QualifiedName);
            scopes = ScopeBuilder.AnalyseFunction(File, scope, _syntax);
        }

        var compiler = new Compiler(File, scope, scopes) { CompilesAll = compilesAll };
        return _generator is null ? compiler.CompileFunction(_syntax) : compiler.CompileGenerator(_generator);
    }
}

/// <summary>What a call needs: the block and where everything lies in the frame.</summary>
internal sealed record FunctionBody(
    BlockNode Block, int SlotCount, int[] ParameterSlots, int RestSlot, int KeywordsSlot, int[] OwnCells, int[] FreeSlots,
    (string Name, int Slot)[] Variables);

/// <summary>A class body.</summary>
internal sealed record ClassCode(SourceFile File, string Name, BlockNode Block, int SlotCount, int ClassCellSlot, int[] FreeSlots)
{
    public void Run(Frame frame)
    {
        frame.Realm.Enter(frame);
        try
        {
            Block.Execute(frame);
        }
        catch (PyRaise raised) when (frame.Record(raised))
        {
            throw;
        }
        finally
        {
            frame.Realm.Leave(frame);
        }
    }
}

/// <summary>The compiled text of a module; immutable, shared by realms and threads.</summary>
public sealed class ModuleCode
{
    private readonly BlockNode _block;
    private readonly int _slots;

    private ModuleCode(SourceFile file, BlockNode block, int slots, string? documentation) =>
        (File, _block, _slots, Documentation) = (file, block, slots, documentation);

    /// <summary>The source.</summary>
    public SourceFile File { get; }

    internal string? Documentation { get; }

    /// <summary>Parses and compiles a module. Functions are only checked for syntax, their bodies are compiled when called.</summary>
    /// <exception cref="RecipeSyntaxException">The text is not in the recipe language.</exception>
    public static ModuleCode Compile(SourceFile file) => Compile(file, compilesAll: false);

    /// <summary>As <see cref="Compile(SourceFile)"/>, with all functions: finds every error that can be found without running.</summary>
    /// <exception cref="RecipeSyntaxException">The text is not in the recipe language.</exception>
    public static ModuleCode CompileAll(SourceFile file) => Compile(file, compilesAll: true);

    private static ModuleCode Compile(SourceFile file, bool compilesAll)
    {
        ModuleSyntax syntax = Parser.ParseModule(file);
        var scope = new Scope(ScopeKind.Module, null, null, "<module>");
        Dictionary<SyntaxNode, Scope> scopes = ScopeBuilder.AnalyseBody(file, scope, syntax.Body);
        BlockNode block = new Compiler(file, scope, scopes) { CompilesAll = compilesAll }.CompileBlock(syntax.Body);
        string? documentation = syntax.Body is [ExpressionStatement { Value: ConstantExpression { Value: PyStr text } }, ..]
            ? text.Value
            : null;
        return new ModuleCode(file, block, scope.SlotCount, documentation);
    }

    /// <summary>Executes the module in the given global namespace.</summary>
    internal void Run(Realm realm, PyDict globals)
    {
        var frame = new Frame(realm, File, "<module>", globals, _slots);
        realm.Enter(frame);
        try
        {
            _block.Execute(frame);
        }
        catch (PyRaise raised) when (frame.Record(raised))
        {
            throw;
        }
        finally
        {
            realm.Leave(frame);
        }
    }
}

internal static class SyntaxErrors
{
    /// <summary>The Python exception for a syntax error.</summary>
    public static PyRaise ToPython(RecipeSyntaxException problem)
    {
        PyType type = problem.Kind switch
        {
            SyntaxErrorKind.Indentation => BuiltinTypes.IndentationError,
            SyntaxErrorKind.Tab => BuiltinTypes.TabError,
            _ => BuiltinTypes.SyntaxError,
        };
        var value = new PyException(
            type, new PyStr($"{problem.Message} ({Path.GetFileName(problem.File.Path)}, line {problem.Line})"));
        value.Attributes!.Set("msg", new PyStr(problem.Message));
        value.Attributes!.Set("filename", new PyStr(problem.File.Path));
        value.Attributes!.Set("lineno", PyInt.Of(problem.Line));
        value.Attributes!.Set("offset", PyInt.Of(problem.Column));
        value.Attributes!.Set("text", new PyStr(problem.File.LineText(problem.Line)));
        return new PyRaise(value);
    }
}

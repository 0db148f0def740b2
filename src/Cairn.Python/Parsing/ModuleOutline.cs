using System.Collections.Immutable;

namespace Cairn.Python;

/// <summary>What a module imports, defines and names, with the places in its text: what a program needs that rewrites imports.</summary>
public sealed class ModuleOutline
{
    private ModuleOutline(
        ImmutableArray<ModuleImport> imports, ImmutableHashSet<string> defined, ImmutableHashSet<string> named, ImmutableArray<DottedName> dotted, int firstStatement)
    {
        Imports = imports;
        DefinedNames = defined;
        Names = named;
        DottedNames = dotted;
        FirstStatement = firstStatement;
    }

    /// <summary>The import statements, in order.</summary>
    public ImmutableArray<ModuleImport> Imports { get; }

    /// <summary>Names that the module's own <c>def</c>, <c>class</c> and simple assignments define.</summary>
    public ImmutableHashSet<string> DefinedNames { get; }

    /// <summary>Names that the module uses, other than as attributes or as names of arguments.</summary>
    public ImmutableHashSet<string> Names { get; }

    /// <summary>Uses of dotted names outside of imports, each as long as it is: <c>spack.pkg.builtin.boost.Boost</c>.</summary>
    public ImmutableArray<DottedName> DottedNames { get; }

    /// <summary>Where the first statement stands; the length of the text if there is none.</summary>
    public int FirstStatement { get; }

    /// <summary>Reads a module.</summary>
    /// <exception cref="RecipeSyntaxException">It is not Python.</exception>
    public static ModuleOutline Of(SourceFile file)
    {
        Parser.ParseModule(file);
        var tokens = new List<Token>();
        Lexer.Tokenize(file, tokens);
        return new Reader(file.Text, tokens).Read();
    }

    private sealed class Reader(string text, List<Token> tokens)
    {
        private readonly ImmutableArray<ModuleImport>.Builder _imports = ImmutableArray.CreateBuilder<ModuleImport>();
        private readonly ImmutableHashSet<string>.Builder _defined = ImmutableHashSet.CreateBuilder<string>(StringComparer.Ordinal);
        private readonly ImmutableHashSet<string>.Builder _named = ImmutableHashSet.CreateBuilder<string>(StringComparer.Ordinal);
        private readonly ImmutableArray<DottedName>.Builder _dotted = ImmutableArray.CreateBuilder<DottedName>();
        private int _at;
        private int _nesting;
        private int _depth;

        public ModuleOutline Read()
        {
            int first = tokens.FirstOrDefault(token => token.Kind is not (TokenKind.NewLine or TokenKind.EndOfFile)) is { Kind: not TokenKind.EndOfFile, End: > 0 } token ? token.Start : text.Length;
            bool isStart = true;
            while (_at < tokens.Count && Kind != TokenKind.EndOfFile)
            {
                isStart = ReadToken(isStart);
            }

            return new ModuleOutline(_imports.ToImmutable(), _defined.ToImmutable(), _named.ToImmutable(), _dotted.ToImmutable(), first);
        }

        private TokenKind Kind => tokens[_at].Kind;

        private TokenKind KindAt(int at) => at >= 0 && at < tokens.Count ? tokens[at].Kind : TokenKind.EndOfFile;

        private string TextOf(int at) => text[tokens[at].Start..tokens[at].End];

        /// <returns>True if a statement begins behind the token.</returns>
        private bool ReadToken(bool isStart)
        {
            switch (Kind)
            {
                case TokenKind.Indent:
                    _depth++;
                    _at++;
                    return true;
                case TokenKind.Dedent:
                    _depth--;
                    _at++;
                    return true;
                case TokenKind.NewLine or TokenKind.Semicolon:
                    _at++;
                    return true;
                case TokenKind.From or TokenKind.Import when isStart:
                    ReadImport();
                    return false;
                case TokenKind.Def or TokenKind.Class:
                    _defined.Add(TextOf(_at + 1));
                    _at += 2;
                    return false;
                case TokenKind.LeftParenthesis or TokenKind.LeftBracket or TokenKind.LeftBrace:
                    _nesting++;
                    break;
                case TokenKind.RightParenthesis or TokenKind.RightBracket or TokenKind.RightBrace:
                    _nesting--;
                    break;
                case TokenKind.Name:
                    ReadName(isStart);
                    return false;
            }

            _at++;
            return false;
        }

        private void ReadName(bool isStart)
        {
            if (KindAt(_at - 1) == TokenKind.Dot)
            {
                _at++;
                return;
            }

            string name = TextOf(_at);
            bool isAssigned = KindAt(_at + 1) == TokenKind.Assign;
            if (isAssigned && isStart)
            {
                _defined.Add(name);
            }
            else if (!(isAssigned && _nesting > 0))
            {
                _named.Add(name);
            }

            int end = _at;
            while (KindAt(end + 1) == TokenKind.Dot && KindAt(end + 2) == TokenKind.Name)
            {
                end += 2;
            }

            if (end > _at)
            {
                _dotted.Add(new DottedName(tokens[_at].Start, text[tokens[_at].Start..tokens[end].End]));
            }

            _at = end + 1;
        }

        private void ReadImport()
        {
            int start = tokens[_at].Start;
            bool isFrom = Kind == TokenKind.From;
            _at++;
            int level = 0;
            for (; Kind is TokenKind.Dot or TokenKind.Ellipsis; _at++)
            {
                level += Kind == TokenKind.Dot ? 1 : 3;
            }

            var names = ImmutableArray.CreateBuilder<ImportedName>();
            string module = "";
            int modulePosition = tokens[_at].Start;
            if (isFrom)
            {
                module = Kind == TokenKind.Import ? "" : ReadDotted();
                _at++; // import
            }

            while (_at < tokens.Count && Kind is not (TokenKind.NewLine or TokenKind.Semicolon or TokenKind.EndOfFile))
            {
                if (Kind != TokenKind.Name)
                {
                    if (Kind == TokenKind.Star)
                    {
                        names.Add(new ImportedName("*", null, tokens[_at].Start));
                    }

                    _at++;
                    continue;
                }

                int position = tokens[_at].Start;
                string name = ReadDotted();
                string? alias = null;
                if (Kind == TokenKind.As)
                {
                    alias = TextOf(_at + 1);
                    _at += 2;
                }

                names.Add(new ImportedName(name, alias, position));
            }

            int end = tokens[_at - 1].End;
            _imports.Add(new ModuleImport(isFrom, start, end, level, module, modulePosition, names.ToImmutable(), _depth == 0));
        }

        private string ReadDotted()
        {
            int start = tokens[_at].Start;
            _at++;
            while (Kind == TokenKind.Dot && KindAt(_at + 1) == TokenKind.Name)
            {
                _at += 2;
            }

            return text[start..tokens[_at - 1].End];
        }
    }
}

/// <summary>An import statement.</summary>
/// <param name="IsFrom">True for <c>from … import …</c>.</param>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Behind its last word or bracket.</param>
/// <param name="Level">The dots before the module.</param>
/// <param name="Module">The module behind <c>from</c>; empty otherwise.</param>
/// <param name="ModulePosition">Where that module is written.</param>
/// <param name="Names">What is imported.</param>
/// <param name="IsAtTop">True if it is not indented.</param>
public sealed record ModuleImport(
    bool IsFrom, int Start, int End, int Level, string Module, int ModulePosition, ImmutableArray<ImportedName> Names, bool IsAtTop);

/// <summary>A name in an import statement.</summary>
/// <param name="Name">The name, or the dotted module.</param>
/// <param name="Alias">What it is called here, if that differs.</param>
/// <param name="Position">Where it is written.</param>
public sealed record ImportedName(string Name, string? Alias, int Position);

/// <summary>A use of a dotted name.</summary>
/// <param name="Position">Where it is written.</param>
/// <param name="Text">The name.</param>
public sealed record DottedName(int Position, string Text);

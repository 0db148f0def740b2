using System.Runtime.CompilerServices;

namespace Cairn.Python;

/// <summary>Recursive descent over the tokens of one file. The first error ends it.</summary>
internal sealed partial class Parser
{
    private const int DeepestExpression = 400;
    private const int LongestChain = 1000;

    private readonly SourceFile _file;
    private readonly List<Token> _tokens;
    private readonly Dictionary<string, PyStr> _names;
    private readonly Dictionary<string, PyStr>.AlternateLookup<ReadOnlySpan<char>> _nameLookup;
    private int _index;
    private int _depth;
    private int _functionDepth;
    private int _enclosingFunctions;
    private int _loopDepth;
    private bool _sawYield;

    private Parser(SourceFile file, List<Token> tokens, Dictionary<string, PyStr> names)
    {
        (_file, _tokens, _names) = (file, tokens, names);
        _nameLookup = names.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The syntax tree of a module.</summary>
    /// <exception cref="RecipeSyntaxException">The text is not in the recipe language.</exception>
    public static ModuleSyntax ParseModule(SourceFile file)
    {
        var tokens = new List<Token>((file.Text.Length / 5) + 16);
        Lexer.Tokenize(file, tokens);
        var parser = new Parser(file, tokens, new Dictionary<string, PyStr>(64, StringComparer.Ordinal));
        var body = new List<Statement>();
        while (!parser.At(TokenKind.EndOfFile))
        {
            parser.ParseStatement(body);
        }

        return new ModuleSyntax(file, [.. body]);
    }

    private Token Current => _tokens[_index];

    private TokenKind Kind => _tokens[_index].Kind;

    private int Here => _tokens[_index].Start;

    private TokenKind PeekKind(int ahead) => _index + ahead < _tokens.Count ? _tokens[_index + ahead].Kind : TokenKind.EndOfFile;

    private bool At(TokenKind kind) => _tokens[_index].Kind == kind;

    private bool Accept(TokenKind kind)
    {
        if (_tokens[_index].Kind != kind)
        {
            return false;
        }

        _index++;
        return true;
    }

    private Token Expect(TokenKind kind, string message)
    {
        Token token = Current;
        if (token.Kind != kind)
        {
            throw Error(token.Start, message);
        }

        _index++;
        return token;
    }

    private ReadOnlySpan<char> TextOf(Token token) => _file.Text.AsSpan(token.Start, token.End - token.Start);

    private bool IsWord(Token token, string word) => token.Kind == TokenKind.Name && TextOf(token).SequenceEqual(word);

    private PyStr ExpectName(string message = "invalid syntax")
    {
        Token token = Current;
        if (token.Kind != TokenKind.Name)
        {
            throw Error(token.Start, message);
        }

        _index++;
        return NameOf(token);
    }

    private PyStr NameOf(Token token)
    {
        ReadOnlySpan<char> text = TextOf(token);
        if (_nameLookup.TryGetValue(text, out PyStr? known))
        {
            return known;
        }

        string name = text.ToString();
        if (!System.Text.Ascii.IsValid(text))
        {
            name = name.Normalize(System.Text.NormalizationForm.FormKC);
        }

        var fresh = new PyStr(name);
        _names[name] = fresh;
        return fresh;
    }

    private PyStr InternText(ReadOnlySpan<char> text)
    {
        if (_nameLookup.TryGetValue(text, out PyStr? known))
        {
            return known;
        }

        string value = text.ToString();
        return _names[value] = new PyStr(value);
    }

    private PyStr Intern(string name)
    {
        if (!_names.TryGetValue(name, out PyStr? known))
        {
            _names[name] = known = new PyStr(name);
        }

        return known;
    }

    private RecipeSyntaxException Error(int position, string message, SyntaxErrorKind kind = SyntaxErrorKind.Syntax) =>
        new(_file, position, message, kind);

    private RecipeSyntaxException Unsupported(int position, string what) =>
        Error(position, $"not supported by the recipe language: {what}");

    private RecipeSyntaxException Unexpected()
    {
        Token token = Current;
        return token.Kind switch
        {
            TokenKind.Indent => Error(token.Start, "unexpected indent", SyntaxErrorKind.Indentation),
            TokenKind.Dedent => Error(token.Start, "invalid syntax"),
            TokenKind.EndOfFile => Error(token.Start, "unexpected EOF while parsing"),
            TokenKind.Await => Unsupported(token.Start, "await"),
            _ => Error(token.Start, "invalid syntax"),
        };
    }

    /// <summary>Enters an expression; leave it with <see cref="Leave"/>. What is executed later recurses as deeply as it nests.</summary>
    private void Nest()
    {
        if (++_depth > DeepestExpression)
        {
            throw Error(Here, "too deeply nested");
        }

        GuardDepth();
    }

    private void Leave() => _depth--;

    private void GuardLength(int length)
    {
        if (length > LongestChain)
        {
            throw Error(Here, "expression too long");
        }
    }

    private void GuardDepth()
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw Error(Here, "too deeply nested");
        }
    }
}

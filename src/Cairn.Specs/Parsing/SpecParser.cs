using System.Collections.Immutable;

namespace Cairn.Specs;

/// <summary>Reads specs: one token ahead, one method per rule of the grammar.</summary>
/// <remarks>
/// <code>
/// spec       = node { dependency }
/// node       = [ name | file ] { version | variant | flags | hash }
/// dependency = ( "^" | "%" | "%%" ) [ "[" { key "=" value } "]" ] [ virtual { "," virtual } "=" ] node
/// </code>
/// <c>%</c> binds to the node before it, <c>^</c> to the root.
/// </remarks>
internal sealed partial class SpecParser
{
    private readonly string _text;
    private readonly SpecParserOptions _options;
    private SpecToken _next;
    private SpecToken _current;

    public SpecParser(string text, SpecParserOptions options)
    {
        _text = text;
        _options = options;
        _next = SpecLexer.Next(text, 0);
    }

    public static AbstractSpec ParseOne(string text, SpecParserOptions options)
    {
        SpecParser parser = new(text, options);
        AbstractSpec spec = parser._next.Kind == SpecTokenKind.End ? AbstractSpec.Empty : parser.Spec();
        if (parser._next.Kind != SpecTokenKind.End)
        {
            SpecToken culprit = SpecSyntaxHints.Culprit(text, parser._next);
            throw parser.ErrorAt(culprit, SpecSyntaxHints.MoreThanOne(text, culprit));
        }

        return spec;
    }

    public static ImmutableArray<AbstractSpec> ParseAll(string text, SpecParserOptions options)
    {
        SpecParser parser = new(text, options);
        ImmutableArray<AbstractSpec>.Builder specs = ImmutableArray.CreateBuilder<AbstractSpec>();
        while (parser._next.Kind != SpecTokenKind.End)
        {
            SpecToken first = parser._next;
            specs.Add(parser.Spec());
            if (parser._next == first)
            {
                throw parser.ErrorAt(first, SpecSyntaxHints.NotAStart(text, first));
            }
        }

        return specs.ToImmutable();
    }

    private AbstractSpec Spec()
    {
        SpecBuilder root = new();
        Node(root);
        SpecBuilder current = root;
        while (true)
        {
            bool hasAttributes = _next.Kind == SpecTokenKind.EdgeAttributesStart;
            if (!hasAttributes && _next.Kind != SpecTokenKind.Dependency)
            {
                return root.ToSpec();
            }

            Advance();
            SpecToken sigil = _current;
            bool isDirect = _text[sigil.Start] == '%';
            bool isPropagated = isDirect && _text[sigil.Start + 1 < _text.Length ? sigil.Start + 1 : sigil.Start] == '%'
                && sigil.Length > 1;
            EdgeAttributes attributes = hasAttributes ? ReadEdgeAttributes() : new EdgeAttributes();
            if (_current.HasVirtuals)
            {
                attributes.Virtuals = attributes.Virtuals.AddRange(TakeVirtuals());
            }
            else if (isDirect && !hasAttributes && Toolchain(current, isPropagated))
            {
                continue;
            }

            SpecBuilder node = new();
            Node(node);
            if (isDirect)
            {
                node.Name = CompilerNames.Package(node.Name);
                WarnOfMisplacedArchitecture(node, sigil);
            }

            SpecBuilder parent = isDirect ? current : root;
            current = isDirect ? current : node;
            SpecBuilder.Edge edge = new(
                node,
                attributes.Types,
                attributes.Virtuals,
                isDirect,
                attributes.When,
                isPropagated ? Propagation.Preference : Propagation.None);
            try
            {
                parent.AddDependency(edge, _options.VirtualPackages);
            }
            catch (CairnException error) when (error.Diagnostic.Location is null)
            {
                throw ErrorAt(sigil with { End = Math.Max(_current.End, sigil.End) }, error.Diagnostic, error);
            }
        }
    }

    /// <summary>Reads the parts of one node into <paramref name="node"/>.</summary>
    private void Node(SpecBuilder node)
    {
        if (_next.Kind is SpecTokenKind.End or SpecTokenKind.Dependency)
        {
            return;
        }

        switch (_next.Kind)
        {
            case SpecTokenKind.Name:
                Advance();
                if (Current is not "*")
                {
                    node.Name = string.Intern(_text[_current.Start.._current.End]);
                }

                break;

            case SpecTokenKind.QualifiedName:
                Advance();
                int dot = Current.LastIndexOf('.');
                node.Name = string.Intern(Current[(dot + 1)..].ToString());
                node.Namespace = string.Intern(Current[..dot].ToString());
                break;

            case SpecTokenKind.FileName:
                Advance();
                node.LoadFrom(ReadFile());
                return;
        }

        bool hasVersion = false;
        SpecToken version = default;
        while (true)
        {
            switch (_next.Kind)
            {
                case SpecTokenKind.Version:
                    Advance();
                    if (hasVersion)
                    {
                        throw ErrorAt(_current, SpecSyntaxHints.SecondVersion(_text, version, _current));
                    }

                    node.Versions = ReadVersions();
                    version = _current;
                    hasVersion = true;
                    break;

                case SpecTokenKind.Flag or SpecTokenKind.PropagatedFlag:
                    Advance();
                    bool propagates = _current.Kind == SpecTokenKind.PropagatedFlag;
                    ReadOnlySpan<char> name = Current[(propagates ? 2 : 1)..].Trim();
                    AddFlag(node, name, Current[0] == '+', propagates);
                    break;

                case SpecTokenKind.Pair or SpecTokenKind.PropagatedPair:
                    Advance();
                    AddPair(node);
                    break;

                case SpecTokenKind.Hash when node.AbstractHash is null:
                    Advance();
                    node.AbstractHash = Current[1..].ToString();
                    break;

                case SpecTokenKind.Unexpected:
                    if (_options.AllowLegacySpellings && LegacyArchitecture(node))
                    {
                        break;
                    }

                    throw ErrorAt(_next, UnexpectedCharacter.Explain(_text, _next.Start));

                default:
                    return;
            }
        }
    }

    private ReadOnlySpan<char> Current => _text.AsSpan(_current.Start, _current.Length);

    private void Advance()
    {
        _current = _next;
        _next = SpecLexer.Next(_text, _current.End);
    }

    private VersionList ReadVersions()
    {
        try
        {
            return VersionList.Of(VersionParser.ParseConstraint(Current[1..].ToString()));
        }
        catch (CairnException error)
        {
            throw ErrorAt(_current, error.Diagnostic, error);
        }
    }

    private EdgeAttributes ReadEdgeAttributes()
    {
        EdgeAttributes attributes = new();
        SpecToken start = _current;
        while (true)
        {
            switch (_next.Kind)
            {
                case SpecTokenKind.Pair:
                    Advance();
                    ReadEdgeAttribute(attributes);
                    break;
                case SpecTokenKind.EdgeAttributesEnd:
                    Advance();
                    return attributes;
                default:
                    throw ErrorAt(
                        _next.Kind == SpecTokenKind.End ? start : _next,
                        SpecSyntaxHints.EdgeAttribute(_text, _next));
            }
        }
    }

    private void ReadEdgeAttribute(EdgeAttributes attributes)
    {
        ReadOnlySpan<char> pair = Current;
        int sign = pair.IndexOf('=');
        ReadOnlySpan<char> name = pair[..sign].TrimEnd(':');
        string quoted = pair[(sign + 1)..].ToString();
        string value = SpecQuoting.Unquote(quoted) is var unquoted && unquoted.Length < quoted.Length
            ? unquoted.Trim()
            : quoted.Trim('\'', '"', ' ');
        switch (name)
        {
            case "virtuals":
                attributes.Virtuals = [.. value.Split(',').Select(string.Intern)];
                break;
            case "deptypes":
                attributes.Types = DependencyTypes.None;
                foreach (string type in value.Split(','))
                {
                    attributes.Types |= DependencyTypeNames.TryParse(type, out DependencyTypes parsed)
                        ? parsed
                        : throw ErrorAt(_current, SpecSyntaxHints.DependencyType(type));
                }

                break;
            case "when":
                attributes.When = ReadCondition(value, _current.Start + sign + 1);
                break;
            default:
                throw ErrorAt(_current, SpecSyntaxHints.UnknownEdgeAttribute(name.ToString()));
        }
    }

    private AbstractSpec ReadCondition(string value, int start)
    {
        try
        {
            return ParseOne(value, _options);
        }
        catch (SpecSyntaxException error)
        {
            // The place inside the condition becomes a place in the whole text.
            SourceLocation? inner = error.Diagnostic.Location;
            int shift = _text[start] is '\'' or '"' ? 1 : 0;
            SpecToken token = inner is null
                ? _current
                : new SpecToken(SpecTokenKind.Unexpected, start + shift + inner.Column - 1, start + shift + inner.Column - 1 + inner.Length);
            throw ErrorAt(token, error.Diagnostic, error);
        }
    }

    /// <summary>The virtuals of <c>%c,cxx=gcc</c>; what follows the equals sign is read as a node.</summary>
    private ImmutableArray<string> TakeVirtuals()
    {
        string list = _text[_current.VirtualsStart..(_current.SubstituteStart - 1)];
        bool isQualified = _text.AsSpan(_current.SubstituteStart, _current.End - _current.SubstituteStart).Contains('.');
        _next = new SpecToken(
            isQualified ? SpecTokenKind.QualifiedName : SpecTokenKind.Name, _current.SubstituteStart, _current.End);
        return list.Contains(',') ? [.. list.Split(',').Select(string.Intern)] : [string.Intern(list)];
    }

    private bool Toolchain(SpecBuilder parent, bool isPropagated)
    {
        if (_next.Kind == SpecTokenKind.End)
        {
            throw ErrorAt(_current, SpecSyntaxHints.MissingCompiler(_text, _current));
        }

        if (_options.Toolchain is not { } resolve || _next.Kind != SpecTokenKind.Name)
        {
            return false;
        }

        if (resolve(_text[_next.Start.._next.End]) is not { } toolchain)
        {
            return false;
        }

        Advance();
        try
        {
            AbstractSpec constraint = isPropagated ? Toolchains.Propagate(toolchain) : toolchain;
            parent.LoadFrom(parent.ToSpec().Constrain(constraint, _options.VirtualPackages));
            return true;
        }
        catch (CairnException error)
        {
            throw ErrorAt(_current, error.Diagnostic, error);
        }
    }

    private AbstractSpec ReadFile()
    {
        string path = Current.ToString();
        if (_options.ReadSpecFile is not { } read)
        {
            throw ErrorAt(_current, new Diagnostic("spec-syntax", $"spec files such as `{path}` can't be read here"));
        }

        return read(path);
    }

    /// <summary>The form <c>name =platform-os-target</c> of older days.</summary>
    private bool LegacyArchitecture(SpecBuilder node)
    {
        int end = _next.End;
        while (end < _text.Length && (SpecLexer.IsIdentifierPart(_text[end]) || _text[end] == '.'))
        {
            end++;
        }

        string value = _text[_next.End..end];
        if (_text[_next.Start] != '=' || value.Length == 0 || (_next.Start > 0 && !SpecLexer.IsSpace(_text[_next.Start - 1])))
        {
            return false;
        }

        _current = _next with { End = end };
        _next = SpecLexer.Next(_text, end);
        Warn(_current, $"`={value}` is an old spelling", $"write `arch={value}`");
        SetArchitecture(
            node,
            value.Split('-') is [var platform, var system, var target]
                ? new Architecture(EmptyAsNull(platform), EmptyAsNull(system), EmptyAsNull(target))
                : new Architecture(null, null, value),
            SpecPartGiven.All);
        return true;
    }

    private void WarnOfMisplacedArchitecture(SpecBuilder node, SpecToken sigil)
    {
        if (_options.Deprecated is not null && node.Architecture is not null)
        {
            Warn(
                sigil with { End = _current.End },
                $"the architecture behind `%{node.Name}` describes `{node.Name}`, not the package that is built with it",
                "write the architecture before the `%`");
        }
    }

    private void Warn(SpecToken token, string message, string hint)
        => _options.Deprecated?.Invoke(new Diagnostic("spec-deprecated", message, Locate(token), hint));

    private SpecSyntaxException ErrorAt(SpecToken token, Diagnostic diagnostic, Exception? cause = null)
        => new(diagnostic with { Location = Locate(token) }, cause);

    private SourceLocation Locate(SpecToken token)
    {
        int start = Math.Min(token.Start, _text.Length);
        int lineStart = _text.AsSpan(0, start).LastIndexOf('\n') + 1;
        int lineEnd = _text.IndexOf('\n', start);
        string line = _text[lineStart..(lineEnd < 0 ? _text.Length : lineEnd)];
        int lineNumber = _options.Line + _text.AsSpan(0, lineStart).Count('\n');
        return new SourceLocation(_options.Source, lineNumber, start - lineStart + 1, line, Math.Max(1, token.Length));
    }

    private sealed class EdgeAttributes
    {
        public DependencyTypes Types { get; set; }

        public ImmutableArray<string> Virtuals { get; set; } = [];

        public AbstractSpec When { get; set; } = AbstractSpec.Empty;
    }
}

namespace Cairn.Specs;

/// <content>What the flags and pairs of a node mean: variants, compiler flags, parts of the architecture, the namespace.</content>
internal sealed partial class SpecParser
{
    private void AddFlag(SpecBuilder node, ReadOnlySpan<char> name, bool isOn, bool propagates)
    {
        string variant = string.Intern(name.ToString());
        if (CompilerFlags.IsKind(name) || name is "arch" or "architecture" || (name is "target" && isOn)
            || (propagates && VariantValue.IsReservedName(variant)))
        {
            throw ErrorAt(_current, SpecSyntaxHints.NotABoolean(variant));
        }

        try
        {
            if (name is "platform" or "os" or "operating_system" or "target" or "namespace")
            {
                SetByFlag(node, variant, isOn);
            }
            else
            {
                node.AddVariant(VariantValue.Boolean(variant, isOn, propagates));
            }
        }
        catch (SpecSyntaxException error) when (error.Diagnostic.Location is null)
        {
            throw ErrorAt(_current, error.Diagnostic, error);
        }
    }

    /// <summary>
    /// <c>~os</c> and its like, which mean nothing but are accepted by Spack: the value of a part that has none yet
    /// becomes the text of the boolean, and switching off a part before any other is said leaves everything open.
    /// </summary>
    private void SetByFlag(SpecBuilder node, string part, bool isOn)
    {
        string? value = isOn ? "True" : node.Architecture is null ? null : "False";
        switch (part)
        {
            case "namespace":
                node.Namespace = isOn ? "True" : node.Namespace;
                break;
            case "platform":
                SetArchitecture(node, new Architecture(value, null, null), SpecPartGiven.Platform);
                break;
            case "target":
                SetArchitecture(node, new Architecture(null, null, null), SpecPartGiven.Target);
                break;
            default:
                SetArchitecture(node, new Architecture(null, value, null), SpecPartGiven.OperatingSystem);
                break;
        }
    }

    private void AddPair(SpecBuilder node)
    {
        ReadOnlySpan<char> pair = Current;
        bool propagates = _current.Kind == SpecTokenKind.PropagatedPair;
        int sign = pair.IndexOf('=');
        bool isConcrete = pair[sign - 1] == ':';
        string name = string.Intern(pair[..(isConcrete ? sign - 1 : sign)].ToString());
        string value = SpecQuoting.Unquote(pair[(sign + (propagates ? 2 : 1))..].ToString());
        if (propagates && VariantValue.IsReservedName(name))
        {
            throw ErrorAt(_current, new Diagnostic(
                "spec-syntax", $"`{name}` can't be propagated with `==`", hint: $"write `{name}={value}`"));
        }

        try
        {
            switch (name)
            {
                case "arch" or "architecture":
                    string[] parts = value.Split('-');
                    SetArchitecture(node, parts is [var platform, var system, var target]
                        ? new Architecture(EmptyAsNull(platform), EmptyAsNull(system), EmptyAsNull(target))
                        : new Architecture(null, null, EmptyAsNull(value)), SpecPartGiven.All);
                    break;
                case "platform":
                    SetArchitecture(node, new Architecture(value, null, null), SpecPartGiven.Platform);
                    break;
                case "os" or "operating_system":
                    SetArchitecture(node, new Architecture(null, value, null), SpecPartGiven.OperatingSystem);
                    break;
                case "target":
                    SetArchitecture(node, new Architecture(null, null, EmptyAsNull(value)), SpecPartGiven.Target);
                    break;
                case "namespace":
                    node.Namespace = value;
                    break;
                case not null when CompilerFlags.IsKind(name):
                    node.CompilerFlags = node.CompilerFlags.Add(name, CompilerFlags.Tokenize(value, propagates));
                    break;
                default:
                    node.AddVariant(VariantValue.FromText(name!, value, propagates, isConcrete));
                    break;
            }
        }
        catch (SpecSyntaxException error) when (error.Diagnostic.Location is null)
        {
            throw ErrorAt(_current, error.Diagnostic, error);
        }
    }

    private static string? EmptyAsNull(string text) => text is "" or "None" ? null : text;

    private void SetArchitecture(SpecBuilder node, Architecture added, SpecPartGiven given)
    {
        Architecture? present = node.Architecture;
        if (present is { IsConcrete: true })
        {
            throw new SpecSyntaxException($"the architecture is `{present}` already", "give one architecture only");
        }

        if (present is null)
        {
            node.Architecture = ResolveReserved(added with
            {
                Platform = EmptyAsNull(added.Platform ?? ""),
                OperatingSystem = EmptyAsNull(added.OperatingSystem ?? ""),
            });
            return;
        }

        RejectSecond("platform", present.Platform, given.HasFlag(SpecPartGiven.Platform));
        RejectSecond("os", present.OperatingSystem, given.HasFlag(SpecPartGiven.OperatingSystem));
        RejectSecond("target", present.Target, given.HasFlag(SpecPartGiven.Target));
        node.Architecture = ResolveReserved(new Architecture(
            added.Platform ?? present.Platform,
            added.OperatingSystem ?? present.OperatingSystem,
            added.Target ?? present.Target));
    }

    private static void RejectSecond(string part, string? present, bool isGiven)
    {
        if (isGiven && !string.IsNullOrEmpty(present))
        {
            throw new SpecSyntaxException($"`{part}` is given twice: it is `{present}` already");
        }
    }

    private Architecture ResolveReserved(Architecture architecture)
    {
        if (_options.Host is not { } host)
        {
            return architecture;
        }

        bool reservedSystem = architecture.OperatingSystem is "default_os" or "frontend" or "fe" or "backend" or "be";
        bool reservedTarget = architecture.Target is "default_target" or "frontend" or "fe" or "backend" or "be";
        if ((reservedSystem || reservedTarget) && architecture.Platform is not null && architecture.Platform != host.Platform)
        {
            throw new SpecSyntaxException(
                $"the defaults of this machine's platform `{host.Platform}` don't apply to `{architecture.Platform}`");
        }

        return reservedSystem || reservedTarget
            ? new Architecture(
                architecture.Platform ?? host.Platform,
                reservedSystem ? host.OperatingSystem : architecture.OperatingSystem,
                reservedTarget ? host.Target : architecture.Target)
            : architecture;
    }

    [Flags]
    private enum SpecPartGiven
    {
        Platform = 1,
        OperatingSystem = 2,
        Target = 4,
        All = Platform | OperatingSystem | Target,
    }
}

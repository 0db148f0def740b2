namespace Cairn.Specs;

/// <summary>What the spec parser asks of the world around it; every part may be left out.</summary>
public sealed record SpecParserOptions
{
    /// <summary>Options that know nothing: no tool chains, no files, no host.</summary>
    public static SpecParserOptions Default { get; } = new();

    /// <summary>The name of the text in error messages.</summary>
    public string Source { get; init; } = SourceLocation.CommandLine;

    /// <summary>The line of <see cref="Source"/> in which the text stands.</summary>
    public int Line { get; init; } = 1;

    /// <summary>What a tool chain name after <c>%</c> stands for, or null if it is no tool chain.</summary>
    public Func<string, AbstractSpec?>? Toolchain { get; init; }

    /// <summary>Reads the spec file of a path such as <c>./zlib.json</c>.</summary>
    public Func<string, AbstractSpec>? ReadSpecFile { get; init; }

    /// <summary>The architecture that <c>os=default_os</c> and <c>target=default_target</c> stand for.</summary>
    public Architecture? Host { get; init; }

    /// <summary>Knowledge about virtual packages, for merging dependencies that are named twice.</summary>
    public IVirtualPackages? VirtualPackages { get; init; }

    /// <summary>True to read <c>name =platform-os-target</c>, which Spack has given up.</summary>
    public bool AllowLegacySpellings { get; init; }

    /// <summary>Told of spellings that are read but should no longer be written.</summary>
    public Action<Diagnostic>? Deprecated { get; init; }
}

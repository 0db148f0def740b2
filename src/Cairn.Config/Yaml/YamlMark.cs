namespace Cairn.Config.Yaml;

/// <summary>Where a piece of configuration was written; line and column count from 1.</summary>
/// <param name="File">Path of the file, or a name such as <c>command line</c> for what has no file.</param>
/// <param name="Line">Line, from 1; 0 where the origin has no lines.</param>
/// <param name="Column">Column, from 1; 0 where the origin has no lines.</param>
public readonly record struct YamlMark(string File, int Line, int Column)
{
    /// <summary><c>file:line:column</c>, or the bare name where there are no lines.</summary>
    public override string ToString() => Line > 0 ? $"{File}:{Line}:{Column}" : File;
}

namespace Cairn.Python;

public sealed partial class Realm
{
    /// <summary>The files that are open by number.</summary>
    internal Modules.Streams.FileTable Files { get; } = new();
}

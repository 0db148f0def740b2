
namespace Cairn.Concretization.Facts;

/// <summary>A version that a package can have in this solve.</summary>
/// <param name="Version">The version.</param>
/// <param name="CanBeBuilt">False if only something installed or a wish in the configuration names it.</param>
/// <param name="IsDeprecated">The recipe says so.</param>
internal sealed record VersionChoice(Version Version, bool CanBeBuilt, bool IsDeprecated);

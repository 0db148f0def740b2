using Cairn.Specs;

namespace Cairn.Build.Installation;

/// <summary>Installs something without building it (<c>--fake</c>): for measuring what Cairn itself costs.</summary>
internal static class FakeInstallation
{
    /// <summary>Creates a program, a library and a header of the package's name.</summary>
    public static void Create(string prefix, ConcreteSpec spec)
    {
        foreach (var (directory, file) in new[] { ("bin", spec.Name), ("lib", $"lib{spec.Name}.so"), ("include", $"{spec.Name}.h") })
        {
            Directory.CreateDirectory(Path.Combine(prefix, directory));
            File.WriteAllText(Path.Combine(prefix, directory, file), "");
        }
    }
}

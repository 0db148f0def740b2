using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using Cairn.Specs;

namespace Cairn.Build.Testing;

/// <summary>Stand-alone tests of some installed packages: a directory with their logs and results, in Spack's form.</summary>
public sealed class TestSuite
{
    private const string LockName = "test_suite.lock";
    private const string ResultsName = "results.txt";

    private TestSuite(string directory, string? alias, ImmutableArray<ConcreteSpec> specs) =>
        (Directory, Alias, Specs) = (directory, alias, specs);

    /// <summary>The suite's directory.</summary>
    public string Directory { get; }

    /// <summary>The name that the user gave it; null if none.</summary>
    public string? Alias { get; }

    /// <summary>What is tested.</summary>
    public ImmutableArray<ConcreteSpec> Specs { get; }

    /// <summary>The alias, or else the hash of what is tested.</summary>
    public string Name => Alias ?? Path.GetFileName(Directory);

    /// <summary>Makes a suite; one of the same packages and the same alias is replaced.</summary>
    /// <param name="root">The directory of all suites (<c>config:test_stage</c>).</param>
    /// <param name="alias">A name; null for none.</param>
    /// <param name="specs">What to test.</param>
    /// <exception cref="CairnException">The alias is taken by a suite of other packages, or the directory cannot be written.</exception>
    public static TestSuite Create(string root, string? alias, ImmutableArray<ConcreteSpec> specs)
    {
        if (alias is not null && All(root).Any(suite => suite.Alias == alias))
        {
            throw new CairnException(new Diagnostic(
                "test-suite", $"there is a test suite `{alias}` already", null, [], $"`cairn test remove {alias}` removes it, or choose another `--alias`"));
        }

        var content = Content(alias, specs);
        var suite = new TestSuite(Path.Combine(root, Base32.Encode(SHA1.HashData(content))), alias, specs);
        try
        {
            if (System.IO.Directory.Exists(suite.Directory))
            {
                System.IO.Directory.Delete(suite.Directory, recursive: true);
            }

            System.IO.Directory.CreateDirectory(suite.Directory);
            File.WriteAllBytes(Path.Combine(suite.Directory, LockName), content);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CairnException(new Diagnostic(
                "test-suite", $"cannot write the test suite `{suite.Directory}`: {exception.Message}", null, [], "`config:test_stage` says where test suites are kept"), exception);
        }

        return suite;
    }

    /// <summary>All suites that are kept, by name; damaged ones are left out.</summary>
    public static IEnumerable<TestSuite> All(string root)
    {
        if (!System.IO.Directory.Exists(root))
        {
            return [];
        }

        return System.IO.Directory.EnumerateDirectories(root).Select(Read).OfType<TestSuite>().OrderBy(suite => suite.Name, StringComparer.Ordinal);
    }

    /// <summary>A package as Spack names its files: name, version and the beginning of the hash.</summary>
    public static string IdOf(ConcreteSpec spec) => $"{spec.Name}-{spec.Version}-{spec.ShortHash()}";

    /// <summary>The log of a package's tests.</summary>
    public string LogOf(ConcreteSpec spec) => Path.Combine(Directory, $"{IdOf(spec)}-test-out.txt");

    /// <summary>Where a package's tests work.</summary>
    public string WorkDirectoryOf(ConcreteSpec spec) => Path.Combine(Directory, IdOf(spec));

    /// <summary>Notes how the tests of a package ended.</summary>
    public void Record(ConcreteSpec spec, TestStatus status) =>
        File.AppendAllText(Path.Combine(Directory, ResultsName), $"{IdOf(spec)} {Word(status)}\n");

    /// <summary>How the tests ended, for those that have run.</summary>
    public IReadOnlyList<(ConcreteSpec Spec, TestStatus Status)> Results()
    {
        var file = Path.Combine(Directory, ResultsName);
        if (!File.Exists(file))
        {
            return [];
        }

        var words = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in File.ReadLines(file).Select(line => line.Split(' ')))
        {
            if (line is [var id, var word])
            {
                words[id] = word;
            }
        }

        return [.. Specs.Where(spec => words.ContainsKey(IdOf(spec))).Select(spec => (spec, Parse(words[IdOf(spec)])))];
    }

    /// <summary>Removes the suite.</summary>
    public void Remove() => System.IO.Directory.Delete(Directory, recursive: true);

    /// <summary>The word for a status in files and on screens.</summary>
    public static string Word(TestStatus status) => status switch
    {
        TestStatus.Passed => "PASSED",
        TestStatus.Failed => "FAILED",
        TestStatus.Skipped => "SKIPPED",
        _ => "NO_TESTS",
    };

    /// <summary>The status that a word stands for.</summary>
    public static TestStatus Parse(string word) => word switch
    {
        "PASSED" => TestStatus.Passed,
        "FAILED" => TestStatus.Failed,
        "SKIPPED" => TestStatus.Skipped,
        _ => TestStatus.NoTests,
    };

    private static TestSuite? Read(string directory)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(directory, LockName)));
            var alias = document.RootElement.TryGetProperty("alias", out var given) ? given.GetString() : null;
            return new TestSuite(directory, alias,
                [.. document.RootElement.GetProperty("specs").EnumerateArray().Select(spec => SpecJson.Read(System.Text.Encoding.UTF8.GetBytes(spec.GetRawText())))]);
        }
        catch (Exception exception) when (exception is IOException or JsonException or CairnException or UnauthorizedAccessException or KeyNotFoundException)
        {
            return null;
        }
    }

    private static byte[] Content(string? alias, ImmutableArray<ConcreteSpec> specs)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteStartArray("specs");
            foreach (var spec in specs)
            {
                json.WriteRawValue(SpecJson.Write(spec));
            }

            json.WriteEndArray();
            if (alias is not null)
            {
                json.WriteString("alias", alias);
            }

            json.WriteEndObject();
        }

        return stream.ToArray();
    }
}

/// <summary>How the tests of a package ended.</summary>
public enum TestStatus
{
    /// <summary>It has none.</summary>
    NoTests,

    /// <summary>All parts were skipped.</summary>
    Skipped,

    /// <summary>At least one part failed.</summary>
    Failed,

    /// <summary>None failed.</summary>
    Passed,
}

using System.Collections.Immutable;
using Cairn.Build.Detection;
using Cairn.Config.Yaml;
using Cairn.Python;
using Cairn.Recipes;
using Cairn.Specs;
using Cairn.Store.Files;

namespace Cairn.Cli.Composition;

/// <summary>Finds compilers and build tools of the system and writes them down as externals.</summary>
internal static class HostDetection
{
    private const string CompilerTag = "compiler";
    private const string ToolTag = "build-tools";
    private const string OriginMark = "# from the section compilers ";

    /// <summary>
    /// Writes down the compilers, and the build tools of the system: the compilers that a section <c>compilers</c> describes, or else those
    /// that are found.
    /// </summary>
    /// <exception cref="CairnException">There is no compiler, or the file cannot be written.</exception>
    public static void Write(Session session, string path)
    {
        ImmutableArray<string> recipes = [.. TaggedRecipes(session)];
        ImmutableArray<string> compilers = [.. recipes.Where(recipe => HasTag(session, recipe, CompilerTag))];
        var section = OldCompilers.Section(session);
        var described = section is null ? [] : OldCompilers.Read(session, section, compilers);
        var found = Find(session, described.IsEmpty ? recipes : recipes.Except(compilers));
        if (described.IsEmpty && !found.Any(external => compilers.Contains(external.Recipe)))
        {
            throw new CairnException(new Diagnostic(
                "no-compiler", "there is no compiler on this machine", null, ["looked for gcc and clang in PATH"],
                "install one (on Debian: `apt install gcc g++ gfortran`), or describe one under `packages:gcc:externals`"));
        }

        ImmutableArray<(string Package, YamlMapping External)> all = [.. described, .. found.Select(external => (external.Recipe, External(external)))];
        foreach (var (_, external) in all)
        {
            session.Terminal.ErrorLine($"    {external["spec"]} in {external["prefix"]}");
        }

        AtomicFile.WriteText(path, $"{Origin(section)}{YamlWriter.Write(Section(all))}");
    }

    /// <summary>True if the file holds what the configuration asks for: the compilers of the section as it is now.</summary>
    public static bool IsUpToDate(Session session, string path)
    {
        if (!File.Exists(path))
        {
            return false;
        }

        string origin = Origin(OldCompilers.Section(session)).TrimEnd('\n');
        string first = File.ReadLines(path).FirstOrDefault() ?? "";
        return origin.Length == 0 ? !first.StartsWith(OriginMark, StringComparison.Ordinal) : first == origin;
    }

    private static string Origin(YamlSequence? section) => section is null ? "" : $"{OriginMark}{OldCompilers.DigestOf(section)}\n";

    /// <summary>The installations of some packages on this machine.</summary>
    /// <param name="session">The session.</param>
    /// <param name="recipes">The packages to look for.</param>
    /// <param name="hints">Directories to look into instead of the usual ones; null for these.</param>
    /// <param name="onFailure">Told of broken recipes; null to fail.</param>
    public static ImmutableArray<FoundExternal> Find(
        Session session, IEnumerable<string> recipes, IReadOnlyList<string>? hints = null, Action<CairnException>? onFailure = null) =>
        Finder(session, hints).Find(recipes, onFailure);

    /// <summary>What finds installations on this machine.</summary>
    public static ExternalFinder Finder(Session session, IReadOnlyList<string>? hints = null) => new(
        new DetectionWorld(session.Recipes, session.Host, new RealHost()), hints, session.IsDebug ? session.Terminal.Note : null);

    /// <summary>Where compilers and tools that were found without being asked for are written down.</summary>
    public static string FileOf(Session session) => Path.Combine(session.Places.Root, "detected", "packages.yaml");

    private static YamlMapping Section(ImmutableArray<(string Package, YamlMapping External)> found)
    {
        var packages = found.GroupBy(external => external.Package, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => Entry(group.Key, Mapping(Entry("externals", new YamlSequence([.. group.Select(external => external.External)], default)))));
        return Mapping(Entry("packages", Mapping([.. packages])));
    }

    /// <summary>
    /// Compilers from whatever repository, and the build tools of the starter: where a user has <c>builtin</c>, Spack's answer is
    /// expected, which takes compilers from the system and builds tools. Only recipes that can matter are evaluated.
    /// </summary>
    private static IEnumerable<string> TaggedRecipes(Session session)
    {
        var starter = session.Recipes.Path.All.Single(repository => repository.Namespace == "starter");
        return starter.Names.Where(name =>
            session.Recipes.Get($"starter.{name}").Tags is var tags
            && (tags.Contains(CompilerTag) || (tags.Contains(ToolTag) && session.Recipes.Get(name).Namespace == "starter")));
    }

    private static bool HasTag(Session session, string name, string tag)
    {
        try
        {
            return session.Recipes.TryGet(name, out var recipe) && recipe.Tags.Contains(tag);
        }
        catch (CairnException)
        {
            return false; // a broken recipe is named when somebody asks for it
        }
    }

    /// <summary>An installation as an item of <c>externals</c>.</summary>
    public static YamlMapping External(FoundExternal found)
    {
        var installation = found.Installation;
        var entries = ImmutableArray.CreateBuilder<YamlEntry>();
        entries.Add(Entry("spec", Text(installation.Spec)));
        entries.Add(Entry("prefix", Text(installation.Prefix)));
        if (!installation.Modules.IsEmpty)
        {
            entries.Add(Entry("modules", new YamlSequence([.. installation.Modules.Select(Text)], default)));
        }

        if (!installation.ExtraAttributes.IsFalsy)
        {
            entries.Add(Entry("extra_attributes", Node(installation.ExtraAttributes)));
        }

        return new YamlMapping(entries.DrainToImmutable(), default);
    }

    private static YamlNode Node(PlainValue value) => value switch
    {
        PlainMapping mapping => Mapping([.. mapping.Entries.Select(member => Entry(member.Key, Node(member.Value)))]),
        PlainList list => new YamlSequence([.. list.Items.Select(Node)], default),
        PlainText text => Text(text.Text),
        _ => new YamlScalar(value.ToString() ?? "", false, default),
    };

    private static YamlScalar Text(string text) => new(text, true, default);

    private static YamlMapping Mapping(params ReadOnlySpan<YamlEntry> entries) => new([.. entries], default);

    private static YamlEntry Entry(string key, YamlNode value) => new(key, MergeMode.Merge, value, default);
}

using System.Collections.Immutable;
using System.Text.Json;
using Cairn.Specs;
using Cairn.Store.Files;

namespace Cairn.Store.Environments;

/// <summary>A root of an environment that was decided.</summary>
/// <param name="Text">What was asked for, as a spec.</param>
/// <param name="Spec">The answer.</param>
public sealed record LockedRoot(string Text, ConcreteSpec Spec);

/// <summary>The file <c>spack.lock</c>: what an environment's specs were decided to be.</summary>
/// <remarks>Specified in <c>docs/formats/environment-lock.md</c>. Written is version 6; read are versions 4 to 6.</remarks>
public sealed class EnvironmentLock
{
    /// <summary>The name of the file.</summary>
    public const string FileName = "spack.lock";

    private const string FileType = "spack-lockfile";
    private const int CurrentVersion = 6;
    private const int OldestVersion = 4;

    /// <summary>The lock of some roots.</summary>
    /// <param name="roots">The environment's own roots.</param>
    /// <param name="included">What it holds of other environments.</param>
    public EnvironmentLock(IEnumerable<LockedRoot> roots, ImmutableArray<IncludedEnvironment> included = default) =>
        (Roots, Included) = ([.. roots], included.IsDefault ? [] : included);

    /// <summary>The roots in their order, without those of other environments.</summary>
    public ImmutableArray<LockedRoot> Roots { get; }

    /// <summary>What is held of other environments (<c>include_concrete</c>).</summary>
    public ImmutableArray<IncludedEnvironment> Included { get; }

    /// <summary>The roots that other environments brought, each once.</summary>
    public IEnumerable<LockedRoot> IncludedRoots =>
        Included.SelectMany(other => other.Flattened()).SelectMany(other => other.Roots).DistinctBy(root => (root.Text, root.Spec.Hash));

    /// <summary>Reads a file; null if there is none.</summary>
    /// <exception cref="CairnException">The file is damaged, or of a version that is not known.</exception>
    public static EnvironmentLock? ReadFile(string path)
    {
        byte[] text;
        try
        {
            text = File.ReadAllBytes(path);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CairnException(new Diagnostic("environment-lock", $"cannot read `{path}`: {exception.Message}", null, [], "check the file's permissions"), exception);
        }

        return Read(text, path);
    }

    /// <summary>Reads the text of a file.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="path">The file's name, for messages.</param>
    /// <exception cref="CairnException">The file is damaged, or of a version that is not known.</exception>
    public static EnvironmentLock Read(ReadOnlySpan<byte> utf8, string path)
    {
        try
        {
            var draft = new Draft();
            var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = 128 });
            draft.Read(ref reader);
            return draft.Finish(path);
        }
        catch (JsonException exception)
        {
            var location = new SourceLocation(path, (int)(exception.LineNumber ?? 0) + 1, (int)(exception.BytePositionInLine ?? 0) + 1);
            throw Damaged("it is not JSON", location, exception);
        }
        catch (InvalidOperationException exception)
        {
            throw Damaged("a value has the wrong type", new SourceLocation(path, 1, 1), exception);
        }
        catch (CairnException exception) when (exception.Diagnostic.Location is null)
        {
            throw Damaged(exception.Diagnostic.Message, new SourceLocation(path, 1, 1), exception);
        }
    }

    /// <summary>Writes the file: the old one or the new one is there, never half of it.</summary>
    /// <param name="path">Where.</param>
    /// <param name="writer">What wrote it: name and version.</param>
    public void WriteFile(string path, (string Name, string Version) writer) => AtomicFile.Write(path, stream => stream.Write(Write(writer)));

    /// <summary>The text of the file, in one line as Spack writes it.</summary>
    /// <param name="writer">What writes it: name and version.</param>
    public byte[] Write((string Name, string Version) writer)
    {
        var json = new PythonJsonWriter(1 << 16);
        json.BeginObject();
        json.Key("_meta");
        json.BeginObject();
        json.Member("file-type", FileType);
        json.Key("lockfile-version");
        json.Number(CurrentVersion);
        json.Key("specfile-version");
        json.Number(ConcreteSpec.CurrentFormat);
        json.EndObject();
        json.Key("spack");
        json.BeginObject();
        json.Member("version", writer.Version);
        json.Member("type", "release");
        json.Member("engine", writer.Name);
        json.EndObject();
        WriteDecided(json, Roots, OwnSpecs(), Included);
        json.EndObject();
        return json.WrittenSpan.ToArray();
    }

    private static void WriteDecided(
        PythonJsonWriter json, ImmutableArray<LockedRoot> roots, IEnumerable<ConcreteSpec> specs, ImmutableArray<IncludedEnvironment> included)
    {
        json.Key("roots");
        json.BeginList();
        foreach (var root in roots)
        {
            json.BeginObject();
            json.Member("hash", root.Spec.Hash);
            json.Member("spec", root.Text);
            json.EndObject();
        }

        json.EndList();
        json.Key("concrete_specs");
        json.BeginObject();
        foreach (var spec in specs)
        {
            json.Key(spec.Hash);
            SpecJson.WriteNode(json, spec);
        }

        json.EndObject();
        if (included.IsEmpty)
        {
            return;
        }

        json.Key("include_concrete");
        json.BeginObject();
        foreach (var other in included)
        {
            json.Key(other.Path);
            json.BeginObject();
            WriteDecided(json, other.Roots, other.Specs, other.Included);
            json.EndObject();
        }

        json.EndObject();
    }

    /// <summary>Every spec that the environment's own roots need, each once; what spliced ones were built as included.</summary>
    public IEnumerable<ConcreteSpec> OwnSpecs()
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        Queue<ConcreteSpec> roots = new(Roots.Select(root => root.Spec));
        while (roots.TryDequeue(out var root))
        {
            foreach (var spec in root.Traverse())
            {
                if (seen.Add(spec.Hash))
                {
                    yield return spec;
                    if (spec.IsSpliced)
                    {
                        roots.Enqueue(spec.BuildSpec);
                    }
                }
            }
        }
    }

    private static CairnException Damaged(string why, SourceLocation location, Exception? cause = null) => new(
        new Diagnostic(
            "environment-lock", $"`{location.File}` is not a lock file of an environment: {why}", location, [],
            "`cairn concretize --force` decides everything anew and writes the file again"),
        cause);

    /// <summary>What was read of a file so far; its parts may come in any order.</summary>
    private sealed class Draft
    {
        // Nodes of all environments in the file: those that several have stand in one of them only.
        private readonly List<SpecNodeRecord> _nodes = [];
        private readonly Content _own = new("");
        private int? _version;

        public void Read(ref Utf8JsonReader reader)
        {
            Begin(ref reader, JsonTokenType.StartObject);
            while (NextMember(ref reader))
            {
                if (reader.ValueTextEquals("_meta"u8))
                {
                    ReadMeta(ref reader);
                }
                else
                {
                    ReadMember(ref reader, _own);
                }
            }
        }

        public EnvironmentLock Finish(string path)
        {
            var start = new SourceLocation(path, 1, 1);
            if (_version is not { } version)
            {
                throw Damaged("it does not say its version", start);
            }

            if (version is < OldestVersion or > CurrentVersion)
            {
                throw new CairnException(new Diagnostic(
                    "environment-lock", $"`{path}` is a lock file of version {version}; versions {OldestVersion} to {CurrentVersion} are known", null, [],
                    "`cairn concretize --force` decides everything anew and writes the file again"));
            }

            // A version of lock files is one ahead of the version of the specs in them.
            var specs = SpecLinker.Link(_nodes, version - 1);
            return new EnvironmentLock(Roots(_own), [.. _own.Included.Select(Included)]);

            IEnumerable<LockedRoot> Roots(Content content) => content.Roots.Select(root => specs.TryGetValue(root.Hash, out var spec)
                ? new LockedRoot(root.Text, spec)
                : throw Damaged($"the root `{root.Text}` refers to `/{root.Hash}`, which is not there", start));

            IncludedEnvironment Included(Content other) =>
                new(other.Path, [.. Roots(other)], [.. other.Keys.Select(key => specs[key])], [.. other.Included.Select(Included)]);
        }

        /// <summary>Reads what every environment has, the own one and those that it includes.</summary>
        private void ReadMember(ref Utf8JsonReader reader, Content content)
        {
            if (reader.ValueTextEquals("roots"u8))
            {
                ReadRoots(ref reader, content);
            }
            else if (reader.ValueTextEquals("concrete_specs"u8))
            {
                ReadNodes(ref reader, content);
            }
            else if (reader.ValueTextEquals("include_concrete"u8))
            {
                ReadIncluded(ref reader, content);
            }
            else
            {
                Skip(ref reader);
            }
        }

        private void ReadIncluded(ref Utf8JsonReader reader, Content content)
        {
            Begin(ref reader, JsonTokenType.StartObject);
            while (NextMember(ref reader))
            {
                var other = new Content(reader.GetString()!);
                content.Included.Add(other);
                Begin(ref reader, JsonTokenType.StartObject);
                while (NextMember(ref reader))
                {
                    ReadMember(ref reader, other);
                }
            }
        }

        private void ReadMeta(ref Utf8JsonReader reader)
        {
            Begin(ref reader, JsonTokenType.StartObject);
            while (NextMember(ref reader))
            {
                if (reader.ValueTextEquals("lockfile-version"u8))
                {
                    reader.Read();
                    _version = reader.GetInt32();
                }
                else
                {
                    Skip(ref reader);
                }
            }
        }

        private static void ReadRoots(ref Utf8JsonReader reader, Content content)
        {
            Begin(ref reader, JsonTokenType.StartArray);
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                if (reader.TokenType != JsonTokenType.StartObject)
                {
                    throw new JsonException("a root is an object");
                }

                string? hash = null;
                string? text = null;
                while (NextMember(ref reader))
                {
                    var isHash = reader.ValueTextEquals("hash"u8);
                    var isText = reader.ValueTextEquals("spec"u8);
                    if (!isHash && !isText)
                    {
                        Skip(ref reader);
                        continue;
                    }

                    reader.Read();
                    (hash, text) = isHash ? (reader.GetString(), text) : (hash, reader.GetString());
                }

                content.Roots.Add((hash ?? throw new JsonException("a root has no hash"), text ?? throw new JsonException("a root has no spec")));
            }
        }

        private void ReadNodes(ref Utf8JsonReader reader, Content content)
        {
            var nodes = new SpecNodeReader();
            Begin(ref reader, JsonTokenType.StartObject);
            while (NextMember(ref reader))
            {
                reader.Read();
                var node = nodes.ReadNode(ref reader);
                _nodes.Add(node);
                content.Keys.Add(node.Key);
            }
        }

        private static void Begin(ref Utf8JsonReader reader, JsonTokenType type)
        {
            if (!reader.Read() || reader.TokenType != type)
            {
                throw new JsonException($"{type} expected");
            }
        }

        private static bool NextMember(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.PropertyName;

        private static void Skip(ref Utf8JsonReader reader)
        {
            reader.Read();
            reader.Skip();
        }
    }

    /// <summary>What the file says of one environment.</summary>
    private sealed class Content(string path)
    {
        public string Path { get; } = path;

        public List<(string Hash, string Text)> Roots { get; } = [];

        public List<string> Keys { get; } = [];

        public List<Content> Included { get; } = [];
    }
}

using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Cairn.Recipes;

/// <summary>What is known about one recipe's file, and where its metadata lies in the cache file.</summary>
/// <param name="Name">The package's name.</param>
/// <param name="Stamp">The state of the recipe's file when the cache was written.</param>
/// <param name="Offset">Where the metadata begins; zero if there is none.</param>
/// <param name="UsedFiles">Numbers of further files that the recipe was made from.</param>
/// <param name="Directory">The working directory that the recipe asked for; null if it did not ask.</param>
internal sealed record CachedRecipe(string Name, FileStamp Stamp, int Offset, ImmutableArray<int> UsedFiles, string? Directory);

/// <summary>A provider as the cache keeps it.</summary>
internal sealed record CachedProvider(string Name, ProvidedVirtual Provided);

/// <summary>What a compiler's recipe says of runtimes if the compiler is as a spec says, as the cache keeps it.</summary>
/// <param name="Package">The recipe.</param>
/// <param name="Compiler">The spec's text.</param>
/// <param name="Constraints">What it says.</param>
internal sealed record CachedRuntime(string Package, string Compiler, ImmutableArray<RuntimeConstraint> Constraints);

/// <summary>What a function of a recipe said of values of a variant, as the cache keeps it.</summary>
/// <param name="Package">The recipe.</param>
/// <param name="Question">Which variant and which values.</param>
/// <param name="Refusal">Why they are refused; null if they are accepted.</param>
internal sealed record CachedVariantAnswer(string Package, string Question, string? Refusal);

/// <summary>
/// One cache file: the evaluated recipes of one repository. Everything but the recipes themselves is read at opening; these are decoded
/// one by one when asked for.
/// </summary>
internal sealed class CacheFile
{
    /// <summary>Raise it with every change of the format or of what directives mean.</summary>
    public const uint FormatVersion = 3;

    private const uint Magic = 0x43524e43;
    private const int HeaderSize = 64;
    private const int EntrySize = 32;

    private readonly CacheBytes _bytes;
    private readonly Lazy<ImmutableArray<string>> _names;
    private readonly Lazy<(ImmutableArray<CachedRuntime> Runtimes, ImmutableArray<CachedVariantAnswer> VariantAnswers)> _answers;
    private readonly int _entriesAt;
    private readonly int _usedAt;
    private readonly CachedPools _pools;

    private CacheFile(CacheBytes bytes, string key)
    {
        _bytes = bytes;
        var span = bytes.Span;
        if (span.Length < HeaderSize || Field(span, 0) != Magic || Field(span, 1) != FormatVersion
            || BinaryPrimitives.ReadUInt64LittleEndian(span[8..]) != Checksum(span[HeaderSize..]))
        {
            throw new InvalidDataException("damaged, or of another version");
        }

        int stringCount = (int)Field(span, 4);
        int specCount = (int)Field(span, 5);
        int stringOffsets = (int)Field(span, 6);
        int stringData = (int)Field(span, 7);
        int specTable = (int)Field(span, 8);
        _pools = new CachedPools(bytes, stringOffsets, stringCount, stringData, specTable, specCount);
        var reader = new ByteReader(span[(int)Field(span, 9)..], _pools);
        if (reader.Text() != key)
        {
            throw new InvalidDataException("of another engine or host");
        }

        DirectoryTicks = reader.Long();
        int sharedCount = reader.Count();
        var files = ImmutableArray.CreateBuilder<(string, FileStamp)>();
        for (int i = reader.Count(); i > 0; i--)
        {
            files.Add((reader.Text(), new FileStamp(reader.Long(), reader.Long())));
        }

        Files = files.ToImmutable();
        SharedFileCount = sharedCount;
        HasProviders = reader.Flag();
        ProvidersAt = span.Length - reader.Remaining;
        (_entriesAt, Count, _usedAt) = ((int)Field(span, 12), (int)Field(span, 13), (int)Field(span, 14));
        _names = new Lazy<ImmutableArray<string>>(ReadNames);
        _answers = new Lazy<(ImmutableArray<CachedRuntime>, ImmutableArray<CachedVariantAnswer>)>(ReadAnswers);
    }

    /// <summary>The time of change of the directory of recipes.</summary>
    public long DirectoryTicks { get; }

    /// <summary>Files that recipes were made from, with their states. The first <see cref="SharedFileCount"/> concern all recipes.</summary>
    public ImmutableArray<(string Path, FileStamp Stamp)> Files { get; }

    /// <summary>How many of the files concern all recipes: build systems and the like.</summary>
    public int SharedFileCount { get; }

    /// <summary>The number of recipes.</summary>
    public int Count { get; }

    /// <summary>The names of all recipes of the repository, sorted.</summary>
    public ImmutableArray<string> Names => _names.Value;

    /// <summary>True if the providers of the whole repository are known.</summary>
    public bool HasProviders { get; }

    /// <summary>What recipes of compilers said of runtimes.</summary>
    public ImmutableArray<CachedRuntime> Runtimes => _answers.Value.Runtimes;

    /// <summary>What functions of recipes said of values of variants.</summary>
    public ImmutableArray<CachedVariantAnswer> VariantAnswers => _answers.Value.VariantAnswers;

    private int ProvidersAt { get; }

    /// <summary>Opens a cache file; null if there is none that fits and is whole.</summary>
    public static CacheFile? TryOpen(string path, string key)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        CacheBytes? bytes = null;
        try
        {
            bytes = new CacheBytes(path);
            return new CacheFile(bytes, key);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException or ArgumentException or OverflowException)
        {
            // A cache is only a cache: whatever is wrong with it, the recipes themselves are asked again.
            bytes?.Dispose();
            return null;
        }
    }

    /// <summary>The entry of a recipe, or null.</summary>
    public CachedRecipe? Find(string name) => Names.BinarySearch(name, StringComparer.Ordinal) is var number and >= 0 ? Entry(number) : null;

    /// <summary>The entry of a recipe by its position among the names.</summary>
    public CachedRecipe Entry(int number)
    {
        var entry = _bytes.Span.Slice(_entriesAt + (number * EntrySize), EntrySize);
        var used = ImmutableArray.CreateBuilder<int>((int)Field(entry, 6));
        for (uint i = 0; i < Field(entry, 6); i++)
        {
            used.Add((int)Field(_bytes.Span[_usedAt..], (int)(Field(entry, 5) + i)));
        }

        string? directory = Field(entry, 7) is var text and > 0 ? _pools.String((int)text - 1) : null;
        return new CachedRecipe(Names[number], Stamp(number), (int)Field(entry, 4), used.MoveToImmutable(), directory);
    }

    /// <summary>The recorded state of a recipe's file, by the position of its name.</summary>
    public FileStamp Stamp(int number)
    {
        var entry = _bytes.Span.Slice(_entriesAt + (number * EntrySize), EntrySize);
        return new FileStamp(BinaryPrimitives.ReadInt64LittleEndian(entry), BinaryPrimitives.ReadInt64LittleEndian(entry[8..]));
    }

    /// <summary>The metadata of a recipe; null if it is not there or damaged.</summary>
    public RecipeMetadata? Decode(CachedRecipe recipe)
    {
        if (recipe.Offset <= 0 || recipe.Offset >= _bytes.Span.Length)
        {
            return null;
        }

        try
        {
            var reader = new ByteReader(_bytes.Span[recipe.Offset..], _pools);
            return RecipeCodec.Read(ref reader);
        }
        catch (Exception error) when (error is InvalidDataException or ArgumentException or OverflowException or Specs.CairnException)
        {
            return null;
        }
    }

    /// <summary>True if a text among the attributes of a recipe or of its versions is wanted; null if that can't be told.</summary>
    public bool? HasText(CachedRecipe recipe, Func<string, bool> isWanted)
    {
        if (recipe.Offset <= 0 || recipe.Offset >= _bytes.Span.Length)
        {
            return null;
        }

        try
        {
            var reader = new ByteReader(_bytes.Span[recipe.Offset..], _pools);
            return CachedTexts.Any(ref reader, isWanted);
        }
        catch (Exception error) when (error is InvalidDataException or ArgumentException or OverflowException)
        {
            return null;
        }
    }

    /// <summary>The providers, if <see cref="HasProviders"/>.</summary>
    public ImmutableArray<CachedProvider> Providers()
    {
        var reader = new ByteReader(_bytes.Span[ProvidersAt..], _pools);
        var found = ImmutableArray.CreateBuilder<CachedProvider>();
        for (int i = reader.Count(); i > 0; i--)
        {
            found.Add(new CachedProvider(
                reader.String(), new ProvidedVirtual(reader.Spec(), reader.Spec(), new DirectivePlace(reader.String(), reader.Number()))));
        }

        return found.ToImmutable();
    }

    /// <summary>Writes a cache file in place of the old one, at once or not at all.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static void Write(string path, string key, CacheContent content)
    {
        var pools = new CachePools();
        var file = new ByteWriter(pools);
        for (int i = 0; i < HeaderSize / 8; i++)
        {
            file.Fixed64(0);
        }

        var offsets = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var recipe in content.Recipes)
        {
            if (recipe.Metadata is { } metadata)
            {
                offsets[recipe.Name] = file.Length;
                RecipeCodec.Write(file, metadata);
            }
        }

        var index = Index(pools, key, content);
        var answers = AnswersOf(pools, content);
        foreach (var recipe in content.Recipes)
        {
            // The pool is complete before it is written.
            _ = recipe.Directory is { } directory ? pools.String(directory) : 0;
        }

        var (stringOffsets, stringData) = Strings(file, pools);
        file.AlignTo8();
        int specTable = file.Length;
        pools.Specs.ForEach(text => file.Fixed32((uint)text));
        int indexAt = file.Length;
        file.Bytes(index.Written);
        int answersAt = file.Length;
        file.Bytes(answers.Written);
        file.AlignTo8();
        int entriesAt = file.Length;
        Entries(file, pools, content, offsets);
        int usedAt = file.Length;
        foreach (int used in content.Recipes.SelectMany(recipe => recipe.UsedFiles))
        {
            file.Fixed32((uint)used);
        }

        int namesAt = file.Length;
        byte[] names = System.Text.Encoding.UTF8.GetBytes(string.Join('\n', content.Recipes.Select(recipe => recipe.Name)));
        file.Bytes(names);
        file.AlignTo8();

        byte[] bytes = file.Written.ToArray();
        var fields = MemoryMarshal.Cast<byte, uint>(bytes.AsSpan(0, HeaderSize));
        (fields[0], fields[1]) = (Magic, FormatVersion);
        (fields[4], fields[5]) = ((uint)pools.Strings.Count, (uint)pools.Specs.Count);
        (fields[6], fields[7], fields[8], fields[9]) = ((uint)stringOffsets, (uint)stringData, (uint)specTable, (uint)indexAt);
        (fields[10], fields[11], fields[12]) = ((uint)namesAt, (uint)names.Length, (uint)entriesAt);
        (fields[13], fields[14], fields[15]) = ((uint)content.Recipes.Count, (uint)usedAt, (uint)answersAt);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(8), Checksum(bytes.AsSpan(HeaderSize)));

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        string temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            File.WriteAllBytes(temporary, bytes);
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>A fast sum over whole words, good against torn and flipped bytes, not against malice.</summary>
    private static ulong Checksum(ReadOnlySpan<byte> bytes)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        ulong a = 0x9e3779b97f4a7c15, b = 0xc2b2ae3d27d4eb4f, c = 0x165667b19e3779f9, d = (ulong)bytes.Length;
        int i = 0;
        for (; i + 4 <= words.Length; i += 4)
        {
            a = (a ^ words[i]) * 0x9ddfea08eb382d69;
            b = (b ^ words[i + 1]) * 0xc949d7c7509e6557;
            c = (c ^ words[i + 2]) * 0xff51afd7ed558ccd;
            d = (d ^ words[i + 3]) * 0xc4ceb9fe1a85ec53;
        }

        for (; i < words.Length; i++)
        {
            a = (a ^ words[i]) * 0x9ddfea08eb382d69;
        }

        ulong sum = a ^ ulong.RotateLeft(b, 17) ^ ulong.RotateLeft(c, 31) ^ ulong.RotateLeft(d, 47);
        return sum ^ (sum >> 29);
    }

    private static uint Field(ReadOnlySpan<byte> header, int number) => BinaryPrimitives.ReadUInt32LittleEndian(header[(number * 4)..]);

    private static ByteWriter Index(CachePools pools, string key, CacheContent content)
    {
        var index = new ByteWriter(pools);
        index.Text(key);
        index.Long(content.DirectoryTicks);
        index.Number(content.SharedFileCount);
        index.Many(content.Files, file =>
        {
            index.Text(file.Path);
            index.Long(file.Stamp.Size);
            index.Long(file.Stamp.Ticks);
        });
        index.Flag(content.Providers is not null);
        index.Many(content.Providers ?? [], provider =>
        {
            index.String(provider.Name);
            index.Spec(provider.Provided.When);
            index.Spec(provider.Provided.Virtual);
            index.String(provider.Provided.Place.File);
            index.Number(provider.Provided.Place.Line);
        });
        return index;
    }

    /// <summary>One record of fixed size per recipe, in the order of the names, so that finding one decodes no other.</summary>
    private static void Entries(ByteWriter file, CachePools pools, CacheContent content, Dictionary<string, int> offsets)
    {
        uint used = 0;
        foreach (var recipe in content.Recipes)
        {
            file.Fixed64((ulong)recipe.Stamp.Size);
            file.Fixed64((ulong)recipe.Stamp.Ticks);
            file.Fixed32((uint)offsets.GetValueOrDefault(recipe.Name));
            file.Fixed32(used);
            file.Fixed32((uint)recipe.UsedFiles.Length);
            file.Fixed32(recipe.Directory is { } directory ? (uint)pools.String(directory) + 1 : 0);
            used += (uint)recipe.UsedFiles.Length;
        }
    }

    private static ByteWriter AnswersOf(CachePools pools, CacheContent content)
    {
        var answers = new ByteWriter(pools);
        answers.Many(content.Runtimes, runtime =>
        {
            answers.String(runtime.Package);
            answers.String(runtime.Compiler);
            answers.Many(runtime.Constraints, constraint => RecipeCodec.Write(answers, constraint));
        });
        answers.Many(content.VariantAnswers, answer =>
        {
            answers.String(answer.Package);
            answers.String(answer.Question);
            answers.OptionalString(answer.Refusal);
        });
        return answers;
    }

    private (ImmutableArray<CachedRuntime> Runtimes, ImmutableArray<CachedVariantAnswer> VariantAnswers) ReadAnswers()
    {
        var reader = new ByteReader(_bytes.Span[(int)Field(_bytes.Span, 15)..], _pools);
        var found = ImmutableArray.CreateBuilder<CachedRuntime>();
        for (int i = reader.Count(); i > 0; i--)
        {
            var (package, compiler) = (reader.String(), reader.String());
            var constraints = ImmutableArray.CreateBuilder<RuntimeConstraint>();
            for (int k = reader.Count(); k > 0; k--)
            {
                constraints.Add(RecipeCodec.ReadRuntime(ref reader));
            }

            found.Add(new CachedRuntime(package, compiler, constraints.ToImmutable()));
        }

        var answers = ImmutableArray.CreateBuilder<CachedVariantAnswer>();
        for (int i = reader.Count(); i > 0; i--)
        {
            answers.Add(new CachedVariantAnswer(reader.String(), reader.String(), reader.OptionalString()));
        }

        return (found.ToImmutable(), answers.ToImmutable());
    }

    private ImmutableArray<string> ReadNames()
    {
        var span = _bytes.Span;
        int start = (int)Field(span, 10);
        return Count == 0 ? [] : [.. System.Text.Encoding.UTF8.GetString(span[start..(start + (int)Field(span, 11))]).Split('\n')];
    }

    private static (int Offsets, int Data) Strings(ByteWriter file, CachePools pools)
    {
        var data = new ByteWriter(pools);
        var starts = new List<uint>(pools.Strings.Count + 1);
        foreach (string text in pools.Strings)
        {
            starts.Add((uint)data.Length);
            data.Bytes(System.Text.Encoding.UTF8.GetBytes(text));
        }

        starts.Add((uint)data.Length);
        file.AlignTo8();
        int offsets = file.Length;
        starts.ForEach(file.Fixed32);
        int start = file.Length;
        file.Bytes(data.Written);
        return (offsets, start);
    }
}

/// <summary>A recipe to be written.</summary>
internal sealed record RecipeToCache(string Name, FileStamp Stamp, RecipeMetadata? Metadata, ImmutableArray<int> UsedFiles, string? Directory);

/// <summary>All that goes into a cache file.</summary>
internal sealed record CacheContent(
    long DirectoryTicks,
    int SharedFileCount,
    IReadOnlyList<(string Path, FileStamp Stamp)> Files,
    IReadOnlyList<RecipeToCache> Recipes,
    IReadOnlyList<CachedProvider>? Providers,
    IReadOnlyCollection<CachedRuntime> Runtimes,
    IReadOnlyCollection<CachedVariantAnswer> VariantAnswers);

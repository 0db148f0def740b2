using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Cairn.Specs;

namespace Cairn.Store.Database;

/// <summary>The records of one database file, decoded when somebody asks for them.</summary>
/// <remarks>
/// Asking for one record decodes it and what it depends on; asking for all decodes all, on several processors where it pays. A file
/// whose form <see cref="IndexText"/> does not know is decoded at once. Not for several threads at the same time.
/// </remarks>
internal sealed class StoredRecords
{
    private const int WorthSharing = 500;

    private readonly string _path;
    private readonly IndexText? _text;
    private readonly Func<string, ConcreteSpec?> _elsewhere;
    private readonly Dictionary<string, InstallRecord> _decoded;
    private RecordReader? _reader;
    private ImmutableDictionary<string, InstallRecord>? _all;

    private StoredRecords(
        string path, IndexText? text, Func<string, ConcreteSpec?> elsewhere, Dictionary<string, InstallRecord> decoded, ImmutableDictionary<string, InstallRecord>? all) =>
        (_path, _text, _elsewhere, _decoded, _all) = (path, text, elsewhere, decoded, all);

    /// <summary>No records at all.</summary>
    /// <param name="path">The file that they would be in.</param>
    /// <param name="elsewhere">Finds specs that other stores hold.</param>
    public static StoredRecords Empty(string path, Func<string, ConcreteSpec?> elsewhere) => new(
        path, null, elsewhere, new Dictionary<string, InstallRecord>(StringComparer.Ordinal),
        ImmutableDictionary.Create<string, InstallRecord>(StringComparer.Ordinal));

    /// <summary>The records of a file.</summary>
    /// <param name="bytes">Its content.</param>
    /// <param name="path">Its path.</param>
    /// <param name="elsewhere">Finds specs that other stores hold; edges to what nobody holds are left out.</param>
    /// <exception cref="CairnException">The file is damaged or of a version that is not known.</exception>
    public static StoredRecords Of(byte[] bytes, string path, Func<string, ConcreteSpec?> elsewhere)
    {
        if (IndexText.TryOf(bytes) is { } text)
        {
            return new StoredRecords(path, text, elsewhere, new Dictionary<string, InstallRecord>(StringComparer.Ordinal), null);
        }

        var decoded = DatabaseFile.Read(bytes, path, elsewhere);
        return new StoredRecords(path, null, elsewhere, decoded, decoded.ToImmutableDictionary(StringComparer.Ordinal));
    }

    /// <summary>All records by DAG hash.</summary>
    public ImmutableDictionary<string, InstallRecord> All => _all ??= DecodeAll();

    /// <summary>True if there is a record of a DAG hash.</summary>
    public bool Contains(string hash) => _text?.Contains(hash) ?? _decoded.ContainsKey(hash);

    /// <summary>The record of a DAG hash, or null.</summary>
    /// <exception cref="CairnException">Its text is damaged.</exception>
    public InstallRecord? Find(string hash)
    {
        if (_decoded.TryGetValue(hash, out var known))
        {
            return known;
        }

        if (_text is null || !_text.Contains(hash))
        {
            return null;
        }

        Link(ClosureOf(hash));
        return _decoded.GetValueOrDefault(hash);
    }

    /// <summary>The records whose package has a name, or whose hash begins so; all if neither is asked for.</summary>
    /// <param name="name">The name, or nothing.</param>
    /// <param name="hashStart">The beginning of the hash, or nothing.</param>
    public IEnumerable<InstallRecord> Where(string name, string hashStart)
    {
        if (_text is null || _all is not null || (name.Length == 0 && hashStart.Length == 0))
        {
            return All.Values.Where(record => IsWanted(record, name, hashStart));
        }

        var utf8 = Encoding.UTF8.GetBytes(name);
        return _text.Hashes
            .Where(hash => hash.StartsWith(hashStart, StringComparison.Ordinal) && (utf8.Length == 0 || _text.MayBeNamed(hash, utf8)))
            .ToList().Select(Find).OfType<InstallRecord>().Where(record => IsWanted(record, name, hashStart));
    }

    /// <summary>The same records with changes, and the content of their file.</summary>
    /// <param name="changes">Records by their hashes; null for what is to go.</param>
    /// <param name="counts">By how much the numbers of dependents of other records change.</param>
    public (StoredRecords Records, byte[] Bytes) With(
        IReadOnlyDictionary<string, InstallRecord?> changes, IReadOnlyDictionary<string, int> counts)
    {
        var texts = new Dictionary<string, byte[]?>(StringComparer.Ordinal);
        // A copy: the write may fail, and then nothing has changed.
        var decoded = new Dictionary<string, InstallRecord>(_decoded, StringComparer.Ordinal);
        var all = _all?.ToBuilder();
        foreach (var (hash, more) in counts)
        {
            if (changes.ContainsKey(hash) || more == 0 || !Contains(hash))
            {
                continue;
            }

            if (_decoded.GetValueOrDefault(hash) is { } known)
            {
                Put(hash, known with { DependentCount = known.DependentCount + more });
            }

            texts[hash] = _text?.WithCount(hash, more) ?? DatabaseFile.WriteRecord(Find(hash)! with { DependentCount = Find(hash)!.DependentCount + more });
        }

        foreach (var (hash, record) in changes)
        {
            texts[hash] = record is null ? null : DatabaseFile.WriteRecord(record);
            Put(hash, record);
        }

        if (_text is null)
        {
            foreach (var (hash, record) in decoded)
            {
                texts.TryAdd(hash, DatabaseFile.WriteRecord(record));
            }
        }

        var (bytes, text) = _text is null ? IndexText.Of(texts) : _text.With(texts);
        return (new StoredRecords(_path, text, _elsewhere, decoded, all?.ToImmutable()), bytes);

        void Put(string hash, InstallRecord? record)
        {
            if (record is null)
            {
                decoded.Remove(hash);
                all?.Remove(hash);
            }
            else
            {
                decoded[hash] = record;
                if (all is not null)
                {
                    all[hash] = record;
                }
            }
        }
    }

    private static bool IsWanted(InstallRecord record, string name, string hashStart) =>
        (name.Length == 0 || record.Spec.Name == name) && record.Spec.Hash.StartsWith(hashStart, StringComparison.Ordinal);

    /// <summary>What is to be decoded for a record: itself and what it depends on.</summary>
    private List<RecordDraft> ClosureOf(string hash)
    {
        var drafts = new List<RecordDraft>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var pending = new Stack<string>([hash]);
        _reader ??= new RecordReader();
        while (pending.TryPop(out var next))
        {
            if (seen.Add(next) && !_decoded.ContainsKey(next) && _text!.Contains(next) && Decode(_reader, next) is { } draft)
            {
                drafts.Add(draft);
                foreach (var needed in draft.Node!.References)
                {
                    pending.Push(needed);
                }
            }
        }

        return drafts;
    }

    private ImmutableDictionary<string, InstallRecord> DecodeAll()
    {
        var missing = _text!.Hashes.Where(hash => !_decoded.ContainsKey(hash)).ToArray();
        var parts = missing.Length < WorthSharing ? 1 : Math.Min(Environment.ProcessorCount, 4);
        var drafts = new List<RecordDraft>[parts];
        if (parts == 1)
        {
            drafts[0] = Decode(missing);
        }
        else
        {
            try
            {
                Parallel.For(0, parts, part => drafts[part] = Decode(missing.AsSpan()[(missing.Length * part / parts)..(missing.Length * (part + 1) / parts)]));
            }
            catch (AggregateException exception) when (exception.InnerExceptions[0] is CairnException)
            {
                throw exception.InnerExceptions[0];
            }
        }

        Link([.. drafts.SelectMany(part => part)]);
        return _decoded.ToImmutableDictionary(StringComparer.Ordinal);
    }

    private List<RecordDraft> Decode(ReadOnlySpan<string> hashes)
    {
        var reader = new RecordReader();
        var drafts = new List<RecordDraft>(hashes.Length);
        foreach (var hash in hashes)
        {
            if (Decode(reader, hash) is { } draft)
            {
                drafts.Add(draft);
            }
        }

        return drafts;
    }

    private RecordDraft? Decode(RecordReader reader, string hash)
    {
        try
        {
            var scanner = new Utf8JsonScanner(_text![hash]);
            var draft = reader.Read(ref scanner, hash);
            return scanner.Read() ? throw new JsonException("something follows the record") : draft;
        }
        catch (JsonException exception)
        {
            throw DatabaseFile.Damaged(_path, exception, _text!.StartOf(hash));
        }
    }

    private void Link(List<RecordDraft> drafts)
    {
        var specs = SpecLinker.Link(
            drafts.Select(draft => draft.Node!), elsewhere: key => _decoded.TryGetValue(key, out var known) ? known.Spec : _elsewhere(key));
        foreach (var draft in drafts)
        {
            _decoded[draft.Key] = draft.With(specs[draft.Node!.Key]);
        }
    }
}

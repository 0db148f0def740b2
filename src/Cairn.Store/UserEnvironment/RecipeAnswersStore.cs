using System.Text.Json;
using Cairn.Specs;

namespace Cairn.Store.UserEnvironment;

/// <summary>Remembers what recipes said about installed packages: beside the store's database, or in the user's cache where that is not writable.</summary>
/// <remarks>An answer counts until the recipe's file changes. Damaged files count as absent: the recipe is asked again.</remarks>
/// <param name="storeRoot">The root of the store.</param>
/// <param name="userCache">The user's cache.</param>
public sealed class RecipeAnswersStore(string storeRoot, string userCache)
{
    private readonly string[] _directories = [Path.Combine(storeRoot, ".cairn", "answers"), Path.Combine(userCache, "answers")];

    /// <summary>What was remembered of a package, or null if its recipe has to be asked.</summary>
    public RecipeAnswers? Find(string hash)
    {
        foreach (var directory in _directories)
        {
            try
            {
                var path = Path.Combine(directory, hash + ".json");
                if (File.Exists(path) && PlainJson.Parse(File.ReadAllBytes(path)) is PlainMapping mapping && IsCurrent(mapping))
                {
                    return RecipeAnswers.FromJson(mapping["answers"] ?? PlainValue.Null);
                }
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException or FormatException or InvalidCastException)
            {
                // Written by another version, or not to the end: the recipe is asked again.
            }
        }

        return null;
    }

    /// <summary>Remembers what a recipe said.</summary>
    /// <param name="hash">The package's hash.</param>
    /// <param name="recipeFile">The recipe's file.</param>
    /// <param name="answers">What <c>cairn/answers.py</c> wrote.</param>
    public void Remember(string hash, string recipeFile, PlainValue answers)
    {
        var file = new FileInfo(recipeFile);
        var json = new PythonJsonWriter();
        json.BeginObject();
        json.Member("recipe", recipeFile);
        json.Key("length");
        json.Number(file.Exists ? file.Length : 0);
        json.Key("ticks");
        json.Number(file.Exists ? file.LastWriteTimeUtc.Ticks : 0);
        json.Key("answers");
        json.Sorted(answers);
        json.EndObject();
        foreach (var directory in _directories)
        {
            if (TryWrite(directory, hash, json.WrittenSpan.ToArray()))
            {
                return;
            }
        }
    }

    /// <summary>Forgets a package that was removed.</summary>
    public void Forget(string hash)
    {
        foreach (var directory in _directories)
        {
            try
            {
                File.Delete(Path.Combine(directory, hash + ".json"));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // Somebody else's store: what is remembered of a hash stays true.
            }
        }
    }

    private static bool IsCurrent(PlainMapping mapping)
    {
        var file = new FileInfo(mapping["recipe"]?.ToString() ?? "");
        // A recipe that is gone cannot be asked again.
        return !file.Exists
            || (mapping["length"]?.ToString() == file.Length.ToString(System.Globalization.CultureInfo.InvariantCulture)
                && mapping["ticks"]?.ToString() == file.LastWriteTimeUtc.Ticks.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    // No synchronisation to disk: what is lost is asked for again.
    private static bool TryWrite(string directory, string hash, byte[] content)
    {
        try
        {
            Directory.CreateDirectory(directory);
            var temporary = Path.Combine(directory, $".{hash}.{Environment.ProcessId}.tmp");
            File.WriteAllBytes(temporary, content);
            File.Move(temporary, Path.Combine(directory, hash + ".json"), overwrite: true);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}

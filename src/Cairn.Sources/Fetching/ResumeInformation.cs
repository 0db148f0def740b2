namespace Cairn.Sources;

/// <summary>What is known of a partial file: without it a download can't be resumed safely.</summary>
/// <param name="Url">Where it comes from, redacted: the file outlives the command, and credentials must not.</param>
/// <param name="Validator">The entity tag or date by which the server recognises the same content (RFC 9110, If-Range).</param>
internal sealed record ResumeInformation(string Url, string Validator)
{
    public static ResumeInformation? Read(string partial)
    {
        string path = PathFor(partial);
        if (!File.Exists(path) || !File.Exists(partial))
        {
            return null;
        }

        string[] lines = DiskFailure.Guard("reading", path, () => File.ReadAllLines(path));
        return lines is [var url, var validator, "end"] ? new ResumeInformation(url, validator) : null;
    }

    public static void Forget(string partial) => Trees.Delete(PathFor(partial));

    public void Write(string partial)
    {
        string path = PathFor(partial);
        DiskFailure.Guard("writing", path, () => File.WriteAllLines(path, [Url, Validator, "end"]));
    }

    private static string PathFor(string partial) => partial + ".from";
}

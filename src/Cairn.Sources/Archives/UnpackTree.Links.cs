using System.Runtime.InteropServices;

namespace Cairn.Sources;

/// <content>Where links lead, and how hard links are made.</content>
internal sealed partial class UnpackTree
{
    private const int MostLinkHops = 40;

    /// <summary>Follows a link as the kernel would, through all other links of the archive.</summary>
    private bool LeadsOutside(string link, string target)
    {
        List<string> place = [.. link.Split('/')];
        place.RemoveAt(place.Count - 1);
        Stack<string> pending = new();
        Push(pending, target);
        int hops = 0;
        while (pending.TryPop(out string? part))
        {
            if (part == ".")
            {
                continue;
            }

            if (part == "..")
            {
                if (place.Count == 0)
                {
                    return true;
                }

                place.RemoveAt(place.Count - 1);
                continue;
            }

            place.Add(part);
            if (_nodes.TryGetValue(string.Join('/', place), out Node? node) && node.Kind == NodeKind.Link)
            {
                // A ring of links leads nowhere, which harms nobody.
                if (++hops > MostLinkHops)
                {
                    return false;
                }

                place.RemoveAt(place.Count - 1);
                Push(pending, node.Target);
            }
        }

        return false;
    }

    private static void Push(Stack<string> pending, string target)
    {
        string[] parts = target.Split('/', StringSplitOptions.RemoveEmptyEntries);
        for (int i = parts.Length - 1; i >= 0; i--)
        {
            pending.Push(parts[i]);
        }
    }

    private void CreateHardLink(string existing, string created)
    {
        if (Link(existing, created) != 0)
        {
            // A file system without hard links gets a copy.
            DiskFailure.Guard("copying", created, () => File.Copy(existing, created));
        }
    }

    [LibraryImport("libc", EntryPoint = "link", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Link(string existing, string created);
}

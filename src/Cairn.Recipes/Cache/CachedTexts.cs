using System.Globalization;

namespace Cairn.Recipes;

/// <summary>
/// Looks for texts among the attributes of a cached recipe and of its versions without making the recipe: a question to thousands of
/// recipes, of which few answer, need not decode them all. Follows <see cref="RecipeCodec"/>.
/// </summary>
internal static class CachedTexts
{
    /// <summary>True if any of the texts is wanted.</summary>
    /// <exception cref="InvalidDataException">The cache is damaged.</exception>
    public static bool Any(ref ByteReader from, Func<string, bool> isWanted)
    {
        SkipNumbers(ref from, 2); // name, namespace
        SkipNumbers(ref from, from.Count()); // full names
        SkipNumbers(ref from, 3); // class, file, description
        from.Flag();
        from.Flag();
        if (AnyAttribute(ref from, isWanted))
        {
            return true;
        }

        SkipNumbers(ref from, from.Count()); // maintainers
        SkipNumbers(ref from, from.Count()); // tags
        for (int versions = from.Count(); versions > 0; versions--)
        {
            SkipNumbers(ref from, 1);
            if (AnyAttribute(ref from, isWanted))
            {
                return true;
            }

            SkipNumbers(ref from, 2); // file and line
        }

        return false;
    }

    private static bool AnyAttribute(ref ByteReader from, Func<string, bool> isWanted)
    {
        bool found = false;
        for (int attributes = from.Count(); attributes > 0; attributes--)
        {
            SkipNumbers(ref from, 1);
            found |= AnyText(ref from, isWanted);
        }

        return found;
    }

    private static bool AnyText(ref ByteReader from, Func<string, bool> isWanted)
    {
        bool found = false;
        switch (from.Byte())
        {
            case <= 2:
                return false;
            case 3:
                return isWanted(from.Long().ToString(CultureInfo.InvariantCulture)); // a revision of Subversion
            case 4:
                for (int i = 0; i < sizeof(double); i++)
                {
                    from.Byte();
                }

                return false;
            case 5:
                return isWanted(from.String());
            case 6:
                for (int items = from.Count(); items > 0; items--)
                {
                    found |= AnyText(ref from, isWanted);
                }

                return found;
            case 7:
                return AnyAttribute(ref from, isWanted);
            case 8:
                SkipNumbers(ref from, 1);
                return false;
            case var kind:
                throw new InvalidDataException($"unknown kind of value {kind} in the recipe cache");
        }
    }

    /// <summary>Texts are numbers of the pool, so they are skipped like numbers.</summary>
    private static void SkipNumbers(ref ByteReader from, int count)
    {
        for (; count > 0; count--)
        {
            from.Unsigned();
        }
    }
}

using System.Globalization;

namespace Cairn.Specs;

/// <summary>Why a character can't stand where it stands, and what was most likely meant.</summary>
internal static class UnexpectedCharacter
{
    public static Diagnostic Explain(string text, int position)
    {
        char character = text[position];
        return character switch
        {
            '+' or '~' or '-' => Sigil(text, position),
            '@' => Version(text, position),
            '/' => Because("a hash or the path of a spec file follows a `/`", HashHint(text, position)),
            '.' => Dot(text, position),
            ':' => Because("a `:` stands inside a version range", RangeHint(text, position)),
            ',' => Because("a `,` stands between the versions, values or virtuals of a list", ListHint(text, position)),
            '=' => Equals(text, position),
            '\'' or '"' => Quote(text, position),
            '[' => Because("attributes in brackets stand right behind `^` or `%`", "write `^[virtuals=mpi] openmpi`"),
            '<' or '>' => Comparison(text, position),
            '*' => Because("a `*` stands alone or behind `=`", null),
            '!' => Because("`!` is not used in specs", "switch a variant off with `~`; versions to avoid are left out of the list"),
            '(' or ')' or '{' or '}' => Because($"`{character}` is not used in specs", BraceHint(text, position)),
            '$' => Because("`$` is not used in specs", "the shell has not replaced a variable; are there single quotes around it?"),
            '|' or '&' or ';' => Because($"`{character}` is not used in specs", "specs are separated by blanks"),
            '#' => Because("`#` is not used in specs", "a hash begins with `/`"),
            '`' => Because("a back-tick is not used in specs", "quote values with `'` or `\"`"),
            '?' => Because("`?` is not used in specs", null),
            '\\' => Because("a backslash stands only in values", "put a value with special characters in quotes: `key='a\\b'`"),
            > '~' => Foreign(character),
            _ => Because($"`{Visible(character)}` is not used in specs", null),
        };
    }

    private static Diagnostic Because(string reason, string? hint) => new("spec-syntax", reason, hint: hint);

    private static Diagnostic Sigil(string text, int position)
    {
        char sigil = text[position];
        string version = VersionBefore(text, position);
        if (sigil == '-' && version.Length > 0)
        {
            return Because("a version can't end in `-`", $"did you mean `@{version}`?");
        }

        string verb = sigil == '+' ? "on" : "off";
        int next = position + 1;
        while (next < text.Length && text[next] is '+' or '~' or '-' or ' ')
        {
            next++;
        }

        string name = WordAt(text, next);
        return Because($"the name of a variant to switch {verb} follows a `{sigil}`", name.Length > 0 ? $"did you mean `{sigil}{name}`?" : null);
    }

    private static Diagnostic Dot(string text, int position)
    {
        string version = VersionBefore(text, position);
        if (version.Length > 0)
        {
            return text.AsSpan(position).StartsWith(".*")
                ? Because("versions have no `*`", $"write `@{version}`, which includes every version that begins with {version}")
                : Because("a version can't end in `.`", $"did you mean `@{version}`?");
        }

        if (text.AsSpan(position).StartsWith("./") || text.AsSpan(position).StartsWith("../"))
        {
            return Because("the path of a spec file follows a `./`", "spec files end in `.json` or `.yaml`");
        }

        string name = Before(text, position);
        return Because("a name can't begin or end with `.`", name.Length > 0 ? $"did you mean `{name}`?" : null);
    }

    private static Diagnostic Version(string text, int position)
    {
        int next = position + 1;
        while (next < text.Length && text[next] == ' ')
        {
            next++;
        }

        if (next < text.Length && text[next] is '>' or '<' or '~' or '^' or '!')
        {
            return Comparison(text, next);
        }

        return next < text.Length && text[next] == '='
            ? Because("a version follows `@=`", "write `@=1.2` for exactly 1.2")
            : Because("a version follows an `@`", "write `@1.2`, `@1.2:1.4`, `@=1.2` or `@git.branch=1.2`");
    }

    private static Diagnostic Comparison(string text, int position)
    {
        int next = position;
        while (next < text.Length && text[next] is '>' or '<' or '=' or '~' or '^' or '!' or ' ')
        {
            next++;
        }

        string sign = text[position..next].Trim();
        string version = WordAt(text, next);
        if (version.Length == 0)
        {
            return Because($"`{sign}` is not used in specs", "ranges of versions are written with a colon: `@1.2:1.4`");
        }

        string? hint = sign[0] switch
        {
            '>' => $"write `@{version}:`",
            '<' => $"write `@:{version}`",
            '!' => "list the versions that are wanted",
            _ => $"write `@{version}`, which includes every version that begins with {version}",
        };
        return Because($"versions are not compared with `{sign}`", hint);
    }

    private static Diagnostic Equals(string text, int position)
    {
        if (VersionBefore(text, position).Length > 0)
        {
            return Because("a version can't contain `=`", "only a git version names the version it stands for: `@git.branch=1.2`");
        }

        int start = position;
        while (start > 0 && text[start - 1] is ' ' or ':')
        {
            start--;
        }

        string name = Before(text, start);
        string value = WordAt(text, Skip(text, position + 1));
        bool isOldArchitecture = value.Split('-').Length == 3 && (start == 0 || text[position - 1] == ' ');
        if (name.Length == 0 || isOldArchitecture)
        {
            return isOldArchitecture
                ? Because("no name stands right before the `=`", $"`={value}` is an old spelling of `arch={value}`")
                : Because("nothing stands before the `=`", "write `name=value`");
        }

        if (start == position && start > name.Length && text[start - name.Length - 1] is '+' or '~' or '-')
        {
            return Because("a variant is either switched with a sigil or given a value", $"write `{name}={value}`");
        }

        return value.Length == 0
            ? Because($"a value follows `{name}=`", $"write `{name}=value`, or `{name}=''` for the empty value")
            : Because("there are no blanks around `=`", $"write `{name}={value}`");
    }

    private static Diagnostic Quote(string text, int position)
        => text.IndexOf(text[position], position + 1) < 0
            ? Because("this quote is never closed", $"add `{text[position]}` at the end of the value")
            : Because("quotes stand only around values", "write `name='a value'`");

    private static Diagnostic Foreign(char character)
    {
        string code = ((int)character).ToString("X4", CultureInfo.InvariantCulture);
        string? plain = character switch
        {
            '\u2010' or '\u2011' or '\u2012' or '\u2013' or '\u2014' or '\u2212' => "-",
            '\u2018' or '\u2019' => "'",
            '\u201c' or '\u201d' => "\"",
            '\u02dc' or '\u223c' => "~",
            '\u02c6' => "^",
            '\uff1d' => "=",
            _ => null,
        };
        return Because(
            $"`{character}` (U+{code}) is not used in specs",
            plain is null ? "letters are a to z and A to Z" : $"it looks like `{plain}` but is another character; type `{plain}`");
    }

    private static string? RangeHint(string text, int position)
    {
        string version = VersionBefore(text, position);
        return version.Contains(':')
            ? $"a range has two ends; separate ranges by commas: `@{version},{WordAt(text, position + 1)}:`"
            : "write `@1.2:1.4`";
    }

    private static string? ListHint(string text, int position)
    {
        string version = VersionBefore(text, position);
        if (version.Length > 0)
        {
            return $"a version is missing behind the comma; did you mean `@{version}`?";
        }

        string next = WordAt(text, Skip(text, position + 1));
        return next.Length > 0 ? $"separate specs by blanks; a dependency is `^{next}`" : "specs are separated by blanks";
    }

    private static string? HashHint(string text, int position)
    {
        string path = text[position..].Split(' ')[0];
        return path.Length > 1 && path.AsSpan(1).Contains('/') ? "spec files end in `.json` or `.yaml`" : null;
    }

    private static string? BraceHint(string text, int position)
        => text[position] is '{' or '}'
            ? "the shell expands braces only outside of quotes"
            : "a dependency that describes another is written right behind it: `^hdf5+mpi`";

    /// <summary>The version of <c>@version</c> that ends right before a place; empty if none does.</summary>
    private static string VersionBefore(string text, int position)
    {
        int start = position;
        while (start > 0 && (char.IsAsciiLetterOrDigit(text[start - 1]) || text[start - 1] is '.' or '_' or '-' or ':' or ',' or '='))
        {
            start--;
        }

        return start > 0 && text[start - 1] == '@' ? text[start..position].TrimEnd('-', '.', ',') : "";
    }

    private static string Before(string text, int position)
    {
        int start = position;
        while (start > 0 && SpecLexer.IsIdentifierPart(text[start - 1]))
        {
            start--;
        }

        return text[start..position];
    }

    private static string WordAt(string text, int position)
    {
        int end = position;
        while (end < text.Length && (SpecLexer.IsIdentifierPart(text[end]) || text[end] == '.'))
        {
            end++;
        }

        return text[position..end];
    }

    private static int Skip(string text, int position)
    {
        while (position < text.Length && SpecLexer.IsSpace(text[position]))
        {
            position++;
        }

        return position;
    }

    private static string Visible(char character)
        => char.IsControl(character) ? $"U+{((int)character).ToString("X4", CultureInfo.InvariantCulture)}" : character.ToString();
}

using System.Collections.Immutable;
using Cairn.Specs;

namespace Cairn.Recipes;

/// <summary>Metadata of one recipe to bytes and back. Both directions must change together; then raise <see cref="CacheFile.FormatVersion"/>.</summary>
internal static class RecipeCodec
{
    public static void Write(ByteWriter to, RecipeMetadata recipe)
    {
        to.String(recipe.Name);
        to.String(recipe.Namespace);
        to.Many(recipe.FullNames, to.String);
        to.String(recipe.ClassName);
        to.String(recipe.File);
        to.OptionalString(recipe.Description);
        to.Flag(recipe.HasCode);
        to.Flag(recipe.HasRuntimeConstraints);
        to.Many(recipe.Attributes.All.ToArray(), attribute => Attribute(to, attribute));
        to.Many(recipe.Maintainers, to.String);
        to.Many(recipe.Tags, to.String);
        to.Many(recipe.Versions, version =>
        {
            to.String(version.Version.ToString());
            to.Many(version.Attributes, attribute => Attribute(to, attribute));
            Place(to, version.Place);
        });
        to.Many(recipe.Variants, variant => Variant(to, variant));
        to.Many(recipe.Dependencies, dependency =>
        {
            to.Spec(dependency.When);
            to.Spec(dependency.Spec);
            to.Byte((byte)dependency.Types);
            to.Many(dependency.Patches, patch => Patch(to, patch));
            to.Many(dependency.Places, place => Place(to, place));
        });
        to.Many(recipe.Provided, provided =>
        {
            to.Spec(provided.When);
            to.Spec(provided.Virtual);
            Place(to, provided.Place);
        });
        to.Many(recipe.ProvidedTogether, together =>
        {
            to.Spec(together.When);
            to.Many(together.Names, to.String);
            Place(to, together.Place);
        });
        to.Many(recipe.Conflicts, conflict =>
        {
            to.Spec(conflict.When);
            to.Spec(conflict.Spec);
            to.OptionalString(conflict.Message);
            Place(to, conflict.Place);
        });
        to.Many(recipe.Requirements, requirement =>
        {
            to.Spec(requirement.When);
            to.Many(requirement.Alternatives, to.Spec);
            to.Byte((byte)requirement.Policy);
            to.OptionalString(requirement.Message);
            Place(to, requirement.Place);
        });
        to.Many(recipe.Patches, patch => Patch(to, patch));
        to.Many(recipe.Resources, resource =>
        {
            to.Spec(resource.When);
            to.OptionalString(resource.Name);
            to.String(resource.Destination);
            Value(to, resource.Placement ?? new MetadataValue.Nothing());
            to.Many(resource.Attributes, attribute => Attribute(to, attribute));
            Place(to, resource.Place);
        });
        to.Many(recipe.Extends, extension =>
        {
            to.Spec(extension.Spec);
            to.Spec(extension.When);
            Place(to, extension.Place);
        });
        to.Many(recipe.Licenses, license =>
        {
            to.Spec(license.When);
            to.String(license.Identifier);
            Place(to, license.Place);
        });
        to.Many(recipe.Splices, splice =>
        {
            to.Spec(splice.When);
            to.Spec(splice.Target);
            to.Many(splice.MatchedVariants, to.String);
            Place(to, splice.Place);
        });
        to.Many(recipe.RedistributionLimits, limit =>
        {
            to.Spec(limit.When);
            to.Flag(limit.ForbidsSource);
            to.Flag(limit.ForbidsBinary);
            Place(to, limit.Place);
        });
    }

    public static RecipeMetadata Read(ref ByteReader from) => new()
    {
        Name = from.String(),
        Namespace = from.String(),
        FullNames = Texts(ref from),
        ClassName = from.String(),
        File = from.String(),
        Description = from.OptionalString(),
        HasCode = from.Flag(),
        HasRuntimeConstraints = from.Flag(),
        Attributes = new RecipeAttributes(Many(ref from, Attribute)),
        Maintainers = Texts(ref from),
        Tags = Texts(ref from),
        Versions = Many(ref from, static (ref r) => new VersionDeclaration(Version.Parse(r.String()), Many(ref r, Attribute), Place(ref r))),
        Variants = Many(ref from, Variant),
        Dependencies = Many(ref from, static (ref r) => new DependencyDeclaration(
            r.Spec(), r.Spec(), (DependencyTypes)r.Byte(), Many(ref r, Patch), Many(ref r, Place))),
        Provided = Many(ref from, static (ref r) => new ProvidedVirtual(r.Spec(), r.Spec(), Place(ref r))),
        ProvidedTogether = Many(ref from, static (ref r) => new ProvidedTogether(r.Spec(), Texts(ref r), Place(ref r))),
        Conflicts = Many(ref from, static (ref r) => new ConflictDeclaration(r.Spec(), r.Spec(), r.OptionalString(), Place(ref r))),
        Requirements = Many(ref from, static (ref r) => new RequirementDeclaration(
            r.Spec(), Many(ref r, static (ref q) => q.Spec()), (RequirementPolicy)r.Byte(), r.OptionalString(), Place(ref r))),
        Patches = Many(ref from, Patch),
        Resources = Many(ref from, static (ref r) => new ResourceDeclaration(
            r.Spec(), r.OptionalString(), r.String(), Value(ref r) is var placement and not MetadataValue.Nothing ? placement : null,
            Many(ref r, Attribute), Place(ref r))),
        Extends = Many(ref from, static (ref r) =>
        {
            var spec = r.Spec();
            return new ExtensionDeclaration(spec.Name, spec, r.Spec(), Place(ref r));
        }),
        Licenses = Many(ref from, static (ref r) => new LicenseDeclaration(r.Spec(), r.String(), Place(ref r))),
        Splices = Many(ref from, static (ref r) => new SpliceDeclaration(r.Spec(), r.Spec(), Texts(ref r), Place(ref r))),
        RedistributionLimits = Many(ref from, static (ref r) => new RedistributionLimit(r.Spec(), r.Flag(), r.Flag(), Place(ref r))),
    };

    private delegate T Reading<out T>(ref ByteReader from);

    private static ImmutableArray<T> Many<T>(ref ByteReader from, Reading<T> read)
    {
        int count = from.Count();
        if (count == 0)
        {
            return [];
        }

        var items = ImmutableArray.CreateBuilder<T>(count);
        for (int i = 0; i < count; i++)
        {
            items.Add(read(ref from));
        }

        return items.MoveToImmutable();
    }

    private static ImmutableArray<string> Texts(ref ByteReader from) => Many(ref from, static (ref r) => r.String());

    private static void Place(ByteWriter to, DirectivePlace place)
    {
        to.OptionalString(place.File);
        to.Number(place.Line);
    }

    private static DirectivePlace Place(ref ByteReader from) => new(from.OptionalString() ?? "<unknown>", from.Number());

    private static void Attribute(ByteWriter to, KeyValuePair<string, MetadataValue> attribute)
    {
        to.String(attribute.Key);
        Value(to, attribute.Value);
    }

    private static KeyValuePair<string, MetadataValue> Attribute(ref ByteReader from) => new(from.String(), Value(ref from));

    private static void Value(ByteWriter to, MetadataValue value)
    {
        switch (value)
        {
            case MetadataValue.Flag flag:
                to.Byte(flag.Value ? (byte)2 : (byte)1);
                break;
            case MetadataValue.Number number:
                to.Byte(3);
                to.Long(number.Value);
                break;
            case MetadataValue.Fraction number:
                to.Byte(4);
                to.Fixed64(BitConverter.DoubleToUInt64Bits(number.Value));
                break;
            case MetadataValue.Text text:
                to.Byte(5);
                to.String(text.Value);
                break;
            case MetadataValue.Sequence sequence:
                to.Byte(6);
                to.Many(sequence.Items, item => Value(to, item));
                break;
            case MetadataValue.Mapping mapping:
                to.Byte(7);
                to.Many(mapping.Entries, entry => Attribute(to, entry));
                break;
            case MetadataValue.Computed computed:
                to.Byte(8);
                to.String(computed.Name);
                break;
            default:
                to.Byte(0);
                break;
        }
    }

    private static MetadataValue Value(ref ByteReader from) => from.Byte() switch
    {
        0 => new MetadataValue.Nothing(),
        1 => new MetadataValue.Flag(false),
        2 => new MetadataValue.Flag(true),
        3 => new MetadataValue.Number(from.Long()),
        4 => new MetadataValue.Fraction(Fraction(ref from)),
        5 => new MetadataValue.Text(from.String()),
        6 => new MetadataValue.Sequence(Many(ref from, Value)),
        7 => new MetadataValue.Mapping(Many(ref from, Attribute)),
        8 => new MetadataValue.Computed(from.String()),
        var kind => throw new InvalidDataException($"unknown kind of value {kind} in the recipe cache"),
    };

    private static double Fraction(ref ByteReader from)
    {
        ulong bits = 0;
        for (int shift = 0; shift < 64; shift += 8)
        {
            bits |= (ulong)from.Byte() << shift;
        }

        return BitConverter.UInt64BitsToDouble(bits);
    }

    private static void Variant(ByteWriter to, VariantDefinition variant)
    {
        to.String(variant.Name);
        to.Spec(variant.When);
        to.Flag(variant.DefaultIsFlag);
        to.String(variant.DefaultText);
        to.String(variant.Description);
        to.Byte((byte)variant.Kind);
        to.Flag(variant.IsSticky);
        to.Number(variant.Precedence);
        to.Flag(variant.HasGroupValidator);
        switch (variant.Values)
        {
            case VariantValues.Listed listed:
                to.Byte(1);
                to.Many(listed.Choices, choice => Choice(to, choice));
                break;
            case VariantValues.DisjointSets disjoint:
                to.Byte(2);
                to.Many(disjoint.Sets, set => to.Many(set, choice => Choice(to, choice)));
                to.Many(disjoint.FeatureValues, choice => Choice(to, choice));
                to.String(disjoint.ErrorFormat);
                break;
            case VariantValues.Predicate predicate:
                to.Byte(3);
                to.String(predicate.Name);
                to.String(predicate.Description);
                break;
            default:
                to.Byte(0);
                break;
        }

        Place(to, variant.Place);
    }

    private static VariantDefinition Variant(ref ByteReader from)
    {
        string name = from.String();
        var when = from.Spec();
        bool isFlag = from.Flag();
        string text = from.String();
        string description = from.String();
        var kind = (VariantKind)from.Byte();
        bool isSticky = from.Flag();
        int precedence = from.Number();
        bool hasValidator = from.Flag();
        VariantValues values = from.Byte() switch
        {
            1 => new VariantValues.Listed(Many(ref from, Choice)),
            2 => new VariantValues.DisjointSets(
                Many(ref from, static (ref r) => Many(ref r, Choice)), Many(ref from, Choice), from.String()),
            3 => new VariantValues.Predicate(from.String(), from.String()),
            _ => new VariantValues.Anything(),
        };
        return new VariantDefinition(
            name, when, isFlag ? [text] : [.. text.Split(',')], isFlag, text, description, kind, isSticky, precedence, values, hasValidator,
            Place(ref from));
    }

    public static void Write(ByteWriter to, RuntimeConstraint constraint)
    {
        switch (constraint)
        {
            case RuntimeConstraint.DependsOn depends:
                to.Byte(0);
                to.Spec(depends.Dependency);
                to.Spec(depends.When);
                to.Byte((byte)depends.Types);
                to.String(depends.Description);
                break;
            case RuntimeConstraint.Requires requires:
                to.Byte(1);
                to.Spec(requires.Imposed);
                to.Spec(requires.When);
                break;
            case RuntimeConstraint.Propagates propagates:
                to.Byte(2);
                to.Spec(propagates.Constraint);
                to.Spec(propagates.When);
                break;
        }
    }

    /// <exception cref="InvalidDataException">The cache is damaged.</exception>
    public static RuntimeConstraint ReadRuntime(ref ByteReader from) => from.Byte() switch
    {
        0 => new RuntimeConstraint.DependsOn(from.Spec(), from.Spec(), (DependencyTypes)from.Byte(), from.String()),
        1 => new RuntimeConstraint.Requires(from.Spec(), from.Spec()),
        2 => new RuntimeConstraint.Propagates(from.Spec(), from.Spec()),
        var kind => throw new InvalidDataException($"unknown kind of runtime constraint {kind} in the recipe cache"),
    };

    private static void Choice(ByteWriter to, VariantChoice choice)
    {
        to.String(choice.Value);
        to.Byte((byte)((choice.IsFlag ? 1 : 0) | (choice.IsConditional ? 2 : 0)));
        to.OptionalSpec(choice.When);
    }

    private static VariantChoice Choice(ref ByteReader from)
    {
        string value = from.String();
        byte kind = from.Byte();
        return new VariantChoice(value, (kind & 1) != 0, from.OptionalSpec(), (kind & 2) != 0);
    }

    private static void Patch(ByteWriter to, PatchDeclaration patch)
    {
        to.Spec(patch.When);
        to.String(patch.Owner);
        to.OptionalString(patch.RelativePath);
        to.OptionalString(patch.FilePath);
        to.OptionalString(patch.Url);
        to.OptionalString(patch.Sha256);
        to.OptionalString(patch.ArchiveSha256);
        to.Number(patch.Level);
        to.String(patch.WorkingDirectory);
        to.Flag(patch.IsReversed);
        to.Number(patch.Order);
        Place(to, patch.Place);
    }

    private static PatchDeclaration Patch(ref ByteReader from) => new(
        from.Spec(), from.String(), from.OptionalString(), from.OptionalString(), from.OptionalString(), from.OptionalString(),
        from.OptionalString(), from.Number(), from.String(), from.Flag(), from.Number(), Place(ref from));
}

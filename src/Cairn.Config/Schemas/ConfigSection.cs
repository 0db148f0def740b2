using static Cairn.Config.Schemas.CommonSchemas;

namespace Cairn.Config.Schemas;

/// <summary>The section <c>config</c>.</summary>
/// <remarks>Spack docs, "Basic Settings (config.yaml)". Of our own: <c>url_fetch_method: native</c>, <c>stage_name</c>.</remarks>
internal static class ConfigSection
{
    public static Schema Create() => new MappingSchema(
        [
            ("flags", Keys(("keep_werror", OneOf("all", "specific", "none")))),
            ("shared_linking", new OldFormSchema(
                Keys(("type", OneOf("rpath", "runpath")), ("bind", Flag), ("missing_library_policy", OneOf("error", "warn", "ignore"))),
                OneOf("rpath", "runpath"),
                "write `shared_linking:` with `type:` below it, or run `cairn config update config`")),
            ("install_tree", new OldFormSchema(
                Keys(("root", Text), ("padded_length", Either(Whole, Flag)), ("projections", Projections)),
                Text,
                "write `install_tree:` with `root:` below it, or run `cairn config update config`")),
            ("install_hash_length", Positive),
            ("build_stage", TextOrTexts),
            ("stage_name", Text),
            ("develop_stage_link", Text),
            ("test_stage", Text),
            ("extensions", Texts),
            ("template_dirs", Texts),
            ("license_dir", Text),
            ("source_cache", Text),
            ("misc_cache", Text),
            ("environments_root", Text),
            ("connect_timeout", Whole),
            ("verify_ssl", Flag),
            ("ssl_certs", Text),
            ("suppress_gpg_warnings", Flag),
            ("debug", Flag),
            ("checksum", Flag),
            ("deprecated", Flag),
            ("locks", Flag),
            ("dirty", Flag),
            ("build_language", Text),
            ("build_jobs", Positive),
            ("concurrent_packages", Whole),
            ("ccache", Flag),
            ("db_lock_timeout", Positive),
            ("package_lock_timeout", Positive),
            ("allow_sgid", Flag),
            ("install_status", Flag),
            ("url_fetch_method", Text),
            ("additional_external_search_paths", Texts),
            ("binary_index_ttl", Whole),
            ("binary_index_root", Text),
            ("aliases", MapOf(Text)),
            ("installer", OneOf("old", "new")),
            ("gpg_path", Text),
            ("gpg_keys_path", Text),
        ],
        replaced:
        [
            ("terminal_title", "it is `install_status` now"),
            ("install_path_scheme", "a layout is `install_tree:projections` now"),
            ("module_roots", "they are `modules:default:roots` now"),
            ("install_missing_compilers", "compilers are ordinary dependencies: ask for one with `%`"),
            ("concretizer", "there is one concretizer only; its settings are in the section `concretizer`"),
            ("use_curl", "write `url_fetch_method: curl`"),
            ("concretization_cache", "answers are not kept: deciding anew is faster"),
        ]);
}

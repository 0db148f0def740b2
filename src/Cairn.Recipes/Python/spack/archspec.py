"""Compiler flags of targets."""


def microarchitecture_flags(spec, language):
    """The flags with which the compiler of one language makes code for the target of a spec."""
    if not spec.has_virtual_dependency(language):
        raise ValueError(f"The spec {spec.name} does not depend on {language}")
    return microarchitecture_flags_from_target(spec.target, spec.dependencies(virtuals=language)[0])


def microarchitecture_flags_from_target(target, compiler):
    """The flags with which a compiler makes code for a target; none if it does not know the target."""
    try:
        return target.optimization_flags(compiler.package.archspec_name(), str(compiler.version.dotted_numeric_string))
    except ValueError:
        return ""

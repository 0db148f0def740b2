"""Finding installations of packages on the host, by the methods of their recipes."""


def patterns(cls):
    """The regular expressions for the names of a package's programs, and of its libraries; none if it cannot be found by them."""
    programs = cls.platform_executables() if hasattr(cls, "platform_executables") else getattr(cls, "executables", ())
    libraries = getattr(cls, "libraries", ())
    return list(programs), list(libraries) if isinstance(libraries, (list, tuple)) else []


def detect(cls, directory, prefix, files):
    """Tuples of spec, prefix, modules and extra attributes, and reasons for what was refused."""
    accepted, refused = [], []
    try:
        specs = cls.determine_spec_details(directory, files)
    except Exception as e:  # one that does not even tell its version must not hide the others
        return accepted, [f"{directory}: {type(e).__name__}: {e}"]
    for spec in specs if isinstance(specs, (list, tuple)) else [specs] if specs else []:
        extra = dict(getattr(spec, "extra_attributes", None) or {})
        spec.external_path = spec.external_path or prefix  # recipes look into it to validate what was found
        try:
            if hasattr(cls, "validate_detected_spec"):
                cls.validate_detected_spec(spec, extra)
        except Exception as e:
            refused.append(f"{spec}: {e}")
            continue
        accepted.append((str(spec), str(spec.external_path), list(spec.external_modules or ()), extra))
    return accepted, refused

"""Checks that builders of several build systems share."""


def execute_build_time_tests(builder):
    """Runs the tests that a builder names, where the user asked for tests of this package."""
    if not builder.pkg.run_tests or not builder.build_time_test_callbacks:
        return
    builder.pkg.tester.phase_tests(builder, "build", builder.build_time_test_callbacks)

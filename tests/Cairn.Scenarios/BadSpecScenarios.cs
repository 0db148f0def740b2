using Cairn.Scenarios.Support;

namespace Cairn.Scenarios;

/// <summary>Requests that nothing can satisfy: one error each, what was meant or what there is, and nothing happens.</summary>
public sealed class BadSpecScenarios : IDisposable
{
    private readonly ScenarioWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData("jansonn", "there is no package `jansonn`", "`jansson`")]
    [InlineData("jansson ^ncursse", "there is no package `ncursse`", "`ncurses`")]
    [InlineData("lua@5.9", "no version of `lua` satisfies `@5.9`", "`5.4.4`")]
    [InlineData("jansson~sharde", "`jansson` has no variant `sharde`", "`shared`")]
    [InlineData("jansson shared=perhaps", "shared", "perhaps")]
    [InlineData("lua ^ncurses@99", "no version of `ncurses` satisfies `@99`", "`6.4`")]
    [InlineData("lua@@", "a version follows an `@`", "hint:")]
    public async Task Says_what_is_wrong_and_what_there_is(string spec, string message, string hint)
    {
        var result = (await _world.RunAsync("install", spec)).ShouldFail(1, message, hint, "--> command line");

        result.Output.ShouldBeEmpty();
        Directory.Exists(_world.Store).ShouldBeFalse("a request that is refused must not begin a store");
    }

    [Fact]
    public async Task An_unsatisfiable_request_names_what_clashes() =>
        (await _world.RunAsync("spec", "zip ^bzip2+shared ^bzip2~shared")).ShouldFail(1, "bzip2", "+shared", "~shared");

    [Theory]
    [InlineData("instal", "there is no command `cairn instal`", "`install`")]
    [InlineData("info", "'package'", "--help")]
    public async Task A_command_line_that_is_not_understood_exits_with_2(string word, string message, string hint) =>
        (await _world.RunAsync(word)).ShouldFail(2, message, hint);
}

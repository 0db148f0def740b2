using System.Text;
using Cairn.Store.Relocation;

namespace Cairn.Store.Tests.Views;

public sealed class PrefixReplacementTests
{
    private static readonly PrefixReplacement s_replacement = new(new Dictionary<string, string> { ["/opt/a-1"] = "/v", ["/opt/a-1/inner"] = "/w", ["/o"] = "/much/longer" });

    [Theory]
    [InlineData("x /opt/a-1/lib:/opt/a-1 y", "x /v/lib:/v y")]
    [InlineData("/opt/a-10/lib /opt/a-1-x /opt/a-1", "/opt/a-10/lib /opt/a-1-x /v")]
    [InlineData("/opt/a-1/inner/bin", "/w/bin")]
    [InlineData("'/o/lib'", "'/much/longer/lib'")]
    public void Texts_grow_and_shrink(string before, string after) =>
        Encoding.UTF8.GetString(s_replacement.Replaced(Encoding.UTF8.GetBytes(before), isBinary: false, out _)!).ShouldBe(after);

    [Fact]
    public void Binaries_keep_their_length()
    {
        var before = Encoding.UTF8.GetBytes("\0/opt/a-1/lib\0tail");

        var after = s_replacement.Replaced(before, isBinary: true, out var isTooLong);

        isTooLong.ShouldBeFalse();
        Encoding.UTF8.GetString(after!).ShouldBe("\0///////v/lib\0tail");
        after!.Length.ShouldBe(before.Length);
    }

    [Fact]
    public void Binaries_with_a_longer_new_prefix_are_left_alone()
    {
        s_replacement.Replaced(Encoding.UTF8.GetBytes("\0/o/lib\0"), isBinary: true, out var isTooLong).ShouldBeNull();
        isTooLong.ShouldBeTrue();
    }

    [Fact]
    public void Links_are_replaced_as_wholes()
    {
        s_replacement.InLink("/opt/a-1/lib/x").ShouldBe("/v/lib/x");
        s_replacement.InLink("../lib/x").ShouldBe("../lib/x");
        s_replacement.InLink("/opt/a-11").ShouldBe("/opt/a-11");
    }
}

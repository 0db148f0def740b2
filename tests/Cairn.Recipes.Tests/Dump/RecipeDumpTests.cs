using System.Text.Json;

namespace Cairn.Recipes.Tests.Dump;

public sealed class RecipeDumpTests
{
    [Theory]
    [InlineData("svn='http://x/trunk', revision=337566", """{"class":"SvnFetchStrategy","revision":"337566","url":"http://x/trunk"}""")]
    [InlineData("hg='http://x/h', revision='1.0'", """{"class":"HgFetchStrategy","revision":"1.0","url":"http://x/h"}""")]
    [InlineData("cvs='r%module=m', date='2020-01-01'", """{"class":"CvsFetchStrategy","date":"2020-01-01","url":"r%module=m"}""")]
    [InlineData("git='http://x/g', tag='v1', commit='abc'", """{"class":"GitFetchStrategy","commit":"abc","tag":"v1","url":"http://x/g"}""")]
    public void Resources_out_of_repositories_name_their_revision_as_text(string keywords, string fetcher) =>
        Resource($"resource(name='r', {keywords})").GetProperty("fetcher").GetRawText().ShouldBe(fetcher);

    private static JsonElement Resource(string body)
    {
        var recipes = World.Of(("a", World.Class(body)));
        using var output = new MemoryStream();
        new RecipeDump(recipes).Write(output, recipes.Get("a"));
        return JsonDocument.Parse(output.ToArray()).RootElement.GetProperty("resources")[0][1];
    }
}

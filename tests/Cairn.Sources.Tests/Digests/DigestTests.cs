using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Cairn.Sources.Tests;

public sealed class DigestTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("900150983cd24fb0d6963f7d28e17f72", DigestAlgorithm.Md5)]
    [InlineData("a9993e364706816aba3e25717850c26c9cd0d89d", DigestAlgorithm.Sha1)]
    [InlineData("23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7", DigestAlgorithm.Sha224)]
    [InlineData("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", DigestAlgorithm.Sha256)]
    [InlineData("cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7", DigestAlgorithm.Sha384)]
    [InlineData("ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f", DigestAlgorithm.Sha512)]
    public void Length_tells_the_function_and_content_is_recognised(string hex, DigestAlgorithm algorithm)
    {
        Digest digest = Digest.Parse(hex.ToUpperInvariant());

        digest.Algorithm.ShouldBe(algorithm);
        VerificationResult result = digest.Verify(_folder.Write("abc", "abc"));
        result.Proof.ShouldNotBeNull().Value.ShouldBe(digest);
        result.Size.ShouldBe(3);
    }

    [Fact]
    public void A_different_file_gives_no_proof_but_its_own_digest()
    {
        VerificationResult result = Digest.Parse(new string('0', 64)).Verify(_folder.Write("abc", "abc"));

        result.Proof.ShouldBeNull();
        result.Actual.Hex.ShouldStartWith("ba7816bf");
    }

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("zz0150983cd24fb0d6963f7d28e17f72")]
    public void Other_texts_are_no_digests(string text)
    {
        Digest.TryParse(text).ShouldBeNull();
        Should.Throw<SourceException>(() => Digest.Parse(text)).Diagnostic.Code.ShouldBe("source-bad-digest");
    }

    [Fact]
    public void Weak_functions_say_so()
    {
        Digest.Parse(new string('0', 32)).IsWeak.ShouldBeTrue();
        Digest.Parse(new string('0', 40)).IsWeak.ShouldBeTrue();
        Digest.Parse(new string('0', 64)).IsWeak.ShouldBeFalse();
    }

    [Fact]
    public void Sha224_does_not_depend_on_how_content_is_cut()
    {
        Prop.ForAll<byte[], int>((content, cut) =>
        {
            byte[] bytes = content ?? [];
            int at = bytes.Length == 0 ? 0 : (int)((uint)cut % (uint)bytes.Length);
            using DigestComputation parts = DigestAlgorithm.Sha224.Start();
            parts.Append(bytes.AsSpan(0, at));
            parts.Append(bytes.AsSpan(at));
            Digest whole = Digest.Compute(DigestAlgorithm.Sha224, new MemoryStream(bytes));
            return whole.Hex == Convert.ToHexStringLower(parts.Finish());
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Sha224_of_two_blocks_is_right()
    {
        byte[] content = Encoding.ASCII.GetBytes("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq");

        Digest.Compute(DigestAlgorithm.Sha224, new MemoryStream(content)).Hex
            .ShouldBe("75388b16512776cc5dba5da1fd890150b0c6455cb4f58b1952522525");
    }
}

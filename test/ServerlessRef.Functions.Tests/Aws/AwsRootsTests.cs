using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ServerlessRef.Functions.Tests.Aws;

public sealed class AwsRootsTests
{
    // SHA-256 of the subject public keys as published on https://www.amazontrust.com/repository/.
    private static readonly Dictionary<string, string> Published = new()
    {
        ["Amazon Root CA 1"] = "FBE3018031F9586BCBF41727E417B7D1C45C2F47F93BE372A17B96B50757D5A2",
        ["Amazon Root CA 2"] = "7F4296FC5B6A4E3B35D3C369623E364AB1AF381D8FA7121533C9D6C633EA2461",
        ["Amazon Root CA 3"] = "36ABC32656ACFC645C61B71613C4BF21C787F5CABBEE48348D58597803D7ABC9",
        ["Amazon Root CA 4"] = "F7ECDED5C66047D28ED6466B543C40E0743ABE81D109254DCF845D4C2C7853C5",
        ["Starfield Services Root Certificate Authority - G2"] = "2B071C59A0A0AE76B0EADB2BAD23BAD4580B69C3601B630C2EAF0613AFA83F92",
    };

    [Fact]
    public void Bundle_HoldsExactlyTheRootsAmazonTrustServicesPublishes()
    {
        var roots = new X509Certificate2Collection();
        roots.ImportFromPemFile(Path.Combine(AppContext.BaseDirectory, "aws-roots.pem"));

        var found = roots.ToDictionary(
            root => root.GetNameInfo(X509NameType.SimpleName, forIssuer: false),
            root => Convert.ToHexString(SHA256.HashData(root.PublicKey.ExportSubjectPublicKeyInfo())));

        Assert.Equal(Published.OrderBy(root => root.Key, StringComparer.Ordinal), found.OrderBy(root => root.Key, StringComparer.Ordinal));
    }
}

using System.Text;
using ServerlessRef.Fuzz.Documents;
using ServerlessRef.Shared;

namespace ServerlessRef.Fuzz.Requests;

public sealed class RequestGeneratorTests
{
    private static readonly ApiDocument Document = ApiDocument.Parse(File.ReadAllText(RepositoryFiles.At("docs", "openapi.json")));

    [Fact]
    public void TheSameSeed_GivesTheSameRequests_AndAnotherOneOthers()
    {
        var first = RequestGenerator.Make(Document, 7, 200).Select(request => request.ToCurl()).ToList();

        Assert.Equal(200, first.Count);
        Assert.Equal(first, RequestGenerator.Make(Document, 7, 200).Select(request => request.ToCurl()));
        Assert.NotEqual(first, RequestGenerator.Make(Document, 8, 200).Select(request => request.ToCurl()));
    }

    [Fact]
    public void TenThousandRequests_ReachEveryOperation_ValidAndDamaged()
    {
        var requests = RequestGenerator.Make(Document, 1, 10_000);

        Assert.All(Document.Operations, operation => Assert.True(requests.Count(request => Document.Find(request.Method, request.Target) == operation) > 200, operation.Id));
        Assert.Contains(requests, request => Document.Find(request.Method, request.Target) is null);
        Assert.Contains(requests, request => request.Body.Length > 8_192);
        Assert.Contains(requests, request => Encoding.UTF8.GetString(request.Body).Contains("\\ud800", StringComparison.Ordinal));
        Assert.Contains(requests, request => Encoding.UTF8.GetString(request.Body).Contains("[[[[[[[[", StringComparison.Ordinal));
        Assert.All(["{stranger}", "{expired}", "{unsigned}", "{otherPool}", "{changed}", "{organiser}"], token => Assert.Contains(requests, request => request.Headers.Any(header => header.Contains(token, StringComparison.Ordinal))));
    }
}

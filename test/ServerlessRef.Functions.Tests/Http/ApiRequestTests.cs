using Amazon.Lambda.APIGatewayEvents;
using ServerlessRef.Functions.Http;

namespace ServerlessRef.Functions.Tests.Http;

public sealed class ApiRequestTests
{
    [Fact]
    public void A_header_is_found_in_any_letter_case()
    {
        var request = Requests.Event();
        request.MultiValueHeaders = new Dictionary<string, IList<string>> { ["idempotency-KEY"] = ["a"] };
        Assert.Equal(["a"], new ApiRequest(request).Header("Idempotency-Key"));
    }

    [Fact]
    public void Every_value_of_a_repeated_header_is_seen()
    {
        var request = Requests.Event();
        request.MultiValueHeaders = new Dictionary<string, IList<string>> { ["Idempotency-Key"] = ["a", "b"] };
        request.Headers = new Dictionary<string, string> { ["Idempotency-Key"] = "b" };
        Assert.Equal(["a", "b"], new ApiRequest(request).Header("Idempotency-Key"));
    }

    [Fact]
    public void Two_spellings_of_one_header_count_as_two_values()
    {
        var request = Requests.Event();
        request.MultiValueHeaders = new Dictionary<string, IList<string>> { ["Idempotency-Key"] = ["a"], ["idempotency-key"] = ["b"] };
        Assert.Equal(2, new ApiRequest(request).Header("Idempotency-Key").Count);
    }

    [Fact]
    public void Plain_headers_do_when_there_are_no_others()
    {
        var request = Requests.Event();
        request.Headers = new Dictionary<string, string> { ["Idempotency-Key"] = "a" };
        Assert.Equal(["a"], new ApiRequest(request).Header("Idempotency-Key"));
    }

    [Fact]
    public void Names_of_the_query_keep_their_letter_case()
    {
        var request = Requests.Event();
        request.MultiValueQueryStringParameters = new Dictionary<string, IList<string>> { ["Limit"] = ["1"] };
        Assert.Empty(new ApiRequest(request).Query("limit"));
    }

    [Fact]
    public void An_event_with_nothing_in_it_is_a_request_with_nothing_in_it()
    {
        var request = new ApiRequest(new APIGatewayProxyRequest());
        Assert.Equal(string.Empty, request.Method + request.Resource + request.RequestId + request.PathParameter("id"));
        Assert.Empty(request.Header("a"));
        Assert.Empty(request.Query("a"));
        Assert.Empty(request.Claims);
    }
}

using Amazon.Runtime;

namespace ServerlessRef.Api.Tests.Engine;

/// <summary>Lets a real client talk to a handler instead of a network.</summary>
internal sealed class HandlerFactory(HttpMessageHandler handler) : HttpClientFactory
{
    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(handler, disposeHandler: false);
}

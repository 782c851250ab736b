using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using ServerlessRef.LocalCloud.Functions;
using ServerlessRef.LocalCloud.Gateway;
using ServerlessRef.LocalCloud.Identity;
using ServerlessRef.LocalCloud.Model;
using ServerlessRef.LocalCloud.Tracing;
using ServerlessRef.LocalCloud.Waf;

namespace ServerlessRef.LocalCloud.Edge;

/// <summary>CloudFront: everything a viewer sends, except what is under <c>/_local/</c>.</summary>
internal sealed class EdgeServer
{
    private readonly Dictionary<string, DistributionServer> _byDomain;
    private readonly DistributionServer _first;
    private readonly RequestIds _ids;

    /// <exception cref="StartupException">Whatever of the distributions, web ACLs and REST APIs is not emulated.</exception>
    public EdgeServer(Cloud cloud, IFunctionInvoker invoker, IObjectOrigin objects, LocalIdentity identity, Timeline timeline, TimeProvider time, ILoggerFactory loggers)
    {
        if (cloud.Distributions.Count == 0)
        {
            throw new StartupException(["The templates define no AWS::CloudFront::Distribution, so there is nothing to serve; one is needed."]);
        }

        _ids = new RequestIds(time);
        Gateway = new GatewayServer(cloud, invoker, identity, timeline, time, loggers);
        var logger = loggers.CreateLogger("ServerlessRef.LocalCloud.Waf");
        _byDomain = cloud.Distributions.ToDictionary(
            distribution => distribution.DomainName,
            distribution => new DistributionServer(distribution, Acl(cloud, distribution, time, logger), new OriginServers(cloud, distribution, objects, Gateway, time), time),
            StringComparer.OrdinalIgnoreCase);
        _first = _byDomain[cloud.Distributions[0].DomainName];
    }

    /// <summary>The REST APIs behind it, for the entrance around CloudFront.</summary>
    public GatewayServer Gateway { get; }

    /// <summary>Lets requests through that are larger than CloudFront accepts, so that they are refused as CloudFront refuses them.</summary>
    public static void Configure(KestrelServerOptions options)
    {
        options.AddServerHeader = false;

        // Field values are bytes (RFC 9110 section 5.5); the parser's own reading refuses those that are no UTF-8.
        options.RequestHeaderEncodingSelector = _ => Encoding.Latin1;
        options.Limits.MaxRequestLineSize = 64 * 1024;
        options.Limits.MaxRequestHeadersTotalSize = 128 * 1024;
        options.Limits.MaxRequestHeaderCount = 500;
        options.Limits.MaxRequestBodySize = null;
    }

    public async Task HandleAsync(HttpContext http)
    {
        var id = _ids.NextLong();
        HttpAnswer answer;
        try
        {
            answer = await AnswerAsync(http, id);
        }
        catch (Microsoft.AspNetCore.Http.BadHttpRequestException)
        {
            answer = EdgeErrors.BadRequest(id);
        }

        await HttpExchange.WriteAsync(http, answer);
    }

    private static WebAclEvaluator? Acl(Cloud cloud, Distribution distribution, TimeProvider time, ILogger logger)
    {
        if (distribution.WebAclArn is not { } arn)
        {
            return null;
        }

        return cloud.WebAcls.FirstOrDefault(acl => acl.Arn == arn) is { } found
            ? new WebAclEvaluator(found, time, logger)
            : throw new StartupException([$"{distribution.LogicalId}: its web ACL {arn} is not in the templates; defined are: {string.Join(", ", cloud.WebAcls.Select(acl => acl.Arn))}."]);
    }

    private async Task<HttpAnswer> AnswerAsync(HttpContext http, string id)
    {
        var (path, query) = HttpExchange.Target(http);
        var headers = HttpExchange.Headers(http);
        headers.Remove(ViewerAddress.Header);
        var request = new EdgeRequest(http.Request.Method, path, query, headers, await HttpExchange.ReadBodyAsync(http), ViewerAddress.Of(http), http.Connection.RemotePort, id);

        // One address serves all distributions of the laptop: the first one, unless the Host names another.
        var server = _byDomain.GetValueOrDefault(http.Request.Host.Host, _first);
        return await server.HandleAsync(request, http.RequestAborted);
    }
}

using System.Net;

namespace ServerlessRef.LocalCloud.Gateway;

/// <summary>Who asks: the connection's address, unless the local-only header names another one, so that one machine can act as a crowd.</summary>
internal static class ViewerAddress
{
    /// <summary>Never handed on.</summary>
    public const string Header = "X-Local-Viewer-Ip";

    public static string Of(HttpContext http)
    {
        var remote = http.Connection.RemoteIpAddress ?? IPAddress.Loopback;
        var address = IPAddress.TryParse(http.Request.Headers[Header], out var named) ? named : remote;
        return (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString();
    }
}

using System.Globalization;
using System.Security.Cryptography;

namespace ServerlessRef.LocalCloud.Functions;

/// <summary>Request ids (UUID version 4) and X-Ray trace headers.</summary>
internal static class InvocationIds
{
    public static string RequestId()
    {
        Span<byte> bytes = stackalloc byte[16];
        RandomNumberGenerator.Fill(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString("D", CultureInfo.InvariantCulture);
    }

    /// <summary><c>1-{seconds since 1970}-{96 random bits}</c>.</summary>
    public static string TraceRoot(DateTimeOffset now) => string.Create(CultureInfo.InvariantCulture, $"1-{now.ToUnixTimeSeconds():x8}-{Hex(12)}");

    /// <summary><c>Root={root};Parent={64 random bits};Sampled={0|1}</c>.</summary>
    /// <remarks>https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader</remarks>
    public static string TraceId(string root, bool sampled) => $"Root={root};Parent={Hex(8)};Sampled={(sampled ? 1 : 0)}";

    public static string LogStreamName(DateTimeOffset now)
        => string.Create(CultureInfo.InvariantCulture, $"{now:yyyy'/'MM'/'dd}/[$LATEST]{Hex(16)}");

    private static string Hex(int bytes) => RandomNumberGenerator.GetHexString(bytes * 2, lowercase: true);
}

using ServerlessRef.Fuzz.Requests;

namespace ServerlessRef.Fuzz.Runs;

/// <summary>How requests reach the service: as written, or through a double that does something wrong.</summary>
internal interface IExchange
{
    Task<FuzzAnswer> SendAsync(FuzzRequest request);
}

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ServerlessRef.Functions.Aws;

/// <summary>
/// Loads OpenSSL and the trusted roots on a thread of its own, while the first client is built. .NET opens the library by name when it is
/// first needed, which is when the first call is signed, and reads the roots in the first handshake (docs/adr/0036).
/// </summary>
internal static class TlsLibrary
{
    private static int _asked;

    /// <summary>Once; on a single processor it would only be in the way.</summary>
    public static void LoadAhead()
    {
        if (Environment.ProcessorCount > 1 && Interlocked.Exchange(ref _asked, 1) == 0)
        {
            new Thread(Load) { IsBackground = true, Name = nameof(TlsLibrary) }.UnsafeStart();
        }
    }

    private static void Load()
    {
        SHA256.HashData([], stackalloc byte[SHA256.HashSizeInBytes]);
        try
        {
            using var roots = new X509Store(StoreName.Root, StoreLocation.LocalMachine);
            roots.Open(OpenFlags.ReadOnly);
            using var first = roots.Certificates.FirstOrDefault();
        }
        catch (CryptographicException)
        {
            // Nothing is lost: the first handshake reads them itself, and says what is wrong with them.
        }
    }
}

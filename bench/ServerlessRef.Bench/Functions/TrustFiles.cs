using System.Security.Cryptography.X509Certificates;
using ServerlessRef.Shared;

namespace ServerlessRef.Bench.Functions;

/// <summary>The certificate authorities a function is started with, as PEM files that exist as long as this object.</summary>
internal sealed class TrustFiles : IDisposable
{
    // Where distributions keep their bundle: Debian and Ubuntu; Amazon Linux, Fedora and others; Alpine and others.
    private static readonly string[] SystemBundles = ["/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/cert.pem"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("serverlessref-bench-");

    public TrustFiles(X509Certificate2 root)
    {
        var pem = root.ExportCertificatePem();
        AwsRoots = Write("aws-roots.pem", File.ReadAllText(RepositoryFiles.At("src", "ServerlessRef.Functions", "aws-roots.pem")), pem);
        if (Array.Find(SystemBundles, File.Exists) is { } bundle)
        {
            SystemBundle = Write("system.pem", File.ReadAllText(bundle), pem);
        }
    }

    /// <summary>The five roots of a deployed function, and the bench's own.</summary>
    public string AwsRoots { get; }

    /// <summary>The distribution's bundle, and the bench's root; null where this system has none.</summary>
    public string? SystemBundle { get; }

    /// <summary>Does not exist, as in the stack: OpenSSL reads no folder of certificates.</summary>
    public string NoFolder => Path.Combine(_folder.FullName, "none");

    public void Dispose() => _folder.Delete(recursive: true);

    private string Write(string name, params string[] parts)
    {
        var file = Path.Combine(_folder.FullName, name);
        File.WriteAllText(file, string.Join('\n', parts) + "\n");
        return file;
    }
}

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ServerlessRef.Bench.Functions;

/// <summary>
/// A chain like the one DynamoDB's endpoints send: root, intermediate and leaf, RSA 2048 with SHA-256
/// (https://www.amazontrust.com/repository/). Made for one run; the keys never leave this process.
/// </summary>
internal sealed class CertificateChain : IDisposable
{
    private const int KeyBits = 2048;

    private CertificateChain(X509Certificate2 root, X509Certificate2 intermediate, X509Certificate2 leaf) => (Root, Intermediate, Leaf) = (root, intermediate, leaf);

    /// <summary>What a function has to trust.</summary>
    public X509Certificate2 Root { get; }

    public X509Certificate2 Intermediate { get; }

    /// <summary>For <c>localhost</c>, with its key.</summary>
    public X509Certificate2 Leaf { get; }

    public static CertificateChain Create()
    {
        var from = DateTimeOffset.UtcNow.AddDays(-1);
        using var rootKey = RSA.Create(KeyBits);
        var rootRequest = Authority("CN=Bench Root CA 1, O=Bench, C=US", rootKey);
        var root = rootRequest.CreateSelfSigned(from, from.AddYears(10));

        using var intermediateKey = RSA.Create(KeyBits);
        using var intermediate = Authority("CN=Bench RSA 2048 M01, O=Bench, C=US", intermediateKey).Create(root, from, from.AddYears(5), RandomNumberGenerator.GetBytes(16));
        using var intermediateWithKey = intermediate.CopyWithPrivateKey(intermediateKey);

        using var leafKey = RSA.Create(KeyBits);
        var leafRequest = new CertificateRequest("CN=localhost", leafKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        leafRequest.CertificateExtensions.Add(names.Build());
        leafRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        leafRequest.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyEncipherment, critical: true));
        leafRequest.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false));
        using var leaf = leafRequest.Create(intermediateWithKey, from, from.AddMonths(12), RandomNumberGenerator.GetBytes(16));
        return new CertificateChain(root, X509CertificateLoader.LoadCertificate(intermediate.RawData), leaf.CopyWithPrivateKey(leafKey));
    }

    public void Dispose()
    {
        Root.Dispose();
        Intermediate.Dispose();
        Leaf.Dispose();
    }

    private static CertificateRequest Authority(string name, RSA key)
    {
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign | X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        return request;
    }
}

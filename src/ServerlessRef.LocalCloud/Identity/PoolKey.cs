using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace ServerlessRef.LocalCloud.Identity;

/// <summary>The RSA key a user pool signs with. With a folder it outlives the process, so that tokens do too.</summary>
internal static class PoolKey
{
    /// <param name="folder">Null: a new key for this process.</param>
    public static RsaSecurityKey LoadOrCreate(string poolId, string? folder)
    {
        var rsa = RSA.Create(2048);
        if (folder is not null)
        {
            var file = Path.Combine(folder, $"{string.Concat(poolId.Where(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_'))}.pem");
            if (File.Exists(file))
            {
                rsa.ImportFromPem(File.ReadAllText(file));
            }
            else
            {
                Write(rsa, folder, file);
            }
        }

        return new RsaSecurityKey(rsa) { KeyId = Base64UrlEncoder.Encode(SHA256.HashData(rsa.ExportSubjectPublicKeyInfo())) };
    }

    private static void Write(RSA rsa, string folder, string file)
    {
        Directory.CreateDirectory(folder);
        var draft = file + ".new";
        File.WriteAllText(draft, rsa.ExportPkcs8PrivateKeyPem());
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(draft, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        File.Move(draft, file, overwrite: true);
    }
}

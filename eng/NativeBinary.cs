using System.Text;
using System.Text.RegularExpressions;

namespace ServerlessRef.Dev;

/// <summary>What may be deployed: an ELF binary that needs no newer C library than Amazon Linux 2023 has.</summary>
internal static partial class NativeBinary
{
    /// <summary>Amazon Linux 2023 ships glibc 2.34.</summary>
    private static readonly Version Newest = new(2, 34);

    public static void Check(string binary)
    {
        var bytes = File.ReadAllBytes(binary);
        if (bytes is not [0x7F, (byte)'E', (byte)'L', (byte)'F', ..])
        {
            throw new DevException($"{binary} is not an ELF binary; only native Linux binaries are deployed.");
        }

        if (HighestGlibc(bytes) is { } highest && highest > Newest)
        {
            throw new DevException(
                $"{binary} needs GLIBC_{highest}, but Amazon Linux 2023 has {Newest}. Build on Debian 12 or in its container, as .github/workflows/deploy.yml does.");
        }
    }

    /// <summary>Whether machine code is for this processor: the ELF header's e_machine (https://refspecs.linuxfoundation.org/elf/gabi4+/ch4.eheader.html).</summary>
    /// <param name="architecture"><c>x86_64</c> or <c>arm64</c>.</param>
    public static void CheckArchitecture(string binary, string architecture)
    {
        var machine = File.ReadAllBytes(binary) is [0x7F, (byte)'E', (byte)'L', (byte)'F', .. var rest] && rest.Length > 16 ? rest[14] + (rest[15] << 8) : 0;
        var expected = architecture == "arm64" ? 0xB7 : 0x3E;
        if (machine != expected)
        {
            throw new DevException($"{binary} is machine code of kind 0x{machine:X}, and {architecture} is 0x{expected:X}. Delete the folder it is in and package it anew; if that does not help, package-lock.json lacks the packages of {architecture}.");
        }
    }

    public static Version? HighestGlibc(string binary) => HighestGlibc(File.ReadAllBytes(binary));

    private static Version? HighestGlibc(byte[] bytes) =>
        GlibcSymbol().Matches(Encoding.Latin1.GetString(bytes))
            .Select(m => Version.Parse(m.Groups["version"].Value))
            .Max();

    [GeneratedRegex(@"GLIBC_(?<version>\d+\.\d+)")]
    private static partial Regex GlibcSymbol();
}

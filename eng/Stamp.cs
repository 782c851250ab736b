using System.Security.Cryptography;
using System.Text;

namespace ServerlessRef.Dev;

/// <summary>Skips a step whose inputs have not changed since it last succeeded: a hash of their contents, kept beside the output.</summary>
internal static class Stamp
{
    private static readonly HashSet<string> Skipped = new(StringComparer.Ordinal) { "bin", "obj", "node_modules", "artifacts", ".git" };

    /// <param name="name">File name under artifacts/stamps.</param>
    /// <param name="inputs">Files and folders, relative to the root; a missing one counts as empty.</param>
    /// <param name="outputs">Files or folders that must exist for the step to be skipped.</param>
    /// <param name="salt">Anything else the result depends on.</param>
    public static async Task<bool> UnlessCurrentAsync(
        string name,
        IEnumerable<string> inputs,
        IEnumerable<string> outputs,
        string salt,
        Func<Task> work)
    {
        var file = Repo.At("artifacts", "stamps", name);
        var hash = Hash(inputs, salt);
        if (File.Exists(file)
            && await File.ReadAllTextAsync(file) == hash
            && outputs.All(o => File.Exists(Repo.At(o)) || Directory.Exists(Repo.At(o))))
        {
            return false;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.Delete(file);
        await work();
        await File.WriteAllTextAsync(file, hash);
        return true;
    }

    public static string Hash(IEnumerable<string> inputs, string salt)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(salt));
        foreach (var path in inputs.SelectMany(Files).Order(StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(Path.GetRelativePath(Repo.Root, path) + "\0"));
            hash.AppendData(File.ReadAllBytes(path));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    public static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target, overwrite: true);
        }
    }

    private static IEnumerable<string> Files(string input)
    {
        var path = Repo.At(input);
        if (File.Exists(path))
        {
            return [path];
        }

        return Directory.Exists(path) ? Walk(new DirectoryInfo(path)) : [];
    }

    private static IEnumerable<string> Walk(DirectoryInfo folder) =>
        folder.EnumerateFiles().Select(f => f.FullName)
            .Concat(folder.EnumerateDirectories().Where(d => !Skipped.Contains(d.Name)).SelectMany(Walk));
}

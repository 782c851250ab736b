using System.Diagnostics;
using System.Globalization;

namespace ServerlessRef.EndToEnd;

/// <summary>Reads /proc: who started whom.</summary>
internal static class ProcessTree
{
    public static IReadOnlyList<int> Descendants(int processId)
    {
        var children = Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) ? id : 0)
            .Where(id => id > 0 && Parent(id) == processId)
            .ToList();
        return [.. children, .. children.SelectMany(Descendants)];
    }

    /// <summary>Waits a while for processes to end, and returns those that do not.</summary>
    public static async Task<IReadOnlyList<int>> StillAliveAsync(IReadOnlyList<int> processIds)
    {
        var patience = Stopwatch.StartNew();
        while (processIds.Any(IsAlive) && patience.Elapsed < TimeSpan.FromSeconds(30))
        {
            await Task.Delay(100);
        }

        return [.. processIds.Where(IsAlive)];
    }

    private static bool IsAlive(int id) => Status(id) is { } status && !status.Contains("State:\tZ", StringComparison.Ordinal);

    private static int Parent(int id) =>
        Status(id)?.Split('\n').FirstOrDefault(l => l.StartsWith("PPid:", StringComparison.Ordinal)) is { } line
            ? int.Parse(line[5..].Trim(), CultureInfo.InvariantCulture)
            : 0;

    private static string? Status(int id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/status");
        }
        catch (IOException)
        {
            return null;
        }
    }
}

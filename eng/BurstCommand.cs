using System.Globalization;
using ServerlessRef.Shared.Load;

namespace ServerlessRef.Dev;

/// <summary>The opening minute against a running `up`: many people, few seats, some clicking twice; then the books are checked.</summary>
internal static class BurstCommand
{
    public static async Task<int> RunAsync(Options options)
    {
        var url = options.Value("--url") ?? "http://127.0.0.1:8080";
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || !address.IsLoopback)
        {
            throw new DevException($"--url takes the address of a local cloud, such as http://127.0.0.1:8080, not \"{url}\": the load may only go to this machine.", 2);
        }

        var people = options.Number("--people", 2_000, 10, 1_000_000);
        var seats = options.Number("--seats", 200, 1, people);
        var seed = options.Number("--seed", Environment.TickCount & int.MaxValue, 0, int.MaxValue);
        using var client = new ServiceClient(address);
        BurstVerdict verdict;
        try
        {
            verdict = await new SignUpBurst(client, seed, people, seats).RunAsync(line => Report.Say($"  {line}"));
        }
        catch (HttpRequestException problem)
        {
            throw new DevException($"Nothing answers at {address} ({problem.Message}). Start it with `dotnet dev.cs up`.");
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"seed {seed}: {verdict.Sent} sent ({verdict.Repeats} repeats), {verdict.Confirmed} confirmed, {verdict.Full} full, {verdict.Tickets} tickets, {verdict.ExportedRows} exported, {verdict.Retries} retries, {verdict.Sent / verdict.SignUpTime.TotalSeconds:F0} sign-ups answered a second"));
        foreach (var violation in verdict.Violations)
        {
            Console.WriteLine($"BROKEN  {violation}");
        }

        Console.WriteLine(verdict.Violations.Count == 0 ? "every promise held" : $"{verdict.Violations.Count} promises broken");
        return verdict.Violations.Count == 0 ? 0 : 1;
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using ServerlessRef.Shared;

namespace ServerlessRef.Dev;

/// <summary>A scanner against the page and the API of a local cloud started for it; exit 1 on a finding that is not accepted, and on an acceptance nothing needs.</summary>
internal static class ScanCommand
{
    /// <summary>Those that ask the network, and those with nothing to do here, are left out (docs/adr/0019).</summary>
    private const string Modules = "http_headers,csp,cookieflags,csrf,methods,htaccess,backup,xss,permanentxss,sql,blindsql,exec,file,crlf,redirect,shellshock,ssrf,xxe";

    /// <summary>Seconds for each module on the targets of one pass; a whole pass ends long before.</summary>
    private const int ModuleSeconds = 20;

    private static readonly TimeSpan PassLimit = TimeSpan.FromMinutes(4);

    public static async Task<int> RunAsync(Options options)
    {
        var open = await ScanAsync(await UpCommand.BuildAsync(native: false));
        return open == 0 ? 0 : 1;
    }

    public static Task<bool> EnsureScannerAsync() =>
        Tools.EnsureDebianPackagesAsync("the scan of page and API", () => Tools.OnPath("wapiti") is not null, "wapiti");

    /// <returns>Findings that are open, and acceptances that nothing needed.</returns>
    public static async Task<int> ScanAsync(string assembly)
    {
        if (!await EnsureScannerAsync())
        {
            throw new DevException("wapiti is missing, so nothing was scanned. On Debian: sudo apt-get install wapiti.");
        }

        var watch = Stopwatch.StartNew();
        var folder = Repo.At("artifacts", "scan");
        Directory.CreateDirectory(folder);
        using var counting = CountingFirewall(assembly);
        List<ScanFinding> findings =
        [
            .. await PassAsync("as deployed", assembly, Path.Combine(folder, "as-deployed.json")),
            .. await PassAsync("with a firewall that only counts", counting.Folder, Path.Combine(folder, "firewall-counts.json")),
        ];

        foreach (var same in findings.GroupBy(f => (f.Category, f.Info)))
        {
            var paths = same.Select(f => $"{f.Method} {f.Path}").Distinct().ToList();
            Console.WriteLine($"{(same.First().Acceptance is { } accepted ? $"accepted because {accepted.Reason}" : "OPEN")}\n  {same.Key.Category}: {same.Key.Info}\n  {string.Join(", ", paths.Take(5))}{(paths.Count > 5 ? $" and {paths.Count - 5} more" : "")}");
        }

        var open = findings.Count(f => f.Acceptance is null);
        var stale = ScanAcceptances.All.Where(a => !findings.Exists(f => f.Acceptance == a)).ToList();
        stale.ForEach(a => Console.WriteLine($"STALE   {a.Category}: nothing is found any more that says \"{a.Text}\"; remove its acceptance."));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{findings.Count} findings, {open} open, {stale.Count} stale acceptances; {watch.Elapsed.TotalSeconds:F0} s; reports in artifacts/scan"));
        return open + stale.Count;
    }

    /// <summary>The same assembly with a firewall that blocks nothing: what it would stop is then tried on the service itself. Said in the report's name and in docs/scan.md.</summary>
    private static AssemblyCopy CountingFirewall(string assembly) => AssemblyCopy.Create(assembly).Edit("AWS::WAFv2::WebACL", _ => true, acl =>
    {
        foreach (var rule in acl["Rules"]!.AsArray())
        {
            var action = rule!["Action"] is null ? "OverrideAction" : "Action";
            rule[action] = new JsonObject { ["Count"] = new JsonObject() };
        }
    });

    private static async Task<IReadOnlyList<ScanFinding>> PassAsync(string name, string assembly, string report)
    {
        var (host, address) = await LocalCloudHost.StartAsync(assembly, 0, null, null);
        await using (host)
        {
            if (!address.IsLoopback)
            {
                throw new DevException($"The scanner is for this machine only, and the local cloud is at {address}.");
            }

            var targets = await ScanTargets.CreateAsync(address);
            var watch = Stopwatch.StartNew();
            var state = Directory.CreateTempSubdirectory("serverlessref-scan-").FullName;
            File.Delete(report);
            try
            {
                List<string> arguments =
                [
                    "-u", address.AbsoluteUri, "-m", Modules, "-A", "serverlessref-scan/1.0", "-f", "json", "-o", report, "-v", "2",
                    "--max-attack-time", $"{ModuleSeconds}", "--no-bugreport", "--flush-session", "--store-session", state, "--store-config", state,
                    // Where injected links would call back: nothing leaves the machine.
                    "--endpoint", new Uri(address, "no-such-endpoint/").AbsoluteUri,
                    .. targets.Urls.SelectMany(url => new[] { "-s", url }),
                    .. targets.Headers.SelectMany(header => new[] { "-H", header }),
                ];
                var run = await Shell.CaptureAsync("wapiti", arguments, state, timeout: PassLimit);
                if (!File.Exists(report))
                {
                    throw new DevException($"The scanner wrote no report:\n{run.Output}");
                }

                var (version, findings) = ScanReport.Read(report);
                var requests = run.Output.Split('\n').Count(line => line.Contains(address.Authority, StringComparison.Ordinal));
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{version}, {name}: page and {targets.Urls.Count} GETs of the API, {requests} requests named, {findings.Count} findings, {watch.Elapsed.TotalSeconds:F0} s"));
                return findings;
            }
            finally
            {
                Directory.Delete(state, recursive: true);
            }
        }
    }
}

using ServerlessRef.Bench.Front;
using ServerlessRef.Bench.Functions;
using ServerlessRef.Bench.Local;
using ServerlessRef.Bench.Loop;
using ServerlessRef.Bench.Measuring;
using ServerlessRef.Bench.Opening;
using ServerlessRef.Bench.Scaling;
using ServerlessRef.Bench.Synth;

// dotnet dev.cs bench calls this: ServerlessRef.Bench.dll NAME ROUNDS
IBench[] benches =
[
    new ColdBench(), new WarmBench(), new FrontBench(), new LocalBench(), new OpeningBench(), new SynthBench(), new ScalingBench(), new LoopBench(),
];

if (args is not [var name, var count] || !int.TryParse(count, out var rounds) || benches.FirstOrDefault(b => b.Name == name) is not { } bench)
{
    await Console.Error.WriteLineAsync($"Usage: ServerlessRef.Bench NAME ROUNDS, with one of: {string.Join(", ", benches.Select(b => b.Name))}");
    return 2;
}

var report = await bench.RunAsync(rounds, line => Console.Error.WriteLine($"  {line}"));
Console.WriteLine(await ReportFiles.WriteAsync(bench.Name, rounds, report, MachineInfo.Read()));
return 0;

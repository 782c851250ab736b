#!/usr/bin/env dotnet
#:property PublishAot=false
#:property RootNamespace=ServerlessRef.Dev
#:include eng/Repo.cs
#:include eng/Shell.cs
#:include eng/Report.cs
#:include eng/Options.cs
#:include eng/Stamp.cs
#:include eng/Tools.cs
#:include eng/NpmPackages.cs
#:include eng/FeedGaps.cs
#:include eng/JsiiPackages.cs
#:include eng/FunctionAssets.cs
#:include eng/NodeFunctions.cs
#:include eng/NativeBinary.cs
#:include eng/Assembly.cs
#:include eng/LocalCloudHost.cs
#:include eng/SampleEvents.cs
#:include eng/SourceWatcher.cs
#:include eng/CompilerServer.cs
#:include eng/QuickCompiler.cs
#:include eng/TestProjects.cs
#:include eng/TemplateComparison.cs
#:include eng/UpCommand.cs
#:include eng/TestCommand.cs
#:include eng/SynthCommand.cs
#:include eng/PublishCommand.cs
#:include eng/DeployCommand.cs
#:include eng/SmokeCommand.cs
#:include eng/CheckCommand.cs
#:include eng/ScanCommand.cs
#:include eng/ScanReport.cs
#:include eng/ScanTargets.cs
#:include eng/ScanAcceptances.cs
#:include eng/DoctorCommand.cs
#:include eng/CleanCommand.cs
#:include eng/BurstCommand.cs
#:include eng/ChaosCommand.cs
#:include eng/ChaosPlan.cs
#:include eng/RedriveCommand.cs
#:include eng/BenchCommand.cs
#:include eng/RoleGrants.cs
#:include eng/PrivilegeComparison.cs
#:include eng/PrivilegesCommand.cs
#:include eng/NuGetComponents.cs
#:include eng/SbomCommand.cs
#:include eng/AuditCommand.cs
#:include eng/BenchPrograms.cs
#:include eng/BinarySizes.cs
#:include test/ServerlessRef.Shared/AssemblyCopy.cs
#:include test/ServerlessRef.Shared/RepositoryFiles.cs
#:include test/ServerlessRef.Shared/ShortTimes.cs
#:include test/ServerlessRef.Shared/Load/AcknowledgementLedger.cs
#:include test/ServerlessRef.Shared/Load/ChaosLoad.cs
#:include test/ServerlessRef.Shared/Load/CoverBooks.cs
#:include test/ServerlessRef.Shared/Load/CoverEntry.cs
#:include test/ServerlessRef.Shared/Load/EventRows.cs
#:include test/ServerlessRef.Shared/Load/LedgerClient.cs
#:include test/ServerlessRef.Shared/Load/LedgerVerdict.cs
#:include test/ServerlessRef.Shared/Load/LocalConsoleClient.cs
#:include test/ServerlessRef.Shared/Load/LocalState.cs
#:include test/ServerlessRef.Shared/Load/MailBooks.cs
#:include test/ServerlessRef.Shared/Load/NoticeBooks.cs
#:include test/ServerlessRef.Shared/Load/Picture.cs
#:include test/ServerlessRef.Shared/Load/ServiceClient.cs
#:include test/ServerlessRef.Shared/Load/SignUpBurst.cs
#:include test/ServerlessRef.Shared/Load/WaitlistBooks.cs
#:include src/ServerlessRef.Infrastructure/Assets/SourceHash.cs
#:include src/ServerlessRef.LocalCloud/Observation/RoleFingerprint.cs

using ServerlessRef.Dev;

// The repository's commands, the same on Linux, macOS and Windows: dotnet dev.cs <command> [options]
(string Name, string Summary, Func<Options, Task<int>> Run)[] commands =
[
    ("up", "run the whole architecture on this machine   [--port 8080] [--persist DIR] [--empty] [--native] [--watch] [--debug FUNCTION]", UpCommand.RunAsync),
    ("test", "format, build, synth, all tests              [--all] [--only NAME]", TestCommand.RunAsync),
    ("check", "hold every stage's templates against the rules [--write] renews docs/controls.md", CheckCommand.RunAsync),
    ("synth", "write the CloudFormation templates to cdk.out [--stage dev|prod] [--region R]; --local for the laptop's", SynthCommand.RunAsync),
    ("publish", "build the functions for deployment (cdk.json calls it) [--accept-sizes REASON]", PublishCommand.RunAsync),
    ("deploy", "deploy to AWS                                [--stage dev|prod] [--region R] [--yes]", DeployCommand.RunAsync),
    ("smoke", "check a running deployment                   --url URL", SmokeCommand.RunAsync),
    ("burst", "2,000 sign-ups for 200 seats against `up`      [--url URL] [--people N] [--seats N] [--seed N]", BurstCommand.RunAsync),
    ("chaos", "load while faults rain, then the books      [--seed N] [--minutes M] [--jobs N] [--clients N] [--jit]", ChaosCommand.RunAsync),
    ("redrive", "begin failed jobs again                      [--url URL] | [--stage dev|prod]", RedriveCommand.RunAsync),
    ("bench", "measure, into bench/results                   [NAME …] [--rounds N]; without a name it lists them", BenchCommand.RunAsync),
    ("privileges", "compare what roles allow with what the last test run used   [--write]", PrivilegesCommand.RunAsync),
    ("sbom", "write the bill of materials, CycloneDX          (artifacts/sbom)", SbomCommand.RunAsync),
    ("audit", "ask the registries for known vulnerabilities  (3: they have no data)", AuditCommand.RunAsync),
    ("scan", "a scanner against page and API on this machine; exit 1 on an open finding", ScanCommand.RunAsync),
    ("doctor", "say what this machine has and lacks", DoctorCommand.RunAsync),
    ("clean", "delete everything that was built", CleanCommand.RunAsync),
];

var command = commands.FirstOrDefault(c => c.Name == args.FirstOrDefault());

if (command.Run is null)
{
    Console.Error.WriteLine(args.Length == 0 ? "Which command?" : $"There is no command \"{args[0]}\".");
    Console.Error.WriteLine("Usage: dotnet dev.cs <command> [options]");
    foreach (var (name, summary, _) in commands)
    {
        Console.Error.WriteLine($"  {name,-10} {summary}");
    }

    return 2;
}

try
{
    return await command.Run(Options.Parse(command.Name, args[1..]));
}
catch (DevException problem)
{
    Console.Error.WriteLine();
    Console.Error.WriteLine(problem.Message);
    return problem.ExitCode;
}

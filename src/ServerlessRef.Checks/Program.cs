using ServerlessRef.Checks;

if (CheckArguments.Parse(args) is not { } arguments)
{
    await Console.Error.WriteLineAsync(CheckArguments.Usage);
    return 2;
}

try
{
    return await CheckRun.RunAsync(arguments, Console.Out);
}
catch (CheckException problem)
{
    await Console.Error.WriteLineAsync(problem.Message);
    return 2;
}

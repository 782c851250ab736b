namespace ServerlessRef.Checks.Controls;

/// <summary>One control of a published catalogue and what stands for it here; the rows of controls.json.</summary>
/// <param name="Id">As its catalogue names it.</param>
/// <param name="Constructs">Of src/ServerlessRef.Infrastructure.</param>
/// <param name="Rules">Rules whose silence is the proof; what they find and was accepted becomes the row's state.</param>
/// <param name="Tests">Class and method of tests that prove it, where no rule does or beside them.</param>
/// <param name="Deployer">What the person who deploys has to do; empty where the template does it.</param>
/// <param name="Exception">Why it is not met, where no checker would say so.</param>
internal sealed record Control(
    string Catalogue,
    string Id,
    string Title,
    IReadOnlyList<string> Constructs,
    IReadOnlyList<string> Rules,
    IReadOnlyList<string> Tests,
    string Deployer = "",
    string Exception = "");

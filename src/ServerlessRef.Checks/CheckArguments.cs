namespace ServerlessRef.Checks;

/// <summary>What the command line says.</summary>
/// <param name="Templates">Folder with one synthesized assembly per folder; the folder's name is the settings' name.</param>
/// <param name="Checkers">Folder of the Node.js scripts, with their packages installed.</param>
/// <param name="Node">The Node.js that runs them.</param>
/// <param name="Controls">The control matrix: compared, or written with <paramref name="Write"/>.</param>
/// <param name="Tests">Folder of the test projects, in which the tests that the matrix names are looked for.</param>
internal sealed record CheckArguments(string Templates, string Checkers, string Node, string Controls, string Tests, bool Write)
{
    public const string Usage = "Usage: --templates FOLDER --checkers FOLDER --node PROGRAM --controls FILE --tests FOLDER [--write]";

    public static CheckArguments? Parse(IReadOnlyList<string> arguments)
    {
        Dictionary<string, string> values = [];
        var write = false;
        for (var i = 0; i < arguments.Count; i++)
        {
            if (arguments[i] == "--write")
            {
                write = true;
            }
            else if (i + 1 < arguments.Count)
            {
                values[arguments[i]] = arguments[++i];
            }
            else
            {
                return null;
            }
        }

        string[] needed = ["--templates", "--checkers", "--node", "--controls", "--tests"];
        return needed.Order(StringComparer.Ordinal).SequenceEqual(values.Keys.Order(StringComparer.Ordinal))
            ? new CheckArguments(values["--templates"], values["--checkers"], values["--node"], values["--controls"], values["--tests"], write)
            : null;
    }
}

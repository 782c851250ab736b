using System.Text.Json;

namespace ServerlessRef.LocalCloud.Template;

/// <summary>Values that AWS would generate once and keep. Given a folder, a restart finds them again; else they live in memory.</summary>
internal sealed class SecretStore
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    private readonly string? _file;

    public SecretStore(string? directory = null)
    {
        if (directory is null)
        {
            return;
        }

        Directory.CreateDirectory(directory);
        _file = Path.Combine(directory, "secrets.json");
        if (File.Exists(_file))
        {
            _values = Read(_file);
        }
    }

    public string GetOrAdd(string key, Func<string> generate)
    {
        if (!_values.TryGetValue(key, out var value))
        {
            value = generate();
            _values.Add(key, value);
            Save();
        }

        return value;
    }

    private static Dictionary<string, string> Read(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(file)) ?? [];
        }
        catch (JsonException e)
        {
            throw new StartupException([$"The kept secrets in {file} are not valid JSON ({e.Message}). Delete the file: new values are generated, and API keys made from them change."]);
        }
    }

    private void Save()
    {
        if (_file is null)
        {
            return;
        }

        var temporary = _file + ".new";
        File.WriteAllText(temporary, JsonSerializer.Serialize(_values));
        File.Move(temporary, _file, overwrite: true);
    }
}

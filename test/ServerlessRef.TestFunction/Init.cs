namespace ServerlessRef.TestFunction;

/// <summary>What happens before the first event, chosen by the variable INIT_MODE; MARKER names a file that tells the first INIT from later ones.</summary>
internal static class Init
{
    public static async Task RunAsync(HttpClient http, string api)
    {
        switch (Environment.GetEnvironmentVariable("INIT_MODE"))
        {
            case "error":
                using (var body = new StringContent("""{"errorType":"Init.Refused","errorMessage":"no table name"}"""))
                {
                    using var answer = await http.PostAsync($"{api}/init/error", body);
                    Environment.Exit(1);
                }

                break;
            case "exit":
                Environment.Exit(3);
                break;
            case "call":
                // Held by the test for as long as it likes.
                await http.GetStringAsync(Environment.GetEnvironmentVariable("GATE"));
                break;
            case "exit-first" when IsFirst():
                Environment.Exit(3);
                break;
        }
    }

    private static bool IsFirst()
    {
        var marker = Environment.GetEnvironmentVariable("MARKER")!;
        if (File.Exists(marker))
        {
            return false;
        }

        File.WriteAllText(marker, "");
        return true;
    }
}

using System.Text.RegularExpressions;

namespace ServerlessRef.LocalCloud.Aws.DynamoDb.Conditions;

/// <summary>Cuts an expression into tokens.</summary>
internal static partial class Lexer
{
    /// <param name="expression">The parameter's name, for messages.</param>
    public static List<Token> Read(string text, string expression)
    {
        var tokens = new List<Token>();
        var position = 0;
        while (position < text.Length)
        {
            var match = Pattern().Match(text, position);
            if (!match.Success)
            {
                throw ExpressionScope.Invalid(expression, $"Syntax error; token: \"{text[position]}\", near: \"{text[Math.Max(0, position - 10)..Math.Min(text.Length, position + 10)]}\"");
            }

            if (!match.Groups["space"].Success)
            {
                tokens.Add(new Token(Kind(match), match.Value, position));
            }

            position += match.Length;
        }

        tokens.Add(new Token(TokenKind.End, "<EOF>", text.Length));
        return tokens;
    }

    private static TokenKind Kind(Match match) =>
        match.Groups["word"].Success ? TokenKind.Word
        : match.Groups["name"].Success ? TokenKind.NamePlaceholder
        : match.Groups["value"].Success ? TokenKind.ValuePlaceholder
        : match.Groups["number"].Success ? TokenKind.Number
        : TokenKind.Symbol;

    [GeneratedRegex(@"\G(?:(?<space>\s+)|(?<word>[A-Za-z_][A-Za-z0-9_]*)|(?<name>\#[A-Za-z0-9_]+)|(?<value>:[A-Za-z0-9_]+)|(?<number>[0-9]+)|<>|<=|>=|[=<>()\[\].,+\-])")]
    private static partial Regex Pattern();
}

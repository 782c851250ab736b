namespace ServerlessRef.LocalCloud.Aws.DynamoDb.Conditions;

internal enum TokenKind
{
    /// <summary>A bare attribute name, a function or a keyword.</summary>
    Word,

    /// <summary><c>#name</c>.</summary>
    NamePlaceholder,

    /// <summary><c>:value</c>.</summary>
    ValuePlaceholder,

    Number,

    /// <summary>Brackets, comparators, dots, commas and signs.</summary>
    Symbol,

    End,
}

internal readonly record struct Token(TokenKind Kind, string Text, int Position)
{
    public bool IsSymbol(string symbol) => Kind == TokenKind.Symbol && Text == symbol;

    /// <summary>Keywords are read in any case, function names are not.</summary>
    public bool IsKeyword(string keyword) => Kind == TokenKind.Word && Text.Equals(keyword, StringComparison.OrdinalIgnoreCase);
}

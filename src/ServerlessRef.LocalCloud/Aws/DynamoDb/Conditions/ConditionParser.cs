using System.Globalization;

namespace ServerlessRef.LocalCloud.Aws.DynamoDb.Conditions;

/// <summary>
/// Reads a ConditionExpression:
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html
/// NOT binds closer than AND, AND closer than OR.
/// </summary>
internal sealed class ConditionParser
{
    private const string Expression = "ConditionExpression";

    private readonly string _text;
    private readonly ExpressionScope _scope;
    private readonly List<Token> _tokens;
    private int _next;

    private ConditionParser(string text, ExpressionScope scope)
    {
        _text = text;
        _scope = scope;
        _tokens = Lexer.Read(text, Expression);
    }

    private Token Current => _tokens[_next];

    /// <exception cref="AwsError">ValidationException, in AWS's words.</exception>
    public static ICondition Parse(string text, ExpressionScope scope)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            throw ExpressionScope.Invalid(Expression, "The expression can not be empty;");
        }

        var parser = new ConditionParser(text, scope);
        var condition = parser.ReadOr();
        return parser.Current.Kind == TokenKind.End ? condition : throw parser.SyntaxError();
    }

    private ICondition ReadOr()
    {
        var left = ReadAnd();
        while (Current.IsKeyword("OR"))
        {
            _next++;
            left = new Or(left, ReadAnd());
        }

        return left;
    }

    private ICondition ReadAnd()
    {
        var left = ReadNot();
        while (Current.IsKeyword("AND"))
        {
            _next++;
            left = new And(left, ReadNot());
        }

        return left;
    }

    private ICondition ReadNot()
    {
        if (Current.IsKeyword("NOT"))
        {
            _next++;
            return new Not(ReadNot());
        }

        if (Current.IsSymbol("("))
        {
            _next++;
            var inner = ReadOr();
            Expect(")");
            return inner;
        }

        return Current.Kind == TokenKind.Word && _tokens[_next + 1].IsSymbol("(") && Current.Text != "size"
            ? ReadFunction()
            : ReadComparison();
    }

    private ICondition ReadFunction()
    {
        var name = Current.Text;
        _next++;
        var operands = ReadList();
        return (name, operands) switch
        {
            ("attribute_exists", [PathOperand path]) => new AttributeExists(path),
            ("attribute_not_exists", [PathOperand path]) => new AttributeNotExists(path),
            ("attribute_type", [PathOperand path, ValueOperand { Constant.Type: "S" } type]) => new AttributeType(path, type),
            ("begins_with", [PathOperand path, { } prefix]) => new BeginsWith(path, OfType(prefix, name, "S", "B")),
            ("contains", [PathOperand path, { } part]) => new Contains(path, part),
            ("attribute_exists" or "attribute_not_exists", [_])
                or ("attribute_type" or "begins_with" or "contains", [_, _]) => throw ExpressionScope.Invalid(Expression, $"Operator or function requires a document path; operator or function: {name}"),
            ("attribute_exists" or "attribute_not_exists" or "attribute_type" or "begins_with" or "contains", _) => throw OperandCount(name, operands),
            _ => throw ExpressionScope.Invalid(Expression, $"Invalid function name; function: {name}"),
        };
    }

    private ICondition ReadComparison()
    {
        var left = ReadOperand();
        if (Current.IsKeyword("BETWEEN"))
        {
            _next++;
            var low = ReadOperand();
            ExpectKeyword("AND");
            var high = ReadOperand();
            RequireBounds(low, high);
            return new Between(left, low, high);
        }

        if (Current.IsKeyword("IN"))
        {
            _next++;
            return new In(left, ReadList());
        }

        if (Current is not { Kind: TokenKind.Symbol, Text: "=" or "<>" or "<" or "<=" or ">" or ">=" } comparator)
        {
            throw SyntaxError();
        }

        _next++;
        var right = ReadOperand();
        return comparator.Text is "=" or "<>"
            ? new Comparison(left, comparator.Text, right)
            : new Comparison(OfType(left, comparator.Text, "S", "N", "B"), comparator.Text, OfType(right, comparator.Text, "S", "N", "B"));
    }

    private IOperand ReadOperand()
    {
        if (Current.Kind == TokenKind.ValuePlaceholder)
        {
            var value = _scope.Value(Current.Text, Expression);
            _next++;
            return new ValueOperand(value);
        }

        if (Current is { Kind: TokenKind.Word, Text: "size" } && _tokens[_next + 1].IsSymbol("("))
        {
            _next++;
            var operands = ReadList();
            return operands is [PathOperand path] ? new SizeOperand(path) : throw OperandCount("size", operands);
        }

        return ReadPath();
    }

    private PathOperand ReadPath()
    {
        var steps = new List<PathStep> { new(ReadName()) };
        while (true)
        {
            if (Current.IsSymbol("."))
            {
                _next++;
                steps.Add(new PathStep(ReadName()));
            }
            else if (Current.IsSymbol("["))
            {
                _next++;
                if (Current.Kind != TokenKind.Number)
                {
                    throw SyntaxError();
                }

                steps.Add(new PathStep(null, int.Parse(Current.Text, CultureInfo.InvariantCulture)));
                _next++;
                Expect("]");
            }
            else
            {
                return new PathOperand(steps);
            }
        }
    }

    private string ReadName()
    {
        var token = Current;
        _next++;
        return token.Kind switch
        {
            TokenKind.NamePlaceholder => _scope.Name(token.Text, Expression),
            TokenKind.Word when ReservedWords.Contains(token.Text) => throw ExpressionScope.Invalid(Expression, $"Attribute name is a reserved keyword; reserved keyword: {token.Text}"),
            TokenKind.Word => token.Text,
            _ => throw SyntaxError(token),
        };
    }

    private List<IOperand> ReadList()
    {
        Expect("(");
        var operands = new List<IOperand> { ReadOperand() };
        while (Current.IsSymbol(","))
        {
            _next++;
            operands.Add(ReadOperand());
        }

        Expect(")");
        return operands;
    }

    private void Expect(string symbol)
    {
        if (!Current.IsSymbol(symbol))
        {
            throw SyntaxError();
        }

        _next++;
    }

    private void ExpectKeyword(string keyword)
    {
        if (!Current.IsKeyword(keyword))
        {
            throw SyntaxError();
        }

        _next++;
    }

    private AwsError SyntaxError() => SyntaxError(Current);

    private AwsError SyntaxError(Token token)
    {
        var from = Math.Max(0, token.Position - 10);
        var to = Math.Min(_text.Length, token.Position + token.Text.Length + 10);
        return ExpressionScope.Invalid(Expression, $"Syntax error; token: \"{token.Text}\", near: \"{_text[from..to]}\"");
    }

    private static IOperand OfType(IOperand operand, string function, params ReadOnlySpan<string> types) =>
        operand is ValueOperand constant && !types.Contains(constant.Constant.Type)
            ? throw ExpressionScope.Invalid(Expression, $"Incorrect operand type for operator or function; operator or function: {function}, operand type: {constant.Constant.Type}")
            : operand;

    private static AwsError OperandCount(string function, List<IOperand> operands) =>
        ExpressionScope.Invalid(Expression, $"Incorrect number of operands for operator or function; operator or function: {function}, number of operands: {operands.Count}");

    private static void RequireBounds(IOperand low, IOperand high)
    {
        if (low is not ValueOperand { Constant: var from } || high is not ValueOperand { Constant: var to })
        {
            return;
        }

        if (from.Type != to.Type)
        {
            throw ExpressionScope.Invalid(Expression, $"The BETWEEN operator requires same data type for lower and upper bounds; lower bound operand: {from}, upper bound operand: {to}");
        }

        if (from.Order(to) > 0)
        {
            throw ExpressionScope.Invalid(Expression, $"The BETWEEN operator requires upper bound to be greater than or equal to lower bound; lower bound operand: {from}, upper bound operand: {to}");
        }
    }
}
